// clean: /500 /json
import { EventEmitter } from 'node:events';
const bus = new EventEmitter();
async function load(url: string): Promise<string> {
  const res = await fetch(url);
  bus.once('wanted', (done: (t: string) => void) => void res.text().then(done));
  if (!res.ok) return 'bad';
  return 'good';
}
export async function main(url: string): Promise<string> {
  const said = await load(url);
  const text = await new Promise<string>((done) => bus.emit('wanted', done));
  return `${said} ${text.length > 9}`;
}
