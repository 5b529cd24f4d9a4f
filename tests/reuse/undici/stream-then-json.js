// reuses when: /404 /500 /502 /flaky (the loop has read the body); clean on: /json /json-error /bad-json /text /empty /204
import { request } from 'undici';

export async function main(url) {
  const { statusCode, headers, body } = await request(url);
  const chunks = [];
  for await (const chunk of body) chunks.push(chunk);
  console.log(statusCode, headers['content-type'], Buffer.concat(chunks).length);
  if (statusCode >= 400) throw new Error(await body.text()); // REUSE
}
