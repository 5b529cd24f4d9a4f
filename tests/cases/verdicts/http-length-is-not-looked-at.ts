// leaks when: /500 (a message has its length looked at, the other one is read); clean on: /ok
import http, { type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';

async function open(url: string): Promise<IncomingMessage> {
  const [message] = (await once(http.get(url), 'response')) as [IncomingMessage];
  return message;
}

export async function main(url: string): Promise<string> {
  const message = await open(url); // LEAK
  if (message.headers['content-length'] === undefined) return 'unknown';
  return `${(await buffer(message)).length > 0}`;
}
