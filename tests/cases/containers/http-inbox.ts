// clean: /ok /500
import http, { type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

const inbox: IncomingMessage[] = [];

function ask(url: string, wake: () => void): void {
  http.get(url, (res) => {
    inbox.unshift(res);
    wake();
  });
}

export async function main(url: string): Promise<string> {
  await new Promise<void>((ok) => ask(url, ok));
  const message = inbox.pop()!;
  return `${message.statusCode} ${(await buffer(message)).length > 0}`;
}
