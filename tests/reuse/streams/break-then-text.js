// reuses when: /json /json-error /bad-json /text /404 /500 /502 /flaky (leaving the loop cancels the body); clean on: /empty /204
export async function main(url) {
  const res = await fetch(url);
  let first;
  for await (const chunk of res.body ?? []) {
    first = chunk;
    break;
  }
  if (first === undefined) return;
  const rest = await res.text(); // REUSE
  console.log(first.byteLength + rest.length);
}
