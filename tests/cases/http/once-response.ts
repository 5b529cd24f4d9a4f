// leaks when: /500 (awaited with once); clean on: /json
import { once } from 'node:events';
import http from 'node:http';
import { text } from 'node:stream/consumers';
export async function main(url: string): Promise<string> {
  const req = http.get(url); // LEAK #r
  const [res] = (await once(req, 'response')) as [http.IncomingMessage]; // LEAK #r
  if (res.statusCode !== 200) return `bad ${res.statusCode}`;
  return (await text(res)).slice(0, 5);
}
