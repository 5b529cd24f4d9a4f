// leaks when: /ok (the caller leaves the loop, and the generator lets go of the lock); clean on: /small
async function* pieces(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    reader.releaseLock();
  }
}

export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  let count = 0;
  for await (const piece of pieces(res.body!)) {
    count += piece.length;
    if (count > 4) break;
  }
  console.log(count > 0);
}
