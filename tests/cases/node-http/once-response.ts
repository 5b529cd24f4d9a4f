// leaks when: /json /500 (a probe waits for the response event and keeps the status)
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';

async function probe(url: string): Promise<number> {
  const req = request(url, { method: 'GET', timeout: 2000 });
  req.end();
  const [res] = (await once(req, 'response')) as [IncomingMessage]; // LEAK
  return res.statusCode ?? 0;
}

export async function main(url: string): Promise<void> {
  console.log(await probe(url));
}
