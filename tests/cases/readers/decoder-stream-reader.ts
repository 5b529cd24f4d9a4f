// leaks when: /lines (through a decoder); clean on: /empty
export async function main(url: string): Promise<string> {
  const res = await fetch(url); // LEAK
  const reader = res.body!.pipeThrough(new TextDecoderStream() as never).getReader() as ReadableStreamDefaultReader<string>;
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return `all ${text.length}`;
    text += value;
    if (text.includes('STOP')) return `stopped ${text.slice(0, 5)}`;
  }
}
