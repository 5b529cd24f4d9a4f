// clean: /lines /small (the generator cancels when it is left, its consumer does, or the loop comes to its end)
async function* cancelling(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  let isOver = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        isOver = true;
        return;
      }
      yield value;
    }
  } finally {
    if (!isOver) await reader.cancel();
    reader.releaseLock();
  }
}

async function* plain(reader: ReadableStreamDefaultReader<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

async function first(url: string): Promise<number> {
  const response = await fetch(url);
  for await (const piece of cancelling(response.body!)) return piece.byteLength;
  return 0;
}

async function stopped(url: string): Promise<number> {
  const response = await fetch(url);
  const reader = response.body!.getReader();
  for await (const piece of plain(reader)) {
    if (piece.byteLength === 0) continue;
    await reader.cancel();
    break;
  }
  return 1;
}

async function whole(url: string): Promise<number> {
  const response = await fetch(url);
  let size = 0;
  for await (const piece of plain(response.body!.getReader())) size += piece.byteLength;
  return size;
}

export async function main(url: string): Promise<boolean> {
  const sizes = [await first(url), await stopped(url), await whole(url)];
  return sizes.every((size) => size > 0);
}
