/**
 * `node:http` and `node:https`, by their channels. A response is open from its headers (the channel is named `response.finish`)
 * until it emits `close`; a listener for `close` does not start the flow.
 *
 * On Node 20 no channel announces the creation of a request. There the functions of the modules are wrapped, as the documentation
 * of `syncBuiltinESMExports` describes.
 */
import { subscribe } from 'node:diagnostics_channel';
import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import type { Socket } from 'node:net';
import { now } from './clock.js';
import { Exchange, isRedirect, type Acquired } from './exchange.js';
import { fieldOn } from './field-on.js';
import { HttpAgents } from './http-agents.js';
import { listenTo } from './listen.js';
import type { Connection, Registry } from './registry.js';
import type { Below } from './stack.js';

/** `agent` is missing in the type declarations. */
type Request = http.ClientRequest & { readonly agent?: http.Agent | false };

/** The first major version of Node with a channel for the creation of requests. */
const FIRST_WITH_CREATED = 22;

export function watchHttp(registry: Registry): void {
  const exchanges = fieldOn<http.ClientRequest, HttpExchange>();
  const connections = new WeakMap<Socket, Connection>();
  const agents = new HttpAgents(
    registry,
    (socket) => connections.get(socket)?.origin ?? `${socket.remoteAddress}:${socket.remotePort}`,
  );

  if (Number(process.versions.node.split('.')[0]) >= FIRST_WITH_CREATED) {
    on('http.client.request.created', ({ request }: { request: Request }, below) =>
      begin(request, registry.acquire(below)),
    );
  } else {
    // The program may have frozen the modules.
    registry.contain(() => {
      for (const module of [http, https] as const) {
        module.request = noting(module.request);
        module.get = noting(module.get);
      }
      syncBuiltinESMExports();
    });
  }
  registry.contain(() => agents.watch());

  on('http.client.request.start', ({ request }: { request: Request }) => {
    const exchange = exchanges.get(request);
    if (!exchange) return;
    registry.waiting.delete(exchange);
    if (request.agent) agents.use(request.agent, exchange);
    if (!request.socket) return;
    exchange.connection = connectionOf(request.socket, exchange);
    exchange.connection.busy += 1;
  });

  on('http.client.response.finish', ({ request, response }: { request: Request; response: http.IncomingMessage }) => {
    const exchange = exchanges.get(request);
    if (!exchange) return;
    exchange.answeredBy(response);
    registry.open(exchange);
    if (isRedirect(exchange.status) && response.headers.location !== undefined)
      registry.redirect(exchange, response.headers.location);
    listenTo(
      response,
      'close',
      registry.listener(() => registry.close(exchange)),
    );
  });

  function on<Message>(channel: string, work: (message: Message, below: Below) => void): void {
    subscribe(channel, registry.listener(work) as (message: unknown) => void);
  }

  function begin(request: Request, acquired: Acquired): void {
    const exchange = new HttpExchange(request, acquired, now());
    registry.begin(exchange);
    exchanges.set(request, exchange);
    listenTo(
      request,
      'close',
      registry.listener(() => {
        if (exchange.list !== registry.bodies) registry.close(exchange);
        if (exchange.connection) exchange.connection.busy -= 1;
        exchange.connection = undefined;
      }),
    );
  }

  /** Wraps `request` or `get` of a module to record the caller. */
  function noting<F extends typeof http.request>(original: F): F {
    return new Proxy(original, {
      apply: function noted(target, self, args): http.ClientRequest {
        const acquired = registry.acquire(noted);
        const request = Reflect.apply(target, self, args) as Request;
        registry.contain(() => begin(request, acquired));
        return request;
      },
    });
  }

  function connectionOf(socket: Socket, { origin }: HttpExchange): Connection {
    const before = connections.get(socket);
    if (before) return before;
    const connection = { origin, busy: 0 };
    connections.set(socket, connection);
    registry.connections.add(connection);
    listenTo(
      socket,
      'close',
      registry.listener(() => registry.connections.delete(connection)),
    );
    return connection;
  }
}

class HttpExchange extends Exchange {
  readonly client = 'node:http';
  connection: Connection | undefined;
  #response: http.IncomingMessage | undefined;
  #bytesBefore = 0;

  constructor(
    private readonly request: http.ClientRequest,
    acquired: Acquired,
    since: number,
  ) {
    super(acquired, since);
  }

  get method(): string {
    return this.request.method;
  }

  protected server(): string {
    return `${this.request.protocol}//${String(this.request.getHeader('host') ?? this.request.host)}`;
  }

  protected target(): string {
    return this.request.path;
  }

  get status(): number {
    return this.#response?.statusCode ?? 0;
  }

  get bytes(): number {
    return (this.#response?.socket?.bytesRead ?? 0) - this.#bytesBefore + (this.#response?.readableLength ?? 0);
  }

  answeredBy(response: http.IncomingMessage): void {
    this.#response = response;
    this.#bytesBefore = response.socket?.bytesRead ?? 0;
  }
}
