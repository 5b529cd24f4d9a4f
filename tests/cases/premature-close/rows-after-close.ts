// breaks when: /ok /lines (a lazy generator is returned, then the client is closed); clean on: /404
import { Client } from 'undici';

async function* decode(body: AsyncIterable<Buffer>): AsyncGenerator<number> {
  for await (const part of body) yield part.length;
}

async function rows(target: URL): Promise<AsyncGenerator<number> | null> {
  const client = new Client(target.origin);
  try {
    const { statusCode, body } = await client.request({ path: target.pathname, method: 'GET' });
    if (statusCode === 200) return decode(body);
    await body.dump();
    return null;
  } finally {
    await client.destroy(); // PREMATURE
  }
}

export async function main(url: string): Promise<void> {
  let total = 0;
  for await (const n of (await rows(new URL(url))) ?? []) total += n;
  console.log(total > 0);
}
