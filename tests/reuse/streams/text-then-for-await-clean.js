// reuses when: never
export async function main(url) {
  const head = await fetch(url);
  const text = await head.text();
  console.log(text.length);
  const res = await fetch(url);
  if (res.body === null) return;
  for await (const chunk of res.body) {
    console.log(chunk.byteLength);
  }
}
