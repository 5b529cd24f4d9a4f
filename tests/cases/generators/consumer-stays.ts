// clean: /lines /small (the consumers go through all of it, or the generator cancels)
async function* pieces(url: string): AsyncGenerator<Uint8Array> {
  const response = await fetch(url);
  const reader = response.body!.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

async function* cancelled(url: string): AsyncGenerator<Uint8Array> {
  const response = await fetch(url);
  const reader = response.body!.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    await reader.cancel();
  }
}

async function* both(url: string): AsyncGenerator<Uint8Array> {
  yield* pieces(url);
  for await (const piece of pieces(url)) yield piece;
}

export async function main(url: string): Promise<boolean> {
  let size = 0;
  for await (const piece of both(url)) size += piece.byteLength;
  for await (const piece of cancelled(url)) {
    size += piece.byteLength;
    break;
  }
  return size > 0;
}
