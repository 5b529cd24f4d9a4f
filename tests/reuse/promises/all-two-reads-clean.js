// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  const [text, bytes] = await Promise.all([res.clone().text(), res.arrayBuffer()]);
  console.log(text, bytes.byteLength);
}
