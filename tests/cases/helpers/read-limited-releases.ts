// leaks when: /ok (over the limit the lock is given back, the stream is not cancelled); clean on: /small
async function readLimited(response: Response, maxBytes: number): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  const reader = response.body!.getReader();
  let total = 0;
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) break;
      total += value.length;
      if (total > maxBytes) throw new Error('response too large');
      chunks.push(value);
    }
  } finally {
    reader.releaseLock();
  }
  return chunks;
}

export async function main(url: string): Promise<void> {
  const response = await fetch(url); // LEAK
  const chunks = await readLimited(response, 128 * 1024);
  console.log(Buffer.concat(chunks).length);
}
