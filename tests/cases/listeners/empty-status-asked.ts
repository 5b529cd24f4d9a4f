// leaks when: /ok /500 (the listener would not read anything either)
import { EventEmitter } from 'node:events';

export async function main(url: string): Promise<void> {
  const emitter = new EventEmitter();
  const res = await fetch(url); // LEAK
  emitter.on('note', () => {
    if (res.status === 204) console.log('nothing to read');
  });
  emitter.emit('note');
}
