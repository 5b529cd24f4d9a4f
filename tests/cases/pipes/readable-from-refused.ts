// leaks when: /ok (a stream that nobody has read knows nothing of its source)
import { Readable } from 'node:stream';
import { request } from 'undici';

export async function main(url: string): Promise<number> {
  const { body } = await request(url); // LEAK
  const copy = Readable.from(body);
  if (!url.includes('allowed')) {
    copy.destroy();
    return 403;
  }
  for await (const piece of copy) void piece;
  return 200;
}
