// leaks when: /json /500 (the map of clients dies with the function)
import { Client } from 'undici';

export async function main(url: string): Promise<void> {
  const clients = new Map<string, Client>();
  for (const part of ['a', 'b']) {
    const target = new URL(`${url}/${part}`);
    let client = clients.get(target.origin);
    if (client === undefined) {
      client = new Client(target.origin); // UNCLOSED
      clients.set(target.origin, client);
    }
    const { body } = await client.request({ path: target.pathname, method: 'GET' });
    console.log((await body.text()).length);
  }
}
