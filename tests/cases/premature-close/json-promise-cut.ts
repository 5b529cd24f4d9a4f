// breaks when: /ok (the text is still arriving when the client is destroyed)
import { Client } from 'undici';

async function load(target: URL): Promise<string> {
  const client = new Client(target.origin);
  try {
    const { body } = await client.request({ path: target.pathname, method: 'GET' });
    return body.text();
  } finally {
    await client.destroy(); // PREMATURE
  }
}

export async function main(url: string): Promise<void> {
  console.log((await load(new URL(url))).length);
}
