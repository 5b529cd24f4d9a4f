// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (the second pass reads every response again); clean on: /204
export async function main(url) {
  const responses = await Promise.all([fetch(url), fetch(`${url}/2`)]);
  for (const res of responses) console.log(res.status, (await res.text()).length);
  const bodies = [];
  for (const res of responses) bodies.push(await res.json()); // REUSE
  console.log(bodies);
}
