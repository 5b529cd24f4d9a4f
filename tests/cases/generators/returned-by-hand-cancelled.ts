// clean: /lines /empty (`return()` runs a `finally` that cancels)
async function* pieces(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
    reader.releaseLock();
  }
}

class Client {
  async open(url: string): Promise<AsyncGenerator<Uint8Array>> {
    const response = await fetch(url);
    if (!response.body) throw new Error('no body');
    return pieces(response.body);
  }
}

export async function main(url: string): Promise<boolean> {
  const stream = await new Client().open(url);
  const { done } = await stream.next();
  if (done) return false;
  await stream.return(undefined);
  return true;
}
