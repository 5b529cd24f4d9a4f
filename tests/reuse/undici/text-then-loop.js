// reuses when: /json /json-error /bad-json /text /404 /500 /502 /flaky (the loop gets nothing); clean on: /empty /204
import { request } from 'undici';

export async function main(url) {
  const { body } = await request(url);
  const { length } = await body.text();
  let again = 0;
  for await (const chunk of body) again += chunk.length; // REUSE #loop
  return { length, again };
}
