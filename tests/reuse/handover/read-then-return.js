// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (the wrapper returns a response it has read); clean on: /204
async function audited(url, journal) {
  const res = await fetch(url);
  journal.push({ url, status: res.status, body: await res.text() });
  return res;
}

export async function main(url) {
  const journal = [];
  const res = await audited(url, journal);
  console.log(await res.json(), journal.length); // REUSE
}
