// clean: /ok
async function pieces(url: string): Promise<AsyncIterable<Uint8Array>> {
  const reply = await fetch(url);
  const reader = reply.body!.getReader();
  return {
    [Symbol.asyncIterator]() {
      return {
        next: () => reader.read() as Promise<IteratorResult<Uint8Array>>,
        async return() {
          await reader.cancel();
          return { done: true as const, value: undefined };
        },
      };
    },
  };
}

export async function main(url: string): Promise<void> {
  for await (const piece of await pieces(url)) {
    if (piece.length > 0) break;
  }
}
