/** A server on the loopback that knows what became of every body it sent. */
import http from 'node:http';
import http2 from 'node:http2';
import net, { type AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** More than the kernel and the clients buffer between them even where a connection has grown its buffers and a proxy has its own. */
export const UNSENDABLE = 32 << 20;
const LONG = 8 << 20;
const CHUNK = 64 << 10;
const BODY = Buffer.alloc(UNSENDABLE, 'x');

/** What a claim about the duty looks like from the other end of the connection. */
export type Fate =
  /** Everything was sent: the client reads. */
  | 'read'
  /** The connection, or the stream, ended before that. */
  | 'closed'
  /** Neither: it waits for a reader. */
  | 'open';

/** Longer than any claim takes that is not waited for. */
const QUIET = 1_000;
const PATIENCE = 30_000;
const ARRIVAL = 2_000;

interface Reply {
  fate: Fate;
}

export class TruthServer {
  readonly origin: string;
  readonly #replies: ReadonlyMap<string, Reply>;
  readonly #sockets = new Set<net.Socket>();
  readonly #close: () => void;

  private constructor(server: net.Server, protocol: string, replies: Map<string, Reply>, close: () => void) {
    this.#replies = replies;
    this.origin = `${protocol}://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.#close = close;
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  /** Never closes a connection itself; `?status=`, `?length=` and `?information` say what to answer with. */
  static async start(): Promise<TruthServer> {
    const replies = new Map<string, Reply>();
    const server = http.createServer(
      { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 },
      (request, response) => {
        request.resume();
        const { id, status, length, hasInformation } = asked(request.url!, request.method!);
        const reply = watch(replies, id, response);
        if (hasInformation) response.writeProcessing();
        response.writeHead(status, {
          'content-type': 'text/plain',
          etag: '"truth"',
          ...(status < 300 ? { 'content-length': length } : {}),
        });
        const { socket } = response;
        response
          .on('finish', () => (reply.fate = socket?.destroyed === false ? 'read' : 'closed'))
          .end(BODY.subarray(0, length));
      },
    );
    server.on('upgrade', (request, socket) => {
      socket.on('error', () => {}).resume();
      socket.on('end', () => socket.end());
      watch(replies, asked(request.url!, 'GET').id, socket);
      socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\nhello');
    });
    // A proxy: every tunnel leads back here.
    server.on('connect', (_request, socket) => {
      const back = net.connect((server.address() as AddressInfo).port, '127.0.0.1');
      for (const end of [socket, back]) end.on('error', () => {});
      socket.on('close', () => back.destroy());
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(back).pipe(socket);
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    return new TruthServer(server, 'http', replies, () => {
      server.close();
      server.closeAllConnections();
    });
  }

  /** The same over http2, without TLS. */
  static async startHttp2(): Promise<TruthServer> {
    const replies = new Map<string, Reply>();
    const sessions = new Set<http2.Http2Session>();
    const server = http2.createServer({ maxSessionMemory: 1_000 });
    server.on('session', (session) => {
      sessions.add(session);
      session.on('error', () => {});
    });
    server.on('stream', (stream, headers) => {
      const { id, status, length } = asked(headers[':path']!, headers[':method']!);
      const reply: Reply = { fate: 'open' };
      replies.set(id, reply);
      stream.on('error', () => {}).resume();
      stream.respond({ ':status': status }, { endStream: length === 0 });
      // The stream itself says the same of a body that was sent and of one that was cut off.
      if (length > 0)
        pipeline(chunks(length), stream).then(
          () => (reply.fate = 'read'),
          () => (reply.fate = 'closed'),
        );
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    return new TruthServer(server, 'http', replies, () => {
      for (const session of sessions) session.destroy();
      server.close();
    });
  }

  /** The connections that are open. */
  get connections(): number {
    return this.#sockets.size;
  }

  url(id: string, query = ''): string {
    return `${this.origin}/${encodeURIComponent(id)}?${query}`;
  }

  /**
   * What became of the body sent for `id`.
   *
   * @param expected waited for; `open` is what nothing has happened to for as long as anything might
   */
  async fate(id: string, expected: Fate): Promise<Fate> {
    for (const until = Date.now() + ARRIVAL; !this.#replies.has(id) && Date.now() < until;) await sleep(20);
    const reply = this.#replies.get(id);
    if (!reply) throw new Error(`no request came for ${id}`);
    for (
      const until = Date.now() + (expected === 'open' ? QUIET : PATIENCE);
      reply.fate === 'open' && Date.now() < until;
    )
      await sleep(20);
    return reply.fate;
  }

  close(): void {
    this.#close();
  }
}

function* chunks(length: number): Generator<Buffer> {
  for (let start = 0; start < length; start += CHUNK) yield BODY.subarray(start, Math.min(start + CHUNK, length));
}

function watch(replies: Map<string, Reply>, id: string, channel: NodeJS.EventEmitter): Reply {
  const reply: Reply = { fate: 'open' };
  replies.set(id, reply);
  channel.on('close', () => {
    if (reply.fate === 'open') reply.fate = 'closed';
  });
  return reply;
}

function asked(path: string, method: string): { id: string; status: number; length: number; hasInformation: boolean } {
  const { pathname, searchParams } = new URL(path, 'http://localhost');
  const status = Number(searchParams.get('status') ?? 200);
  const isEmpty = method === 'HEAD' || [204, 205, 304].includes(status);
  return {
    id: decodeURIComponent(pathname.slice(pathname.lastIndexOf('/') + 1)),
    status,
    length: isEmpty ? 0 : Number(searchParams.get('length') ?? LONG),
    hasInformation: searchParams.has('information'),
  };
}
