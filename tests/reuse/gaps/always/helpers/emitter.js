// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (the listener locks the body before emit() returns); clean on: /204
import { EventEmitter } from 'node:events';

export async function main(url) {
  const events = new EventEmitter();
  events.on('response', async (res) => console.log(await res.text()));
  const res = await fetch(url);
  events.emit('response', res);
  console.log(await res.json()); // REUSE
}
