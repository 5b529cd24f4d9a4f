// reuses when: never
import { request } from 'undici';

export async function main(url) {
  const { body } = await request(url);
  const { length } = await body.text();
  return { length, again: length };
}
