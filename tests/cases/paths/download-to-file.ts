// leaks when: /500 (the check before the download); clean on: /ok
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';

async function download(url: string, destination: string): Promise<void> {
  const response = await fetch(url); // LEAK
  if (!response.ok || !response.body) {
    throw new Error(`Failed to download: ${response.status}`);
  }
  await pipeline(Readable.fromWeb(response.body as ReadableStream), createWriteStream(destination));
}

export async function main(url: string): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'dl-'));
  try {
    await download(url, join(dir, 'asset.bin'));
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
