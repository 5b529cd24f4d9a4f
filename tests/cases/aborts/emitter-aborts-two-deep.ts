// leaks when: /500 (not aborted); clean on: /404 (aborted by a listener) /json
import { EventEmitter } from 'node:events';
export async function main(url: string): Promise<string> {
  const bus = new EventEmitter();
  const stop = new AbortController();
  bus.on('missing', () => stop.abort());
  const res = await fetch(url, { signal: stop.signal }); // LEAK
  if (res.status === 404) bus.emit('missing');
  if (!res.ok) return `bad ${res.status}`;
  return (await res.text()).slice(0, 5);
}
