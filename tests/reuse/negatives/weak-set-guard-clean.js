// reuses when: never
const done = new WeakSet();

async function log(res) {
  if (done.has(res)) return;
  done.add(res);
  console.log(await res.text());
}

export async function main(url) {
  const res = await fetch(url);
  await log(res);
  await log(res);
}
