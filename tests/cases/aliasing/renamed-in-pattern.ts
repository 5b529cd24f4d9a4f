// leaks when: /500 /404 (the renamed body is read on 200 only); clean on: /ok
async function bytesOf(source: string): Promise<number> {
  const { status: code, body: raw } = await fetch(source); // LEAK
  if (code !== 200) return -1;
  let n = 0;
  for await (const part of raw!) n += part.byteLength;
  return n;
}

export async function main(url: string): Promise<void> {
  console.log(await bytesOf(url));
}
