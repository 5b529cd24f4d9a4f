// reuses when: never
import { request } from 'undici';

export async function main(url) {
  const { statusCode, body } = await request(url);
  let data = await body.text();
  try {
    data = JSON.parse(data);
  } catch {
    console.warn('not JSON');
  }
  console.log(statusCode, data);
}
