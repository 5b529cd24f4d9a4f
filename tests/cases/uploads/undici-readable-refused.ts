// leaks when: /500 (refused while the source still flows)
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { request } from 'undici';

let sent = 0;
async function* parts(): AsyncGenerator<Buffer> {
  for (let i = 0; i < 12; i += 1) {
    await pause(10);
    sent += 1;
    yield Buffer.alloc(1000);
  }
}

async function put(url: string, source: Readable): Promise<string> {
  const { statusCode, body } = await request(url, { method: 'PUT', body: source }); // LEAK
  if (statusCode >= 400) return `refused ${statusCode}`;
  return (await body.text()).slice(0, 3);
}

export async function main(url: string): Promise<string> {
  sent = 0;
  const said = await put(url, Readable.from(parts()));
  await pause(350);
  return `${said} after ${sent}`;
}
