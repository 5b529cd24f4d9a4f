// leaks when: /json /500 (the end of the body settles the promise, not the agent)
import { Agent, get } from 'node:http';

export function main(url: string): Promise<void> {
  const agent = new Agent({ keepAlive: true, keepAliveMsecs: 500 }); // UNCLOSED
  return new Promise((resolve, reject) => {
    const outgoing = get(url, { agent });
    outgoing.on('response', (incoming) => {
      incoming.on('data', () => {});
      incoming.once('end', () => resolve());
    });
    outgoing.on('error', reject);
  });
}
