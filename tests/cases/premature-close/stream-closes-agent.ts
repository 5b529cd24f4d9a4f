// clean: /stream /500
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { Agent, fetch } from 'undici';

async function openStream(url: string): Promise<Readable> {
  const agent = new Agent();
  const response = await fetch(url, { dispatcher: agent });
  if (!response.body) {
    await agent.close();
    return Readable.from([]);
  }
  const stream = Readable.fromWeb(response.body as ReadableStream);
  stream.once('close', () => void agent.close());
  return stream;
}

export async function main(url: string): Promise<void> {
  let bytes = 0;
  for await (const chunk of await openStream(url)) bytes += (chunk as Buffer).length;
  console.log(bytes);
}
