/**
 * Built-in fetch and the package undici, by the channels that both publish to: a request is created in the stack of its caller,
 * gets its headers, and ends with trailers (received to the end) or an error (cancelled, aborted, or reclaimed by the garbage
 * collector).
 *
 * There is no channel for dispatchers. A connector represents them: each client (a pool has one for each connection) has its own. So
 * a dispatcher is seen from its first request on, once for each of its connections.
 */
import { subscribe } from 'node:diagnostics_channel';
import type { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { now } from './clock.js';
import { Exchange, isRedirect, kept, type Acquired } from './exchange.js';
import { fieldOn } from './field-on.js';
import { listenTo } from './listen.js';
import type { Agent, Connection, Registry } from './registry.js';
import type { Below } from './stack.js';
import { originOf } from './url.js';

/** As documented in undici's "Diagnostics Channel Support". */
interface Request {
  readonly origin: string | URL;
  readonly path: string;
  readonly method: string;
  readonly headers: readonly string[] | string;
}
interface Response {
  readonly statusCode: number;
  /** Names and values in turn. */
  readonly headers: readonly (Buffer | string)[];
}
interface Connected {
  readonly connectParams: { readonly host: string; readonly protocol: string };
  readonly connector: object;
  readonly socket: Socket;
}

interface Pool {
  agent: Agent | undefined;
  readonly connections: Set<Connection>;
  shared: boolean;
}
/** The global dispatcher of undici 5 to 7 and of 8; `outer` is the global object that Node's own fetch sees. */
const GLOBALS = [Symbol.for('undici.globalDispatcher.1'), Symbol.for('undici.globalDispatcher.2')];

/** The reason with which fetch cancels the body of a response that was collected; the same in every version from 6 to 8. */
const COLLECTED = 'Response object has been garbage collected';

export function watchUndici(registry: Registry, outer: Record<symbol, unknown>): void {
  const exchanges = fieldOn<Request, UndiciExchange>();
  const pools = new WeakMap<object, Pool>();
  const pooled = new WeakMap<Socket, { pool: Pool; connection: Connection }>();
  const adopted = new WeakSet<object>();
  let connectedLast: Pool | undefined;

  /** A dispatcher emits `connect` right after the channel has published the connection; this relates the two. */
  registry.adopt = (dispatcher) => {
    if (adopted.has(dispatcher)) return;
    adopted.add(dispatcher);
    // A dispatcher of the program does not have to emit events.
    if (typeof (dispatcher as Partial<EventEmitter>).on !== 'function') return;
    (dispatcher as EventEmitter).on(
      'connect',
      registry.listener(() => {
        if (connectedLast) connectedLast.shared = true;
      }),
    );
  };

  function on<Message>(channel: string, work: (message: Message, below: Below) => void): void {
    subscribe(channel, registry.listener(work) as (message: unknown) => void);
  }

  on('undici:request:create', ({ request }: { request: Request }, below) => {
    const exchange = new UndiciExchange(request, registry.acquire(below), now());
    registry.begin(exchange);
    exchanges.set(request, exchange);
  });

  on('undici:client:beforeConnect', () => {
    for (const key of GLOBALS) {
      const dispatcher = outer[key] ?? (globalThis as Record<symbol, unknown>)[key];
      if (typeof dispatcher === 'object' && dispatcher !== null) registry.adopt(dispatcher);
    }
  });

  on('undici:client:connected', ({ connectParams, connector, socket }: Connected) => {
    const pool = pools.get(connector) ?? { agent: undefined, connections: new Set(), shared: false };
    pools.set(connector, pool);
    connectedLast = pool;
    const connection = { origin: originOf(`${connectParams.protocol}//${connectParams.host}`), busy: 0 };
    pooled.set(socket, { pool, connection });
    pool.connections.add(connection);
    registry.connections.add(connection);
    if (pool.agent) registry.agents.add(pool.agent);
    listenTo(
      socket,
      'close',
      registry.listener(() => {
        registry.connections.delete(connection);
        pool.connections.delete(connection);
        if (pool.connections.size === 0 && pool.agent) registry.agents.delete(pool.agent);
      }),
    );
  });

  on('undici:client:sendHeaders', ({ request, socket }: { request: Request; socket: Socket }) => {
    const exchange = exchanges.get(request);
    if (!exchange) return;
    registry.waiting.delete(exchange);
    exchange.sentOn(socket);
    const known = pooled.get(socket);
    if (!known) return;
    exchange.occupy(known.connection);
    if (known.pool.agent) return;
    known.pool.agent = agentOf(known.pool, kept(exchange.acquired));
    registry.agents.add(known.pool.agent);
  });

  on('undici:request:headers', ({ request, response }: { request: Request; response: Response }) => {
    const exchange = exchanges.get(request);
    if (!exchange || response.statusCode < 200) return;
    registry.waiting.delete(exchange);
    exchange.status = response.statusCode;
    registry.open(exchange);
    const location = isRedirect(response.statusCode) ? headerOf(response.headers, 'location') : undefined;
    if (location !== undefined) registry.redirect(exchange, location);
  });

  const end = ({ request, error }: { request: Request; error?: unknown }): void => {
    const exchange = exchanges.get(request);
    if (!exchange) return;
    if (error === COLLECTED) registry.reclaim(exchange);
    registry.close(exchange);
    exchange.leave();
  };
  on('undici:request:trailers', end);
  on('undici:request:error', end);

  function agentOf(pool: Pool, acquired: Acquired): Agent {
    return {
      kind: 'undici dispatcher',
      acquired,
      byFirstUse: true,
      since: now(),
      told: false,
      isShared: () => pool.shared,
      idle: () => [...pool.connections].filter(({ busy }) => busy === 0).map(({ origin }) => origin),
    };
  }
}

function headerOf(headers: Response['headers'], name: string): string | undefined {
  const index = headers.findIndex((text, at) => at % 2 === 0 && String(text).toLowerCase() === name);
  return index < 0 ? undefined : String(headers[index + 1]);
}

class UndiciExchange extends Exchange {
  status = 0;
  #socket: Socket | undefined;
  #bytesBefore = 0;
  #connection: Connection | undefined;

  constructor(
    private readonly request: Request,
    acquired: Acquired,
    since: number,
  ) {
    super(acquired, since);
  }

  /** Only fetch sends this header, and always does. */
  get client(): 'fetch' | 'undici' {
    return this.request.headers.includes('sec-fetch-mode') ? 'fetch' : 'undici';
  }

  get method(): string {
    return this.request.method;
  }

  protected server(): string {
    return String(this.request.origin);
  }

  protected target(): string {
    return this.request.path;
  }

  get bytes(): number {
    return this.#socket ? this.#socket.bytesRead - this.#bytesBefore : 0;
  }

  /** A request is sent again on another connection if the first one broke. */
  sentOn(socket: Socket): void {
    this.leave();
    this.#socket = socket;
    this.#bytesBefore = socket.bytesRead;
  }

  occupy(connection: Connection): void {
    this.#connection = connection;
    connection.busy += 1;
  }

  leave(): void {
    if (this.#connection) this.#connection.busy -= 1;
    this.#connection = undefined;
  }
}
