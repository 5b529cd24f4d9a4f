// leaks when: /lines (the generator stops at its limit with the lock given back); clean on: /small
async function* pieces(response: Response, limit: number): AsyncGenerator<number> {
  const reader = response.body!.getReader();
  let seen = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      seen += value.length;
      if (seen > limit) return;
      yield value.length;
    }
  } finally {
    reader.releaseLock();
  }
}

export async function main(url: string): Promise<void> {
  const response = await fetch(url); // LEAK
  for await (const length of pieces(response, 1000)) console.log(length > 0);
}
