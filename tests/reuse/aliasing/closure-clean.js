// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  let kept;
  const body = () => (kept ??= res.text());
  if ((await body()).startsWith('{')) console.log('JSON');
  console.log(await body());
}
