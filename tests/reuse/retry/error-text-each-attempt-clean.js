// reuses when: never
export async function main(url) {
  const attempts = [];
  let res = await fetch(url);
  for (let attempt = 0; attempt < 2; attempt += 1) {
    if (res.ok) break;
    attempts.push(await res.text());
    res = await fetch(url);
  }
  console.log(attempts, res.status, (await res.arrayBuffer().catch(() => new ArrayBuffer(0))).byteLength);
}
