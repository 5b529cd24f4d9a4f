// leaks when: /ok (the client leaves after the first piece)
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';

export async function main(url: string): Promise<void> {
  await visitAndLeave(
    http.createServer((_incoming, outgoing) => {
      void forward(url, outgoing);
    }),
  );
}

async function forward(url: string, outgoing: http.ServerResponse): Promise<void> {
  const reply = await fetch(url); // LEAK
  if (!reply.body) return void outgoing.end();
  outgoing.statusCode = reply.status;
  Readable.fromWeb(reply.body as WebStream).pipe(outgoing);
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
