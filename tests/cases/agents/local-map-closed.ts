// clean: /json /500
import { Client } from 'undici';

export async function main(url: string): Promise<void> {
  const clients = new Map<string, Client>();
  for (const part of ['a', 'b']) {
    const target = new URL(`${url}/${part}`);
    let client = clients.get(target.origin);
    if (!client) clients.set(target.origin, (client = new Client(target.origin)));
    const { body } = await client.request({ path: target.pathname, method: 'GET' });
    console.log((await body.text()).length);
  }
  for (const client of clients.values()) await client.close();
}
