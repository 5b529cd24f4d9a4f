// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (two readings by one helper); clean on: /204
function read(res, { as }) {
  return as === 'json' ? res.json() : res.text(); // REUSE #read
}

export async function main(url) {
  const res = await fetch(url);
  const raw = await read(res, { as: 'text' });
  const data = await read(res, { as: 'json' }); // REUSE #read
  console.log(raw.length, data);
}
