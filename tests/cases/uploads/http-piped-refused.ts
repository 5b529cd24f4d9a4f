// leaks when: /500 (rejects on the status while the source is still being piped); clean on: /json
import http from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

const sleep = (ms: number) => new Promise<void>((ok) => setTimeout(ok, ms));
let sent = 0;
async function* parts(): AsyncGenerator<Buffer> {
  for (let i = 0; i < 12; i += 1) {
    await sleep(10);
    sent += 1;
    yield Buffer.alloc(1000);
  }
}

function upload(url: string, source: Readable): Promise<string> {
  return new Promise((resolve, reject) => {
    const req = http.request(url, { method: 'PUT' }, (res) => { // LEAK
      if (res.statusCode !== 200) {
        reject(new Error(`status ${res.statusCode}`));
        return;
      }
      text(res).then(resolve, reject);
    });
    req.on('error', reject);
    source.pipe(req);
  });
}

export async function main(url: string): Promise<string> {
  sent = 0;
  const said = await upload(url, Readable.from(parts())).then((t) => t.slice(0, 5), (e: Error) => e.message);
  await sleep(300);
  return `${said} after ${sent}`;
}
