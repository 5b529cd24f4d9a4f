// reuses when: /404 /500 /502 /flaky (the warning reads the body of a failure); clean on: /json /json-error /bad-json /text /empty /204
import { request } from 'undici';

async function get(target) {
  const res = await request(target);
  if (res.statusCode >= 400) console.warn(await res.body.text());
  return res.body.json(); // REUSE
}

export async function main(url) {
  console.log(await get(url));
}
