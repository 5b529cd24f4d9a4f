// leaks when: /ok (a transform on the way ends its source as little)
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { request } from 'undici';

export async function main(url: string): Promise<void> {
  await visitAndLeave(
    http.createServer(async (_incoming, outgoing) => {
      const { body } = await request(url); // LEAK
      body.pipe(new PassThrough()).pipe(outgoing);
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
