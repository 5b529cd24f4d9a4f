// reuses when: never
import { request } from 'undici';

export async function main(url) {
  const { statusCode, headers, body } = await request(url);
  const chunks = [];
  for await (const chunk of body) chunks.push(chunk);
  console.log(statusCode, headers['content-type'], Buffer.concat(chunks).length);
  if (statusCode >= 400) throw new Error(Buffer.concat(chunks).toString());
}
