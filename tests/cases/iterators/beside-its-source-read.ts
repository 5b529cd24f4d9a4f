// clean: /ok (the loop comes to its end)
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
  const response = await fetch(url);
  if (!response.body) return 0;
  let size = 0;
  for await (const piece of iterable(response.body)) size += piece.byteLength;
  return size;
}
