// reuses when: never
async function maybeLog(res, on) {
  if (on) console.log(await res.text());
}

export async function main(url) {
  const res = await fetch(url);
  await maybeLog(res, res.status % 2 === 0);
  if (!res.bodyUsed) console.log((await res.arrayBuffer()).byteLength);
}
