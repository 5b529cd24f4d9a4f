// clean: /ok /500
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import got, { HTTPError } from 'got';

export async function main(url: string): Promise<void> {
  let bytes = 0;
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      done();
    },
  });
  try {
    await pipeline(got.stream(url, { retry: { limit: 0 } }), sink);
    console.log(bytes);
  } catch (error) {
    if (!(error instanceof HTTPError)) throw error;
    console.log(error.response.statusCode);
  }
}
