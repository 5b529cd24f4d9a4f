// leaks when: /html (the shared parser returns early on anything but JSON); clean on: /json /500
import { parseBody } from './parse.js';

export async function search(base: string, query: string): Promise<string[]> {
  const url = new URL(base);
  url.searchParams.set('q', query);
  const response = await fetch(url); // LEAK
  const page = await parseBody<{ items?: { name: string }[] }>(response);
  return page?.items?.map((item) => item.name) ?? [];
}

export async function main(url: string): Promise<void> {
  console.log(await search(url, 'leak'));
}
