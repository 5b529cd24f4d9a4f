// clean: /ok /500 (a handler that hands the upstream answer to its client)
import http from 'node:http';
import { once } from 'node:events';
import { pipeline } from 'node:stream';
import type { AddressInfo } from 'node:net';

export async function main(url: string): Promise<void> {
  const server = http.createServer((req, res) => {
    const upstream = http.request(url, { method: req.method }, (answer) => {
      res.writeHead(answer.statusCode ?? 502, { 'content-type': answer.headers['content-type'] ?? 'text/plain' });
      pipeline(answer, res, () => undefined);
    });
    upstream.on('error', () => res.writeHead(502).end());
    req.pipe(upstream);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const res = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    console.log(res.status, (await res.text()).length);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}
