// breaks when: /ok /huge (cancels inside the loop that holds the lock); clean on: /small
async function capped(source: string, max: number): Promise<Buffer> {
  const res = await fetch(source);
  const parts: Uint8Array[] = [];
  let total = 0;
  for await (const part of res.body!) {
    total += part.byteLength;
    if (total > max) {
      await res.body!.cancel(); // LOCKED
      throw new RangeError('too large');
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}

export async function main(url: string): Promise<void> {
  console.log((await capped(url, 100_000)).length > 0);
}
