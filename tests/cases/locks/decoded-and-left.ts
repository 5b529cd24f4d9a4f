// leaks when: /lines (the decoder's reader is dropped; the body itself is locked by the pipe)
async function head(url: string, size: number): Promise<string> {
  const res = await fetch(url); // LEAK
  const reader = res.body!.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let text = '';
  while (text.length < size) {
    const { done, value } = await reader.read();
    if (done) break;
    text += value;
  }
  return text.slice(0, size);
}

export async function main(url: string): Promise<string> {
  return head(url, 5);
}
