/**
 * `node:http2`. No channel tells of sessions, and on Node 20 none of streams, so `connect` is replaced as the documentation of `syncBuiltinESMExports`
 * describes, and `request` of each session that it returns. A body is open from its headers until its stream emits `close`.
 */
import { subscribe } from 'node:diagnostics_channel';
import http2 from 'node:http2';
import { syncBuiltinESMExports } from 'node:module';
import type { Socket } from 'node:net';
import { Exchange, type Acquired } from './exchange.js';
import type { Agent, Registry } from './registry.js';

type Session = http2.ClientHttp2Session;

export function watchHttp2(registry: Registry): void {
  const ours = new Map<Session, Agent>();

  http2.connect = new Proxy(http2.connect, {
    apply: function connected(target, self, args): Session {
      const session = Reflect.apply(target, self, args) as Session;
      watchSession(session, String(args[0]).replace(/\/$/, ''), registry.make(connected));
      return session;
    },
  });
  syncBuiltinESMExports();

  // undici makes its HTTP/2 sessions with the same function, and tells of their requests itself.
  subscribe('undici:client:connected', (message) => {
    const { localPort } = (message as { socket: Socket }).socket;
    for (const session of ours.keys()) if (!session.destroyed && session.socket?.localPort === localPort) forget(session);
  });

  function watchSession(session: Session, origin: string, acquired: Acquired): void {
    const connection = { origin, busy: 0 };
    const agent: Agent = {
      kind: 'http2 session',
      acquired,
      byFirstUse: false,
      since: registry.now(),
      told: false,
      isShared: () => registry.shared.has(session),
      idle: () => (session.closed || session.destroyed || connection.busy > 0 ? [] : [origin]),
    };
    ours.set(session, agent);
    registry.agents.add(agent);
    session.once('connect', () => {
      if (ours.has(session)) registry.connections.add(connection);
    });
    session.once('close', () => {
      registry.connections.delete(connection);
      forget(session);
    });
    session.request = new Proxy(session.request.bind(session), {
      apply: function requested(target, self, args): http2.ClientHttp2Stream {
        const stream = Reflect.apply(target, self, args) as http2.ClientHttp2Stream;
        if (!ours.has(session)) return stream;
        connection.busy += 1;
        stream.once('close', () => (connection.busy -= 1));
        watchStream(stream, args[0] as http2.OutgoingHttpHeaders | undefined, origin, registry.acquire(requested));
        return stream;
      },
    });
  }

  function watchStream(stream: http2.ClientHttp2Stream, headers: http2.OutgoingHttpHeaders | undefined, origin: string, acquired: Acquired): void {
    const exchange = new Http2Exchange(stream, headers ?? {}, origin, acquired, registry.now());
    stream.once('response', ({ ':status': status = 0 }) => {
      exchange.status = status;
      registry.open(exchange);
    });
    stream.once('close', () => registry.close(exchange));
  }

  function forget(session: Session): void {
    const agent = ours.get(session);
    if (agent) registry.agents.delete(agent);
    ours.delete(session);
  }
}

class Http2Exchange extends Exchange {
  readonly client = 'node:http2';
  status = 0;

  constructor(
    private readonly stream: http2.ClientHttp2Stream,
    private readonly headers: http2.OutgoingHttpHeaders,
    readonly origin: string,
    acquired: Acquired,
    since: number,
  ) {
    super(acquired, since);
  }

  get method(): string {
    return String(this.headers[':method'] ?? 'GET');
  }

  get url(): string {
    return this.origin + String(this.headers[':path'] ?? '/');
  }

  get bytes(): number {
    return this.stream.readableLength;
  }
}
