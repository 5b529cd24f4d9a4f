// leaks when: /500 (nobody listens to the bad ones); clean on: /json
import { EventEmitter } from 'node:events';
async function load(url: string, bus: EventEmitter): Promise<string> {
  const res = await fetch(url); // LEAK
  if (res.ok) bus.once('wanted', (done: (t: string) => void) => void res.text().then(done));
  if (!res.ok) return 'bad';
  return 'good';
}
export async function main(url: string): Promise<string> {
  const bus = new EventEmitter();
  const said = await load(url, bus);
  if (said === 'bad') return said;
  const text = await new Promise<string>((done) => bus.emit('wanted', done));
  return `${said} ${text.length > 9}`;
}
