// clean: /json /500
import { HttpClient } from './client.js';

export async function main(url: string): Promise<void> {
  const client = new HttpClient({ baseUrl: url });
  const res = await client.send('GET', '/users');
  console.log(typeof (await res.json()));
}
