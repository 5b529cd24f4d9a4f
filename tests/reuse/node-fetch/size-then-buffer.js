// reuses when: /json /json-error /text /404 /500 /502 /flaky (arrayBuffer() came first); clean on: /bad-json /empty /204
import fetch from 'node-fetch';

export async function main(url) {
  const response = await fetch(url);
  const size = (await response.arrayBuffer()).byteLength;
  if (size > 10) console.log((await response.text()).slice(0, 10)); // REUSE
}
