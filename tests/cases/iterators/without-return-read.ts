// clean: /ok (its consumer goes to the end, or cancels)
async function iterate(body: ReadableStream<Uint8Array>): Promise<number> {
  const reader = body.getReader();
  const pieces: AsyncIterable<Uint8Array> = {
    [Symbol.asyncIterator]: () => ({ next: () => reader.read() as Promise<IteratorResult<Uint8Array>> }),
  };
  let size = 0;
  for await (const piece of pieces) size += piece.length;
  return size;
}

async function first(body: ReadableStream<Uint8Array>): Promise<number> {
  const reader = body.getReader();
  const pieces = {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => reader.read() as Promise<IteratorResult<Uint8Array>>,
  };
  try {
    for await (const piece of pieces) return piece.length;
    return 0;
  } finally {
    await reader.cancel();
  }
}

export async function main(url: string): Promise<boolean> {
  const whole = await iterate((await fetch(url)).body!);
  const part = await first((await fetch(url)).body!);
  return whole > 0 && part > 0;
}
