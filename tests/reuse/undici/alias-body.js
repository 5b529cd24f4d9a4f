// reuses when: /404 /500 /502 /flaky (res.body and body are one stream); clean on: /json /json-error /bad-json /text /empty /204
import { request } from 'undici';

export async function main(url) {
  const res = await request(url);
  const { body } = res;
  if (res.statusCode >= 400) console.warn(await res.body.arrayBuffer());
  console.log(await body.text()); // REUSE
}
