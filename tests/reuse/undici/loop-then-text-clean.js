// reuses when: never
import { request } from 'undici';

export async function main(url) {
  const { body } = await request(url);
  let size = 0;
  let text = '';
  for await (const chunk of body) {
    size += chunk.length;
    text += chunk;
  }
  if (size === 0) return;
  console.log(size, text);
}
