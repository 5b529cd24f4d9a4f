// leaks when: /lines (the generator has the response, and its consumer has enough); clean on: /small
async function* pieces(url: string): AsyncGenerator<Uint8Array> {
  const response = await fetch(url);
  const reader = response.body!.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

export async function main(url: string): Promise<boolean> {
  let size = 0;
  for await (const piece of pieces(url)) { // LEAK
    size += piece.byteLength;
    if (size > 20) break;
  }
  return size > 20;
}
