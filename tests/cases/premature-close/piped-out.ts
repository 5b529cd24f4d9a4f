// breaks when: /ok /500 (the pass-through fills up while close waits for it)
import { PassThrough, type Readable } from 'node:stream';
import { Client } from 'undici';

async function download(target: URL): Promise<Readable> {
  const client = new Client(target.origin);
  const { body } = await client.request({ path: target.pathname, method: 'GET' });
  const out = new PassThrough();
  body.pipe(out);
  await client.close(); // PREMATURE
  return out;
}

export async function main(url: string): Promise<void> {
  let n = 0;
  for await (const part of await download(new URL(url))) n += (part as Buffer).length;
  console.log(n);
}
