// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  const decoded = res.body?.pipeThrough(new TextDecoderStream());
  let found = false;
  let size = 0;
  for await (const part of decoded ?? []) {
    found ||= part.includes('widget');
    size += part.length;
  }
  if (decoded) console.log(found, size);
}
