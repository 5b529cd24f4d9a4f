// clean: /ok (who hears of the close destroys the reply, or its request)
import http from 'node:http';
import { finished } from 'node:stream';
import type { AddressInfo } from 'node:net';

export async function main(url: string): Promise<void> {
  await visitAndLeave(
    http.createServer((_incoming, outgoing) => {
      http.get(url, (reply) => {
        reply.pipe(outgoing);
        outgoing.on('close', () => reply.destroy());
      });
    }),
  );
  await visitAndLeave(
    http.createServer((_incoming, outgoing) => {
      const request = http.get(url, (reply) => {
        reply.pipe(outgoing);
      });
      outgoing.on('close', () => request.destroy());
    }),
  );
  await visitAndLeave(
    http.createServer((_incoming, outgoing) => {
      http.get(url, (reply) => {
        finished(outgoing, () => reply.destroy());
        reply.pipe(outgoing);
      });
    }),
  );
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
