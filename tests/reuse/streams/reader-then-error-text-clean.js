// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  if (!res.ok) {
    console.error(await res.text());
    return;
  }
  const reader = res.body?.getReader();
  let size = 0;
  for (let part = await reader?.read(); part && !part.done; part = await reader.read()) size += part.value.byteLength;
  console.log(size);
}
