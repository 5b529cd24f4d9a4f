// reuses when: never
import { stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fetch from 'node-fetch';

export async function main(url) {
  const res = await fetch(url);
  const bytes = Buffer.from(await res.arrayBuffer());
  const file = path.join(tmpdir(), 'buffer-then-pipe');
  await writeFile(file, bytes);
  return { byteLength: bytes.length, saved: (await stat(file)).size };
}
