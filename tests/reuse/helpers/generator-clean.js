// reuses when: never
async function* chunks(res) {
  if (res.body === null) return;
  for await (const chunk of res.body) yield chunk.byteLength;
}

export async function main(url) {
  const res = await fetch(url);
  console.log(res.headers.get('content-type'));
  for await (const size of chunks(res)) console.log(size);
}
