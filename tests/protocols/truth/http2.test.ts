import { once } from 'node:events';
import http2, { type ClientHttp2Session, type ClientHttp2Stream } from 'node:http2';
import { afterAll } from 'vitest';
import { http2Protocol } from '../../../src/protocols/clients/http2.js';
import { httpProtocol } from '../../../src/protocols/clients/http.js';
import { proveClient } from './claims.js';
import { TruthServer } from './server.js';
import { readableUses } from './uses.js';

const sessions: ClientHttp2Session[] = [];
afterAll(() => {
  for (const session of sessions) session.destroy();
});

/** Each stream has its own session: unread streams of one session share one window. */
async function open(url: string): Promise<ClientHttp2Stream> {
  const { origin, pathname, search } = new URL(url);
  const session = http2.connect(origin);
  sessions.push(session.on('error', () => {}));
  const stream = session.request({ ':path': pathname + search });
  await once(stream, 'response');
  return stream;
}

proveClient({
  name: 'node:http2',
  protocol: http2Protocol,
  server: () => TruthServer.startHttp2(),
  acquire: { 'node:http2#ClientHttp2Session.request': open },
  reach: {},
  sharedWith: httpProtocol,
  use: {
    ...readableUses('stream'),
    'stream.setTimeout': (stream) => (stream as ClientHttp2Stream).setTimeout(60_000),
  },
  // A GET has no body to write and no trailers; the weight of a stream is gone from the protocol.
  absent: ['stream.write', 'stream.sendTrailers', 'stream.priority'],
  // The stream does end; with Node 24 its session does not close after that (docs/measurements.md).
  refuted: { 'stream.close': 'closed' },
});
