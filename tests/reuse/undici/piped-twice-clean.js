// reuses when: never
import { PassThrough } from 'node:stream';
import { request } from 'undici';

/** Both transforms get all of it. */
export async function main(url) {
  const { body } = await request(url);
  const [one, two] = [new PassThrough(), new PassThrough()];
  const first = body.pipe(one);
  body.pipe(two).resume();
  let size = 0;
  for await (const chunk of first) size += chunk.length;
  return size;
}
