// clean: /ok /lines
import { Client } from 'undici';

async function* decode(client: Client, body: AsyncIterable<Buffer>): AsyncGenerator<number> {
  try {
    for await (const part of body) yield part.length;
  } finally {
    await client.destroy();
  }
}

async function rows(target: URL): Promise<AsyncGenerator<number>> {
  const client = new Client(target.origin);
  const { body } = await client.request({ path: target.pathname, method: 'GET' });
  return decode(client, body);
}

export async function main(url: string): Promise<void> {
  let total = 0;
  for await (const n of await rows(new URL(url))) total += n;
  console.log(total > 0);
}
