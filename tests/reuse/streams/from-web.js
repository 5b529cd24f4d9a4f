// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (the Node stream holds the lock); clean on: /204
import { Readable } from 'node:stream';

export async function main(url) {
  const res = await fetch(url);
  if (!res.body) return;
  const stream = Readable.fromWeb(res.body);
  let lines = 0;
  for await (const chunk of stream) lines += String(chunk).split('\n').length;
  console.log(lines, await res.text()); // REUSE
}
