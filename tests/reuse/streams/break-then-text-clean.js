// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  let first;
  for await (const chunk of res.body ?? []) {
    first = chunk;
    break;
  }
  if (first === undefined) return;
  const rest = res.headers.get('content-length');
  console.log(first.byteLength, rest);
}
