// clean: /ok (read to its end, or left once it is read)
import { Readable } from 'node:stream';
import { request } from 'undici';

export async function main(url: string): Promise<boolean> {
  const first = await request(url);
  for await (const piece of Readable.from(first.body)) if (String(piece).length > 0) break;
  const second = await request(url);
  let size = 0;
  for await (const piece of Readable.from(second.body)) size += String(piece).length;
  return size > 0;
}
