// reuses when: /json /json-error /bad-json /text /404 /500 /502 /flaky (the loop has read the body); clean on: /empty /204
import { request } from 'undici';

export async function main(url) {
  const { body } = await request(url);
  let size = 0;
  for await (const chunk of body) size += chunk.length;
  if (size === 0) return;
  const text = await body.text(); // REUSE
  console.log(size, text);
}
