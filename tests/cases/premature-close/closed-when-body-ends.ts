// clean: /ok /500
import type { Readable } from 'node:stream';
import { Agent, request } from 'undici';

async function openStream(source: string): Promise<Readable> {
  const agent = new Agent({ connections: 1 });
  const { body } = await request(source, { dispatcher: agent });
  body.once('close', () => {
    void agent.close();
  });
  return body;
}

export async function main(url: string): Promise<void> {
  let bytes = 0;
  for await (const part of await openStream(url)) bytes += (part as Buffer).length;
  console.log(bytes);
}
