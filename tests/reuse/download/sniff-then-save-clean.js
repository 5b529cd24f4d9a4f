// reuses when: never
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

export async function main(url) {
  const response = await fetch(url);
  const type = response.headers.get('content-type');
  if (!response.body) return;
  const file = path.join(tmpdir(), 'reuse-sniff.bin');
  await pipeline(Readable.fromWeb(response.body), createWriteStream(file));
  console.log(type, file);
}
