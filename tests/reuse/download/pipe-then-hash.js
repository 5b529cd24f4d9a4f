// reuses when: /json /json-error /bad-json /text /empty (the file has got the bytes); clean on: /404 /500 /502 /flaky /204
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

export async function main(url) {
  const res = await fetch(url);
  if (!res.ok || !res.body) throw new Error(`${res.status} ${await res.text()}`);
  await pipeline(res.body, createWriteStream(path.join(tmpdir(), 'reuse-pipe.bin')));
  const bytes = Buffer.from(await res.arrayBuffer()); // REUSE
  const digest = createHash('sha256').update(bytes).digest('hex');
  console.log(digest);
}
