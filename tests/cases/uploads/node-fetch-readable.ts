// leaks when: /404 (only the status of an upload is kept); clean on: /refuse
import { Readable } from 'node:stream';
import fetch from 'node-fetch';

const sleep = (ms: number) => new Promise<void>((ok) => setTimeout(ok, ms));
let sent = 0;
async function* parts(): AsyncGenerator<Buffer> {
  for (let i = 0; i < 12; i += 1) {
    await sleep(10);
    sent += 1;
    yield Buffer.alloc(1000);
  }
}

const upload = async (url: string): Promise<number> => {
  const { status } = await fetch(url, { method: 'PUT', body: Readable.from(parts()) }); // LEAK
  return status;
};

export async function main(url: string): Promise<string> {
  sent = 0;
  const status = await upload(url).catch(() => 0);
  if (status === 0) return 'no answer';
  await sleep(300);
  return `${status} after ${sent}`;
}
