// leaks when: /500 (the handler answers 502 itself); clean on: /json
import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { forward } from './gateway.js';

export async function main(url: string): Promise<void> {
  const server = createServer((_req, res) => {
    void forward(url, res);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const [reply] = (await once(get({ port, host: '127.0.0.1' }), 'response')) as [IncomingMessage];
  let bytes = 0;
  for await (const chunk of reply) bytes += (chunk as Buffer).length;
  console.log(reply.statusCode, bytes);
  server.closeAllConnections();
  server.close();
}
