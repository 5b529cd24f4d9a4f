// leaks when: /500 (main drops the error with the stream in it); clean on: /ok
import axios from 'axios';
import type { Readable } from 'node:stream';

async function count(url: string): Promise<number> {
  const { data } = await axios.get<Readable>(url, { responseType: 'stream' });
  let n = 0;
  for await (const part of data) n += (part as Buffer).length;
  return n;
}

export async function main(url: string): Promise<void> {
  try {
    console.log(await count(url)); // LEAK
  } catch {
    console.error('no answer');
  }
}
