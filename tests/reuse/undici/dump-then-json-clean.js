// reuses when: never
import { request } from 'undici';

export async function main(url) {
  const { statusCode, body } = await request(url);
  if (statusCode >= 400) {
    await body.dump();
    console.error(statusCode, 'no details');
    return;
  }
  console.log(await body.text());
}
