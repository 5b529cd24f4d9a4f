// reuses when: /bad-json /text /404 /502 /empty /204 (undici's body is a stream for a 204, too); clean on: /json /json-error /500 /flaky
import { request } from 'undici';

export async function main(url) {
  const { statusCode, body } = await request(url);
  let data;
  try {
    data = await body.json();
  } catch {
    data = await body.text(); // REUSE
  }
  console.log(statusCode, data);
}
