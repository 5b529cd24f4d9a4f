// clean: /ok /huge
import { PassThrough, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import got from 'got';

export async function main(url: string): Promise<void> {
  let bytes = 0;
  const counter = new Writable({
    write(chunk: Buffer, _encoding, next) {
      bytes += chunk.length;
      next();
    },
  });
  await pipeline(got.stream(url), new PassThrough(), counter);
  console.log(bytes);
}
