// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (text() has locked the stream); clean on: /204
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

export async function main(url) {
  const response = await fetch(url);
  const start = (await response.text()).slice(0, 8);
  if (!response.body) return;
  const file = path.join(tmpdir(), 'reuse-sniff.bin');
  await pipeline(Readable.fromWeb(response.body), createWriteStream(file)); // REUSE
  console.log(start, file);
}
