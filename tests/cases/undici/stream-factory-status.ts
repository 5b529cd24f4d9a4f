// clean: /500 /json
import { Writable } from 'node:stream';
import { stream } from 'undici';
export async function main(url: string): Promise<string> {
  let status = 0;
  let n = 0;
  await stream(url, { method: 'GET', opaque: { at: 1 } }, ({ statusCode }) => {
    status = statusCode;
    return new Writable({ write: (chunk: Buffer, _e, done) => ((n += chunk.length), done()) });
  });
  return `${status} ${n > 9}`;
}
