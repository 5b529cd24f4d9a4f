// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  const copy = res.clone();
  const size = (await copy.arrayBuffer()).byteLength;
  const preview = await res.text();
  console.log(size, preview.slice(0, 10));
}
