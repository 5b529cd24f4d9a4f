// clean: /500 /json
import http from 'node:http';
import { Readable } from 'node:stream';

const sleep = (ms: number) => new Promise<void>((ok) => setTimeout(ok, ms));
let sent = 0;
async function* parts(): AsyncGenerator<Buffer> {
  for (let i = 0; i < 12; i += 1) {
    await sleep(10);
    sent += 1;
    yield Buffer.alloc(1000);
  }
}

export async function main(url: string): Promise<string> {
  sent = 0;
  const req = http.request(url, { method: 'PUT' });
  const status = new Promise<number | undefined>((resolve, reject) => {
    req.once('response', (res) => {
      res.resume();
      resolve(res.statusCode);
    });
    req.once('error', reject);
  });
  Readable.from(parts()).pipe(req);
  const seen = await status;
  await sleep(300);
  return `${seen} after ${sent}`;
}
