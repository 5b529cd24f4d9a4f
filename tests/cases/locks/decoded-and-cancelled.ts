// clean: /lines /small
async function head(url: string, size: number): Promise<string> {
  const res = await fetch(url);
  const reader = res.body!.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let text = '';
  while (text.length < size) {
    const { done, value } = await reader.read();
    if (done) break;
    text += value;
  }
  await reader.cancel();
  return text.slice(0, size);
}

export async function main(url: string): Promise<string> {
  return head(url, 5);
}
