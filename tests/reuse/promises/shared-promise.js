// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (both consumers get the same response); clean on: /204
export async function main(url) {
  const pending = fetch(url);
  const size = pending.then((res) => res.arrayBuffer()).then((bytes) => bytes.byteLength);
  const text = pending.then((res) => res.text()); // REUSE
  console.log(await size, await text);
}
