// reuses when: never
import { EventEmitter } from 'node:events';

export async function main(url) {
  const events = new EventEmitter();
  events.on('response', async (res) => console.log(await res.text()));
  const res = await fetch(url);
  events.emit('response', res.clone());
  console.log(await res.json());
}
