// clean: /ndjson /500
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';

async function* rows(source: string): AsyncGenerator<string> {
  const res = await fetch(source);
  if (!res.ok || !res.body) {
    await res.body?.cancel();
    return;
  }
  const input = Readable.fromWeb(res.body as WebStream<Uint8Array>);
  try {
    for await (const line of createInterface({ input })) yield line;
  } finally {
    input.destroy();
  }
}

export async function main(url: string): Promise<void> {
  let count = 0;
  for await (const row of rows(url)) {
    if (row.includes('stop')) break;
    count++;
  }
  console.log(count);
}
