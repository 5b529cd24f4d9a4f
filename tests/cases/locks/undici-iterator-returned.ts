// clean: /ok /204
import { request } from 'undici';

async function sniff(url: string): Promise<number> {
  const { body } = await request(url);
  const iterator = body[Symbol.asyncIterator]();
  const first = await iterator.next();
  await iterator.return?.();
  return first.done ? 0 : (first.value as Buffer)[0];
}

export async function main(url: string): Promise<number> {
  return sniff(url);
}
