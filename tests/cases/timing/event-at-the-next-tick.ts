// leaks when: /500 (the event comes at the next tick); clean on: /json
import { EventEmitter } from 'node:events';

export async function main(url: string): Promise<string> {
  const bus = new EventEmitter();
  const res = await fetch(url); // LEAK
  process.nextTick(() => bus.emit('ready', 'go'));
  if (!res.ok) {
    const word = await new Promise<string>((resolve) => bus.once('ready', resolve));
    return `refused ${word}`;
  }
  return (await res.text()).slice(0, 2);
}
