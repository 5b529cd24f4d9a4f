// reuses when: never
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

export async function main(url) {
  const res = await fetch(url);
  if (!res.body) return;
  const stream = Readable.fromWeb(res.body);
  const all = await text(stream);
  console.log(all.split('\n').length, all);
}
