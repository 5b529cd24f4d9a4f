// leaks when: /ok /500 (once() gets the message and takes its status)
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';

export async function main(url: string): Promise<void> {
  const outgoing = request(url, { method: 'POST' });
  outgoing.end('x');
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage]; // LEAK
  console.log(incoming.statusCode);
}
