// leaks when: /json /500 (nobody reads it, and the event comes at the next tick)
import { EventEmitter, once } from 'node:events';

export async function main(url: string): Promise<string> {
  const bus = new EventEmitter();
  const asked = fetch(url).then((answer) => { // LEAK
    process.nextTick(() => bus.emit('ready', 'go'));
    return answer;
  });
  const res = await asked;
  const [word] = (await once(bus, 'ready')) as [string];
  return `${res.status} ${word}`;
}
