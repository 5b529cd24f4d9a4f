// leaks when: /500 (what the callback stores is thrown away by status); clean on: /ok
import http, { type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

function ask(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    http.get(url, (res) => { resolve(res); }).on('error', reject);
  });
}

export async function main(url: string): Promise<string> {
  const inbox: IncomingMessage[] = [];
  inbox.push(await ask(url)); // LEAK
  const message = inbox.shift()!;
  if (message.statusCode === 500) return 'bad';
  return `${(await buffer(message)).length > 0}`;
}
