// clean: /json
import { Client } from 'undici';

async function load(target: URL): Promise<unknown> {
  const client = new Client(target.origin);
  try {
    const { body } = await client.request({ path: target.pathname, method: 'GET' });
    return await body.json();
  } finally {
    client.destroy().catch(() => {});
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(new URL(url))));
}
