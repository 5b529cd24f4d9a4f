// clean: /json /500 /204
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { proxyTo } from './proxy.js';

export async function main(url: string): Promise<void> {
  const handler = proxyTo(url);
  const server = createServer((req, res) => {
    handler(req, res).catch((error: unknown) => res.destroy(error as Error));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}/`);
    const text = await response.text();
    console.log(response.status, text.length);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
