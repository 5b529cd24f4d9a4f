// reuses when: never
export async function main(url) {
  const res = await fetch(url, { headers: { accept: 'application/json' } });
  const payload = await res
    .clone()
    .json()
    .catch(() => res.text());
  await (res.bodyUsed ? null : res.body?.cancel());
  console.log(typeof payload);
}
