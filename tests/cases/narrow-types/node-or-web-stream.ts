// leaks when: /ok /500 (a web stream is no stream of Node, so it is not read)
import { Readable } from 'node:stream';

async function first(source: unknown): Promise<string> {
  let text = '';
  if (source instanceof Readable) for await (const chunk of source) text += String(chunk);
  return text.slice(0, 4);
}

export async function main(url: string): Promise<string> {
  const res = await fetch(url); // LEAK
  return (await first(res.body)) + String(res.status);
}
