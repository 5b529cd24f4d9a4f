// leaks when: /lines (the Node stream around the body is stepped by hand and dropped)
import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';

async function firstLine(url: string): Promise<string> {
  const res = await fetch(url); // LEAK
  const input = Readable.fromWeb(res.body as WebStream<Uint8Array>);
  const { value } = await input[Symbol.asyncIterator]().next();
  return Buffer.from(value as Uint8Array).toString('latin1').split('\n')[0];
}

export async function main(url: string): Promise<string> {
  return firstLine(url);
}
