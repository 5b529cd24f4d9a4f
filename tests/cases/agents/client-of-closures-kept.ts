// clean: /json
import http from 'node:http';

type Count = (target: string) => Promise<number>;

function counter(agent: http.Agent, target: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http.get(target, { agent }, (answer) => {
      let length = 0;
      answer.on('data', (part: Buffer) => (length += part.length));
      answer.on('end', () => resolve(length));
    });
    request.on('error', reject);
  });
}

function clientFor({ keepAlive = true } = {}): { count: Count; stop: () => void } {
  const agent = new http.Agent({ keepAlive });
  return { count: (target) => counter(agent, target), stop: () => agent.destroy() };
}

function plainClient({ keepAlive = false } = {}): { count: Count } {
  const agent = new http.Agent({ keepAlive });
  return { count: (target) => counter(agent, target) };
}

let shared: { count: Count } | undefined;

function sharedClient(): { count: Count } {
  const agent = new http.Agent({ keepAlive: true });
  return { count: (target) => counter(agent, target) };
}

export async function main(url: string): Promise<void> {
  shared ??= sharedClient();
  const client = clientFor();
  const plain = plainClient();
  const lengths = [await client.count(url), await plain.count(url), await shared.count(url)];
  client.stop();
  console.log(new Set(lengths).size);
}
