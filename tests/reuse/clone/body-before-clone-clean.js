// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  const copy = res.clone();
  const { body } = res;
  console.log(await copy.text());
  if (body === null) return;
  for await (const chunk of body) console.log(chunk.byteLength);
}
