// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  const read = res.text.bind(res);
  const before = await read();
  const after = before.trim();
  console.log(before === after);
}
