// leaks when: /lines (leaving the lines pauses the body, and does not end it)
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';

export async function main(url: string): Promise<string> {
  const reply = await fetch(url); // LEAK
  const lines = createInterface({ input: Readable.fromWeb(reply.body as WebStream) });
  for await (const line of lines) {
    return line.slice(0, 1);
  }
  return '';
}
