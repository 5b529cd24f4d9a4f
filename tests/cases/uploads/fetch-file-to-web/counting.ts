import http from 'node:http';
import type { AddressInfo } from 'node:net';

export async function counting(target: string): Promise<{ url: string; received(): number; close(): void }> {
  let bytes = 0;
  const server = http.createServer((req, res) => {
    req.on('data', (part: Buffer) => { bytes += part.length; });
    req.on('error', () => undefined);
    http.get(target, (up) => {
      res.writeHead(up.statusCode ?? 500, up.headers);
      up.pipe(res);
      res.on('close', () => up.destroy());
    });
  });
  await new Promise<void>((ok) => server.listen(0, '127.0.0.1', ok));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, received: () => bytes, close: () => void server.close() };
}
