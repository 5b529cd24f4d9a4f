// leaks when: /500 (a method of the class throws without reading); clean on: /json
import { Client } from './client.js';

export async function main(url: string): Promise<void> {
  const client = new Client();
  for (const result of await Promise.allSettled([client.load(url), client.loadText(url)])) console.log(result.status);
}
