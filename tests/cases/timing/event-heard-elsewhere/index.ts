// leaks when: /500 (the listener is added in another file); clean on: /json
import { EventEmitter } from 'node:events';
import { request } from 'undici';
import { heard } from './heard.ts';

export async function main(url: string): Promise<string> {
  const bus = new EventEmitter();
  const { statusCode, body } = await request(url); // LEAK
  setImmediate(() => bus.emit('ready', 'go'));
  if (statusCode !== 200) {
    const word = await heard(bus, 'ready');
    return `refused ${word}`;
  }
  return (await body.text()).slice(0, 2);
}
