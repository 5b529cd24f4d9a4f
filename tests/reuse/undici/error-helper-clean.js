// reuses when: never
import { request } from 'undici';

async function assertOk({ statusCode, body }) {
  if (statusCode < 400) return;
  throw new Error(`${statusCode} ${await body.text()}`);
}

export async function main(url) {
  const response = await request(url);
  await assertOk(response);
  console.log((await response.body.arrayBuffer()).byteLength);
}
