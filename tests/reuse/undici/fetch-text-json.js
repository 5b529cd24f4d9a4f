// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (undici's own fetch behaves like the built-in one); clean on: /204
import { fetch } from 'undici';

export async function main(url) {
  const res = await fetch(url);
  const raw = await res.text();
  console.log(raw.length, await res.json()); // REUSE
}
