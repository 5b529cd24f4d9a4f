// leaks when: /json (no method of the client closes its agent, and the caller makes one for itself)
import http from 'node:http';

interface Client {
  count(path: string): Promise<number>;
}

function clientFor(origin: string, { keepAlive = true } = {}): Client {
  const agent = new http.Agent({ keepAlive }); // UNCLOSED
  const count = (path: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const request = http.get(new URL(path, origin), { agent }, (answer) => {
        let length = 0;
        answer.on('data', (part: Buffer) => (length += part.length));
        answer.on('end', () => resolve(length));
      });
      request.on('error', reject);
    });
  return { count };
}

export async function main(url: string): Promise<void> {
  const client = clientFor(url);
  console.log((await client.count(url)) > 0);
}
