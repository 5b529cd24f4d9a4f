// leaks when: /500 (the named listener rejects and leaves the message); clean on: /ok
import http, { type IncomingMessage } from 'node:http';

export function main(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    function onResponse(incoming: IncomingMessage): void { // LEAK
      if (incoming.statusCode !== 200) {
        reject(new Error(`status ${incoming.statusCode}`));
        return;
      }
      incoming.on('end', resolve).resume();
    }
    http.get(url).on('response', onResponse).on('error', reject);
  });
}
