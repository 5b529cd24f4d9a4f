// leaks when: /ok (nobody tells the iterator that its consumer has left)
async function pieces(url: string): Promise<AsyncIterable<Uint8Array>> {
  const reply = await fetch(url);
  const reader = reply.body!.getReader();
  return {
    [Symbol.asyncIterator]() {
      return {
        async next() {
          const { done, value } = await reader.read();
          return done ? { done: true as const, value: undefined } : { done: false as const, value };
        },
      };
    },
  };
}

export async function main(url: string): Promise<void> {
  for await (const piece of await pieces(url)) { // LEAK
    if (piece.length > 0) break;
  }
}
