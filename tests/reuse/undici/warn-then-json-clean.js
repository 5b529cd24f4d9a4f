// reuses when: never
import { request } from 'undici';

async function get(target) {
  const res = await request(target);
  if (res.statusCode >= 400) throw new Error(await res.body.text());
  return res.body.json();
}

export async function main(url) {
  console.log(await get(url));
}
