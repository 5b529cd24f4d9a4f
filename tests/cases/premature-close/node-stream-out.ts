// breaks when: /ok (a Node stream of the body leaves, its agent is destroyed)
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { Agent, fetch } from 'undici';

async function openStream(url: string): Promise<Readable> {
  const agent = new Agent({ bodyTimeout: 5000 });
  const response = await fetch(url, { dispatcher: agent });
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    await agent.close();
    throw new Error(`cannot open: ${response.status}`);
  }
  const stream = Readable.fromWeb(response.body as ReadableStream);
  await agent.destroy(); // PREMATURE
  return stream;
}

export async function main(url: string): Promise<void> {
  let bytes = 0;
  for await (const chunk of await openStream(url)) bytes += (chunk as Buffer).length;
  console.log(bytes);
}
