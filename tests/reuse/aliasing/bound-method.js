// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (a bound method reads the same body); clean on: /204
export async function main(url) {
  const res = await fetch(url);
  const read = res.text.bind(res);
  const before = await read();
  const after = await read(); // REUSE
  console.log(before === after);
}
