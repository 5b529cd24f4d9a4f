// clean: /ok (the signal is aborted when the client leaves)
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
  const gone = new AbortController();
  outgoing.once('close', () => gone.abort());
  const reply = await fetch(url, { signal: gone.signal });
  const stream = Readable.fromWeb(reply.body as WebStream);
  stream.on('error', () => undefined);
  stream.pipe(outgoing);
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
