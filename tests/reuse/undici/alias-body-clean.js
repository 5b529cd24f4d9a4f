// reuses when: never
import { request } from 'undici';

export async function main(url) {
  const res = await request(url);
  const { body } = res;
  if (res.statusCode >= 400) console.warn(await res.body.arrayBuffer());
  else console.log(await body.text());
}
