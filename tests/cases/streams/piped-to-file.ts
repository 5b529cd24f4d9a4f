// clean: /ok /500
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';

export async function main(url: string): Promise<void> {
  const { body } = await fetch(url);
  let n = 0;
  const sink = new Writable({ write: (part: Buffer, _encoding, next) => ((n += part.length), next()) });
  await pipeline(Readable.fromWeb(body as WebStream<Uint8Array>), sink);
  console.log(n);
}
