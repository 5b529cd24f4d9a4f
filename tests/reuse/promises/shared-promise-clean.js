// reuses when: never
export async function main(url) {
  const pending = fetch(url);
  const size = pending.then((res) => res.clone().arrayBuffer()).then((bytes) => bytes.byteLength);
  const text = pending.then((res) => res.text());
  console.log(await size, await text);
}
