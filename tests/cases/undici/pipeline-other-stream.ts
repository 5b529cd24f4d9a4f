// clean: /500 /json
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'undici';
export async function main(url: string): Promise<string> {
  const out = pipeline(url, { method: 'GET' }, ({ statusCode, body }) => {
    if (statusCode >= 400) {
      body.resume();
      return Readable.from([`bad ${statusCode}`]);
    }
    return body.pipe(new PassThrough());
  });
  out.end();
  return (await text(out)).slice(0, 7);
}
