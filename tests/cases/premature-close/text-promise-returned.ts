// clean: /json /500
import { Client } from 'undici';

async function load(target: URL): Promise<string> {
  const client = new Client(target.origin);
  const { body } = await client.request({ path: target.pathname, method: 'GET' });
  const pending = body.text();
  await client.close();
  return pending;
}

export async function main(url: string): Promise<void> {
  console.log((await load(new URL(url))).length);
}
