// reuses when: /500 /502 /404 /flaky (dump() throws the body away); clean on: /json /json-error /bad-json /text /empty /204
import { request } from 'undici';

export async function main(url) {
  const { statusCode, body } = await request(url);
  if (statusCode >= 400) {
    await body.dump();
    console.error(statusCode, await body.json()); // REUSE
    return;
  }
  console.log(await body.text());
}
