// reuses when: /404 /500 /502 /flaky (the test is the wrong way round); clean on: /json /json-error /bad-json /text /empty /204
export async function main(url) {
  const res = await fetch(url);
  let text;
  if (!res.ok) text = await res.text();
  if (text !== undefined)
    console.log(await res.json()); // REUSE
  else await res.body?.cancel();
}
