// leaks when: /ok (the refused cancel leaves the stream open); breaks when: /ok (the reader still holds the lock); clean on: /small
async function readCapped(response: Response, limit: number): Promise<number> {
  const body = response.body!;
  const reader = body.getReader();
  let total = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return total;
    total += value.byteLength;
    if (total > limit) {
      await body.cancel('limit'); // LOCKED #over
      throw new Error('response too large');
    }
  }
}

export async function main(url: string): Promise<void> {
  const response = await fetch(url); // LEAK
  console.log(await readCapped(response, 100_000)); // LOCKED #over
}
