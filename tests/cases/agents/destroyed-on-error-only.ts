// leaks when: /json /500 (the agent is destroyed when the request fails, and only then)
import http from 'node:http';

export function main(url: string): Promise<void> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 2 }); // UNCLOSED
  return new Promise((resolve, reject) => {
    const outgoing = http.get(url, { agent }, (incoming) => {
      incoming.resume();
      incoming.once('end', () => resolve());
    });
    outgoing.once('error', (problem) => {
      agent.destroy();
      reject(problem);
    });
  });
}
