// clean: /ok /small
import { PassThrough } from 'node:stream';
import { request } from 'undici';

export async function main(url: string): Promise<boolean> {
  const { body } = await request(url);
  let size = 0;
  for await (const piece of body.pipe(new PassThrough())) size += String(piece).length;
  return size > 0;
}
