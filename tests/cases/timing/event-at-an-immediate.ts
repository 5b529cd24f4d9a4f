// leaks when: /500 (the event comes once nobody runs any more); clean on: /json
import { EventEmitter, once } from 'node:events';
import { request } from 'undici';

export async function main(url: string): Promise<string> {
  const bus = new EventEmitter();
  const { statusCode, body } = await request(url); // LEAK
  setImmediate(() => bus.emit('ready', 'go'));
  if (statusCode !== 200) {
    const [word] = (await once(bus, 'ready')) as [string];
    return `refused ${word}`;
  }
  return (await body.text()).slice(0, 2);
}
