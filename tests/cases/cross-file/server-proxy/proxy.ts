import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';

export const proxyTo = (target: string) => async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
  const upstream = await fetch(target, { headers: { 'x-forwarded-for': req.socket.remoteAddress ?? '' } });
  res.writeHead(upstream.status, { 'content-type': upstream.headers.get('content-type') ?? 'text/plain' });
  if (!upstream.body) {
    res.end();
    return;
  }
  await pipeline(Readable.fromWeb(upstream.body as ReadableStream), res);
};
