// reuses when: never
import fetch from 'node-fetch';

export async function main(url) {
  const res = await fetch(url);
  const chunks = [];
  for await (const chunk of res.body) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  return { size: bytes.length, again: bytes.toString().length };
}
