/**
 * Built-in fetch and the package undici, by the channels that both publish to: a request is created in the stack of its caller, gets its headers, and
 * ends with trailers (received to the end) or an error (cancelled, aborted, or reclaimed by the garbage collector).
 *
 * No channel knows dispatchers. Those of one origin share a connector, which stands for them; they are seen from their first request on.
 */
import { subscribe } from 'node:diagnostics_channel';
import type { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import type { Acquired, Agent, Body, Connection, Registry, Waiting } from './registry.js';

/** As documented in undici's "Diagnostics Channel Support". */
interface Request {
  readonly origin: string | URL;
  readonly path: string;
  readonly method: string;
  readonly headers: readonly string[] | string;
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
interface Exchange {
  readonly acquired: Acquired;
  readonly waiting: Waiting;
  socket: Socket | undefined;
  bytesBefore: number;
  connection: Connection | undefined;
  body: Body | undefined;
}

/** The global dispatcher of undici 5 to 7 and of 8; `outer` is the global object that Node's own fetch sees. */
const GLOBALS = [Symbol.for('undici.globalDispatcher.1'), Symbol.for('undici.globalDispatcher.2')];

/** The reason with which fetch cancels the body of a response that was collected; the same in every version from 6 to 8. */
const COLLECTED = 'Response object has been garbage collected';

export function watchUndici(registry: Registry, outer: Record<symbol, unknown>): void {
  const exchanges = new WeakMap<Request, Exchange>();
  const pools = new WeakMap<object, Pool>();
  const pooled = new WeakMap<Socket, { pool: Pool; connection: Connection }>();
  const adopted = new WeakSet<object>();
  let connectedLast: Pool | undefined;

  /** A dispatcher emits `connect` right after the channel has told of the connection, which is what ties the two together. */
  registry.adopt = (dispatcher) => {
    if (adopted.has(dispatcher)) return;
    adopted.add(dispatcher);
    (dispatcher as EventEmitter).on('connect', () => {
      if (connectedLast) connectedLast.shared = true;
    });
  };

  on('undici:request:create', function create({ request }: { request: Request }) {
    const acquired = registry.acquire(create);
    const origin = String(request.origin).replace(/\/$/, '');
    const waiting = { acquired, since: registry.now(), told: false, method: request.method, origin, url: origin + request.path };
    registry.waiting.add(waiting);
    exchanges.set(request, { acquired, waiting, socket: undefined, bytesBefore: 0, connection: undefined, body: undefined });
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
    const connection = { origin: `${connectParams.protocol}//${connectParams.host}`, busy: 0 };
    pooled.set(socket, { pool, connection });
    pool.connections.add(connection);
    registry.connections.add(connection);
    if (pool.agent) registry.agents.add(pool.agent);
    socket.once('close', () => {
      registry.connections.delete(connection);
      pool.connections.delete(connection);
      if (pool.connections.size === 0 && pool.agent) registry.agents.delete(pool.agent);
    });
  });

  on('undici:client:sendHeaders', ({ request, socket }: { request: Request; socket: Socket }) => {
    const exchange = exchanges.get(request);
    if (!exchange) return;
    registry.waiting.delete(exchange.waiting);
    release(exchange);
    exchange.socket = socket;
    exchange.bytesBefore = socket.bytesRead;
    const known = pooled.get(socket);
    if (!known) return;
    exchange.connection = known.connection;
    known.connection.busy += 1;
    if (known.pool.agent) return;
    known.pool.agent = agentOf(known.pool, exchange.acquired);
    registry.agents.add(known.pool.agent);
  });

  on('undici:request:headers', ({ request, response }: { request: Request; response: { statusCode: number } }) => {
    const exchange = exchanges.get(request);
    if (!exchange || response.statusCode < 200) return;
    registry.waiting.delete(exchange.waiting);
    const { acquired, socket, bytesBefore } = exchange;
    exchange.body = {
      client: request.headers.includes('sec-fetch-mode') ? 'fetch' : 'undici',
      method: request.method,
      url: exchange.waiting.url,
      status: response.statusCode,
      since: registry.now(),
      acquired,
      told: false,
      reclaimed: null,
      bytes: () => (socket ? socket.bytesRead - bytesBefore : 0),
    };
    registry.open(exchange.body);
  });

  const end = ({ request, error }: { request: Request; error?: unknown }): void => {
    const exchange = exchanges.get(request);
    if (!exchange) return;
    exchanges.delete(request);
    registry.waiting.delete(exchange.waiting);
    if (error === COLLECTED) registry.reclaim(exchange.body);
    else registry.close(exchange.body);
    release(exchange);
  };
  on('undici:request:trailers', end);
  on('undici:request:error', end);

  function agentOf(pool: Pool, acquired: Acquired): Agent {
    return {
      kind: 'undici dispatcher',
      acquired,
      byFirstUse: true,
      since: registry.now(),
      told: false,
      isShared: () => pool.shared,
      idle: () => [...pool.connections].filter(({ busy }) => busy === 0).map(({ origin }) => origin),
    };
  }
}

function on<Message>(channel: string, listener: (message: Message) => void): void {
  subscribe(channel, listener as (message: unknown) => void);
}

/** A request is sent again on another connection where the first one broke. */
function release(exchange: Exchange): void {
  if (exchange.connection) exchange.connection.busy -= 1;
  exchange.connection = undefined;
}
