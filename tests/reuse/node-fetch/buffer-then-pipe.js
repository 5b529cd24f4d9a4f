// reuses when: /json /json-error /bad-json /text /404 /500 /502 /flaky (the saved file is empty); clean on: /empty /204
import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fetch from 'node-fetch';

export async function main(url) {
  const res = await fetch(url);
  const { byteLength } = await res.arrayBuffer();
  const file = path.join(tmpdir(), 'buffer-then-pipe');
  await pipeline(res.body, createWriteStream(file)); // REUSE
  return { byteLength, saved: (await stat(file)).size };
}
