// reuses when: never
async function check(res) {
  if (res.ok) return;
  const problem = await res.text();
  throw new Error(`server said ${problem}`);
}

export async function main(url) {
  const res = await fetch(url);
  await check(res);
  const text = await res.text();
  console.log(text);
}
