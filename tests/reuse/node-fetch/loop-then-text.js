// reuses when: /json /json-error /bad-json /text /404 /500 /502 /flaky (the text is empty); clean on: /empty /204
import fetch from 'node-fetch';

export async function main(url) {
  const res = await fetch(url);
  let size = 0;
  for await (const chunk of res.body) size += chunk.length;
  return { size, again: (await res.text()).length }; // REUSE
}
