// leaks when: /json /500 (waiting for the first part does not read to the end)
import http from 'node:http';
import { once } from 'node:events';

export async function main(url: string): Promise<string> {
  const req = http.get(url);
  const [res] = (await once(req, 'response')) as [http.IncomingMessage]; // LEAK
  await once(res, 'readable');
  return `${res.statusCode}`;
}
