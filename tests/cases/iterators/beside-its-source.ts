// leaks when: /ok (leaving the loop calls nothing, and no code uses the source beside the iterator)
function iterable(source: ReadableStream<Uint8Array>) {
  return {
    source,
    [Symbol.asyncIterator]() {
      const reader = source.getReader();
      return {
        async next() {
          const { done, value } = await reader.read();
          return done ? { done: true as const, value: undefined } : { done: false as const, value };
        },
      };
    },
  };
}

export async function main(url: string) {
  const response = await fetch(url); // LEAK
  if (!response.body) return 0;
  const stream = iterable(response.body);
  for await (const piece of stream) {
    if (piece.byteLength > 0) return piece.byteLength > 0;
  }
  return false;
}
