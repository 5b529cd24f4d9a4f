// breaks when: /ok /500 (only the stream leaves, and its client is destroyed)
import { Client, type Dispatcher } from 'undici';

async function download(target: URL): Promise<Dispatcher.ResponseData['body']> {
  const client = new Client(target.origin);
  const { body } = await client.request({ path: target.pathname, method: 'GET' });
  await client.destroy(); // PREMATURE
  return body;
}

export async function main(url: string): Promise<void> {
  let n = 0;
  for await (const part of await download(new URL(url))) n += (part as Buffer).length;
  console.log(n);
}
