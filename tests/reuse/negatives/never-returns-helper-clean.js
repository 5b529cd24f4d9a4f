// reuses when: never
async function fail(res) {
  throw new Error(`HTTP ${res.status}: ${await res.text()}`);
}

export async function main(url) {
  const res = await fetch(url);
  if (!res.ok) await fail(res);
  console.log(await res.text());
}
