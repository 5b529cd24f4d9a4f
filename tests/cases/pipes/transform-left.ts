// leaks when: /ok (leaving the transform leaves its source)
import { PassThrough } from 'node:stream';
import { request } from 'undici';

export async function main(url: string): Promise<number> {
  const { body } = await request(url); // LEAK
  const through = new PassThrough();
  body.pipe(through);
  for await (const piece of through) {
    if (String(piece).length > 0) return 1;
  }
  return 0;
}
