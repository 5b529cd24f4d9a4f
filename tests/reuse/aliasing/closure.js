// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (each call of the closure reads); clean on: /204
export async function main(url) {
  const res = await fetch(url);
  const body = () => res.text(); // REUSE #body
  if ((await body()).startsWith('{')) console.log('JSON');
  console.log(await body()); // REUSE #body
}
