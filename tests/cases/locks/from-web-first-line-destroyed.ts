// clean: /lines /small
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';

async function firstLine(url: string): Promise<string> {
  const res = await fetch(url);
  const input = Readable.fromWeb(res.body as WebStream<Uint8Array>);
  try {
    for await (const line of createInterface({ input })) return line.slice(0, 5);
    return '';
  } finally {
    input.destroy();
  }
}

export async function main(url: string): Promise<string> {
  return firstLine(url);
}
