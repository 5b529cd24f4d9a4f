// breaks when: /ok /500 (the stream is handed out, the agent is destroyed behind it); clean on: /refuse
import type { Readable } from 'node:stream';
import { Agent, request } from 'undici';

async function openStream(source: string): Promise<Readable> {
  const agent = new Agent({ connect: { timeout: 2_000 } });
  try {
    const { body } = await request(source, { dispatcher: agent });
    return body;
  } finally {
    await agent.destroy(); // PREMATURE
  }
}

export async function main(url: string): Promise<void> {
  let bytes = 0;
  for await (const part of await openStream(url)) bytes += (part as Buffer).length;
  console.log(bytes);
}
