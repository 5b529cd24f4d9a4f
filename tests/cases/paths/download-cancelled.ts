// clean: /ok /500
import { createHash } from 'node:crypto';
import { Writable } from 'node:stream';

async function checksum(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    throw new Error(`Failed to download: ${response.status}`);
  }
  const hash = createHash('sha256');
  await response.body.pipeTo(
    Writable.toWeb(
      new Writable({
        write(chunk: Uint8Array, _encoding, done) {
          hash.update(chunk);
          done();
        },
      }),
    ) as WritableStream<Uint8Array>,
  );
  return hash.digest('hex');
}

export async function main(url: string): Promise<void> {
  console.log((await checksum(url)).length);
}
