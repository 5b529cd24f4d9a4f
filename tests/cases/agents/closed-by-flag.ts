// clean: /json /500 /503-then-ok
import { Client } from 'undici';

export async function main(url: string): Promise<void> {
  const { origin, pathname } = new URL(url);
  let client: Client | null = null;
  let size = 0;
  for (let attempt = 0; attempt < 2; attempt++) {
    client ??= new Client(origin);
    const { statusCode, body } = await client.request({ path: pathname, method: 'GET' });
    size = (await body.text()).length;
    if (statusCode === 200) break;
    await client.close();
    client = null;
  }
  if (client) await client.close();
  console.log(size);
}
