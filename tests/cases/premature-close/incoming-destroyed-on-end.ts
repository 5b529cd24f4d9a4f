// clean: /ok /500
import http, { type IncomingMessage } from 'node:http';

async function open(source: string): Promise<IncomingMessage> {
  const agent = new http.Agent({ keepAlive: true });
  const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
    http.get(source, { agent }, resolve).on('error', reject);
  });
  incoming.once('end', () => agent.destroy());
  return incoming;
}

export async function main(url: string): Promise<void> {
  let n = 0;
  for await (const part of await open(url)) n += (part as Buffer).length;
  console.log(n);
}
