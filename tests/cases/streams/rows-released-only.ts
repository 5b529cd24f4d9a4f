// leaks when: /lines (leaving the generator releases the lock and keeps the connection); clean on: /404
async function* chunks(source: string): AsyncGenerator<Uint8Array> {
  const res = await fetch(source); // LEAK
  if (res.status !== 200) {
    await res.body?.cancel();
    return;
  }
  const reader = res.body!.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
  } finally {
    reader.releaseLock();
  }
}

export async function main(url: string): Promise<void> {
  let bytes = 0;
  for await (const chunk of chunks(url)) {
    bytes += chunk.byteLength;
    if (bytes > 4) break;
  }
  console.log(bytes > 0);
}
