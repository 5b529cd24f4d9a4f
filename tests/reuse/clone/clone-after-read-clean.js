// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  const copy = res.clone();
  const text = await res.text();
  console.log(text.length, (await copy.arrayBuffer()).byteLength);
}
