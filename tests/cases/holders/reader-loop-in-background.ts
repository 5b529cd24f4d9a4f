// clean: /500 /json
async function pump(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<number> {
  let n = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return n;
    n += value.length;
  }
}
export async function main(url: string): Promise<string> {
  const res = await fetch(url);
  const reader = res.body!.getReader();
  const pumped = pump(reader);
  if (res.status >= 500) {
    await new Promise((ok) => setTimeout(ok, 5));
    return `bad ${(await pumped) > 9}`;
  }
  return `good ${(await pumped) > 9}`;
}
