// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (tee() locks the body for good); clean on: /204
import { text } from 'node:stream/consumers';

export async function main(url) {
  const res = await fetch(url);
  if (!res.body) return;
  const [left, right] = res.body.tee();
  console.log(await text(left));
  await right.cancel();
  console.log(await res.json()); // REUSE
}
