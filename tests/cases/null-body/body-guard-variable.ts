// clean: /204 /ok
export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  const stream = res.body;
  if (stream == null) return;
  let n = 0;
  for await (const part of stream) n += part.byteLength;
  console.log(n);
}
