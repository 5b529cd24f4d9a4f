// leaks when: /ok (the loop is left without destroying the message)
import http, { type IncomingMessage } from 'node:http';

function open(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    http.get(url, resolve).on('error', reject);
  });
}

export async function main(url: string): Promise<number> {
  const message = await open(url); // LEAK
  for await (const part of message.iterator({ destroyOnReturn: false })) {
    return (part as Buffer)[0];
  }
  return -1;
}
