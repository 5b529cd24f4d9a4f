// clean: /ok /500
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';

async function open(url: string): Promise<Readable> {
  const res = await fetch(url);
  const body: unknown = res.body;
  return body instanceof Readable ? body : Readable.fromWeb(body as ReadableStream);
}

async function first(source: Readable | string): Promise<string> {
  let text = '';
  if (source instanceof Readable) {
    for await (const chunk of source) text += String(chunk);
  } else {
    text = source;
  }
  if (text.length > 1e9) throw new RangeError('too long');
  return text.slice(0, 4);
}

export async function main(url: string): Promise<string> {
  return first(await open(url));
}
