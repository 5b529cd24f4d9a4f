// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  let size = 0;
  for await (const chunk of res.body ?? []) size += chunk.byteLength;
  if (res.body && !res.bodyUsed) console.log(size, await res.text());
}
