// leaks when: /lines (preventCancel keeps the body alive after the break); clean on: /small
import type { ReadableStream as WebStream } from 'node:stream/web';

async function firstLine(source: string): Promise<string> {
  const res = await fetch(source); // LEAK
  let text = '';
  for await (const part of (res.body as WebStream<Uint8Array>).values({ preventCancel: true })) {
    text += Buffer.from(part).toString('latin1');
    if (text.includes('\n')) break;
  }
  return text.split('\n', 1)[0];
}

export async function main(url: string): Promise<void> {
  console.log((await firstLine(url)).length > 0);
}
