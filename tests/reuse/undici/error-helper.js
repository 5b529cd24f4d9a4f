// reuses when: /404 /500 /502 /flaky (the helper reads and does not throw); clean on: /json /json-error /bad-json /text /empty /204
import { request } from 'undici';

async function assertOk({ statusCode, body }) {
  if (statusCode < 400) return;
  console.error(statusCode, await body.text());
}

export async function main(url) {
  const response = await request(url);
  await assertOk(response);
  console.log((await response.body.arrayBuffer()).byteLength); // REUSE
}
