// clean: /json /500
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export function main(url: string): Promise<void> {
  const server = http.createServer((clientReq, clientRes) => {
    const upstream = http.request(url, { method: clientReq.method }, (proxied) => {
      clientRes.writeHead(proxied.statusCode ?? 502, { 'content-type': proxied.headers['content-type'] ?? 'text/plain' });
      clientRes.on('close', () => proxied.destroy());
      proxied.pipe(clientRes, { end: true });
    });
    upstream.on('error', () => clientRes.writeHead(502).end());
    clientReq.pipe(upstream, { end: true });
  });
  return new Promise((resolve, reject) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      http
        .get({ host: '127.0.0.1', port }, (res) => {
          let bytes = 0;
          res.on('data', (chunk: Buffer) => (bytes += chunk.length));
          res.on('end', () => {
            console.log(res.statusCode, bytes);
            server.closeAllConnections();
            server.close(() => resolve());
          });
        })
        .on('error', reject);
    });
  });
}
