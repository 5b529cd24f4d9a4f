/**
 * `node:http2`. There is no channel for sessions, and on Node 20 none for streams. So `connect` is wrapped, as the documentation of
 * `syncBuiltinESMExports` describes, and `request` of each returned session. A body is open from its headers until its stream emits
 * `close`.
 */
import { subscribe } from 'node:diagnostics_channel';
import http2 from 'node:http2';
import { syncBuiltinESMExports } from 'node:module';
import type { Socket } from 'node:net';
import { now } from './clock.js';
import { orElse } from './contain.js';
import { Exchange, type Acquired } from './exchange.js';
import { listenTo } from './listen.js';
import type { Agent, Connection, Registry } from './registry.js';
import { originOf } from './url.js';

type Session = http2.ClientHttp2Session;

export function watchHttp2(registry: Registry): void {
  const ours = new Map<Session, Agent>();

  // The program may have frozen the module.
  registry.contain(() => {
    http2.connect = new Proxy(http2.connect, {
      apply: function connected(target, self, args): Session {
        const session = Reflect.apply(target, self, args) as Session;
        registry.contain(() => watchSession(session, originOfAuthority(args[0]), registry.make(connected)));
        return session;
      },
    });
    syncBuiltinESMExports();
  });

  // undici creates its HTTP/2 sessions with the same function, and publishes their requests itself.
  const connectedByUndici = registry.listener(({ socket: { localPort } }: { socket: Socket }) => {
    for (const session of ours.keys())
      if (!session.destroyed && session.socket?.localPort === localPort) forget(session);
  });
  subscribe('undici:client:connected', connectedByUndici as (message: unknown) => void);

  function watchSession(session: Session, origin: string, acquired: Acquired): void {
    const connection = { origin, busy: 0 };
    const agent: Agent = {
      kind: 'http2 session',
      acquired,
      byFirstUse: false,
      since: now(),
      told: false,
      isShared: () => registry.shared.has(session),
      idle: () => (session.closed || session.destroyed || connection.busy > 0 ? [] : [origin]),
    };
    ours.set(session, agent);
    registry.agents.add(agent);
    listenTo(
      session,
      'connect',
      registry.listener(() => {
        if (ours.has(session)) registry.connections.add(connection);
      }),
    );
    listenTo(
      session,
      'close',
      registry.listener(() => {
        registry.connections.delete(connection);
        forget(session);
      }),
    );
    const requests: { request: (this: Session, ...args: Parameters<Session['request']>) => http2.ClientHttp2Stream } =
      session;
    requests.request = new Proxy(requests.request, {
      apply: function requested(target, self: Session, args: Parameters<Session['request']>): http2.ClientHttp2Stream {
        const stream = Reflect.apply(target, self, args);
        registry.contain(() => {
          if (ours.has(session)) watchStream(stream, connection, registry.acquire(requested));
        });
        return stream;
      },
    });
  }

  function watchStream(stream: http2.ClientHttp2Stream, connection: Connection, acquired: Acquired): void {
    const exchange = new Http2Exchange(stream, connection.origin, acquired, now());
    connection.busy += 1;
    listenTo(
      stream,
      'response',
      registry.listener(({ ':status': status = 0 }: http2.IncomingHttpHeaders & http2.IncomingHttpStatusHeader) => {
        exchange.status = status;
        registry.open(exchange);
      }),
    );
    listenTo(
      stream,
      'close',
      registry.listener(() => {
        connection.busy -= 1;
        registry.close(exchange);
      }),
    );
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
    private readonly connectedTo: string,
    acquired: Acquired,
    since: number,
  ) {
    super(acquired, since);
  }

  get method(): string {
    return String(this.stream.sentHeaders[':method'] ?? 'GET');
  }

  protected server(): string {
    return this.connectedTo;
  }

  protected target(): string {
    return String(this.stream.sentHeaders[':path'] ?? '/');
  }

  get bytes(): number {
    return this.stream.readableLength;
  }
}

/** `connect` takes text, a URL, or an object with the parts of one. */
function originOfAuthority(authority: unknown): string {
  return orElse(() => {
    if (typeof authority === 'string') return originOf(authority);
    const { protocol, host, hostname, port } = authority as Partial<URL>;
    return originOf(`${protocol ?? 'https:'}//${host ?? (port ? `${hostname}:${port}` : hostname)}`);
  }, 'unknown origin');
}
