// clean: /ok (a pipeline destroys its source)
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';

export async function main(url: string): Promise<void> {
  const proxy = http.createServer((_incoming, outgoing) => {
    const request = http.get(url, (reply) => {
      outgoing.writeHead(reply.statusCode ?? 502);
      pipeline(reply, outgoing, () => undefined);
    });
    request.on('error', () => outgoing.destroy());
  });
  await visitAndLeave(proxy);
}

/** Asks the server for a page and leaves after the first piece. */
async function visitAndLeave(server: http.Server): Promise<void> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => {
    const visit = http.get({ host: '127.0.0.1', port, agent: false }, (page) => {
      page.once('data', () => {
        visit.destroy();
        setTimeout(resolve, 100);
      });
      page.on('error', () => undefined);
    });
    visit.on('error', () => undefined);
  });
  server.close();
}
