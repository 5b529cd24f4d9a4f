// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  const copy = res.clone();
  console.log('raw', await res.text());
  const parsed = await copy.json();
  console.log(parsed, copy.status);
}
