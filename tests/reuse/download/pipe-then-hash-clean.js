// reuses when: never
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

export async function main(url) {
  const res = await fetch(url);
  if (!res.ok || !res.body) throw new Error(`${res.status} ${await res.text()}`);
  const bytes = Buffer.from(await res.arrayBuffer());
  await writeFile(path.join(tmpdir(), 'reuse-pipe.bin'), bytes);
  console.log(createHash('sha256').update(bytes).digest('hex'));
}
