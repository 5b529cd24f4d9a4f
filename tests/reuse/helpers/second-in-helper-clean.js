// reuses when: never
async function toError(res) {
  const detail = await res.text();
  return new Error(`${res.status} ${detail}`);
}

export async function main(url) {
  const res = await fetch(url);
  if (!res.ok) throw await toError(res);
  const bytes = await res.arrayBuffer();
  console.log(bytes.byteLength);
}
