// clean: /ok /small
async function readCapped(response: Response, limit: number): Promise<number> {
  const reader = response.body!.getReader();
  let total = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return total;
      total += value.byteLength;
      if (total > limit) throw new Error('response too large');
    }
  } catch (error) {
    await reader.cancel(error);
    throw error;
  } finally {
    reader.releaseLock();
  }
}

export async function main(url: string): Promise<void> {
  const response = await fetch(url);
  console.log(await readCapped(response, 100_000));
}
