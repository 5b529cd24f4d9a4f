// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  if (!res.body) return;
  const reader = res.body.getReader();
  const kind = reader.constructor.name;
  reader.releaseLock();
  console.log(kind, await res.text());
}
