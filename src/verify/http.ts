/**
 * `node:http` and `node:https`, by their channels. A response is open from its headers (the channel is called `response.finish`) until it emits `close`;
 * listening for that does not make it flow.
 *
 * What no channel tells is taken at the functions of the modules themselves, which are replaced as the documentation of `syncBuiltinESMExports` describes:
 * who makes a request on Node 20, and who makes an agent.
 */
import { subscribe } from 'node:diagnostics_channel';
import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import type { Socket } from 'node:net';
import type { Acquired, Agent, Connection, Registry, Waiting } from './registry.js';

/** `agent` is a property that the types leave out. */
type Request = http.ClientRequest & { readonly agent?: http.Agent | false };
interface Exchange {
  readonly acquired: Acquired;
  readonly waiting: Waiting;
  connection: Connection | undefined;
}

const FIRST_WITH_CREATED = 22;

export function watchHttp(registry: Registry): void {
  const exchanges = new WeakMap<http.ClientRequest, Exchange>();
  const known = new WeakSet<http.Agent>();
  const connections = new WeakMap<Socket, Connection>();
  const collected = new FinalizationRegistry<Agent>((agent) => registry.agents.delete(agent));

  if (Number(process.versions.node.split('.')[0]) >= FIRST_WITH_CREATED) {
    subscribe('http.client.request.created', function created(message) {
      begin((message as { request: Request }).request, registry.acquire(created));
    });
  } else {
    for (const module of [http, https] as const) {
      module.request = noting(module.request);
      module.get = noting(module.get);
    }
  }
  http.Agent = makingKnown(http.Agent, 'http.Agent');
  https.Agent = makingKnown(https.Agent, 'https.Agent');
  syncBuiltinESMExports();

  subscribe('http.client.request.start', (message) => {
    const { request } = message as { request: Request };
    const exchange = exchanges.get(request);
    if (!exchange) return;
    registry.waiting.delete(exchange.waiting);
    if (request.agent) know(request.agent, exchange.acquired, true);
    if (!request.socket) return;
    exchange.connection = connectionOf(request.socket, exchange.waiting.origin);
    exchange.connection.busy += 1;
  });

  subscribe('http.client.response.finish', (message) => {
    const { request, response } = message as { request: Request; response: http.IncomingMessage };
    const exchange = exchanges.get(request);
    if (!exchange) return;
    const { socket } = response;
    const bytesBefore = socket?.bytesRead ?? 0;
    const body = {
      client: 'node:http',
      method: request.method,
      url: exchange.waiting.url,
      status: response.statusCode ?? 0,
      since: registry.now(),
      acquired: exchange.acquired,
      told: false,
      reclaimed: null,
      bytes: () => (socket ? socket.bytesRead - bytesBefore : 0) + response.readableLength,
    } as const;
    registry.open(body);
    response.once('close', () => registry.close(body));
  });

  function begin(request: Request, acquired: Acquired): void {
    const origin = `${request.protocol}//${String(request.getHeader('host') ?? request.host)}`;
    const waiting = { acquired, since: registry.now(), told: false, method: request.method, origin, url: origin + request.path };
    const exchange: Exchange = { acquired, waiting, connection: undefined };
    registry.waiting.add(waiting);
    exchanges.set(request, exchange);
    request.once('close', () => {
      registry.waiting.delete(waiting);
      if (exchange.connection) exchange.connection.busy -= 1;
    });
  }

  /** `request` or `get` of a module, noting who called. */
  function noting<F extends typeof http.request>(original: F): F {
    return new Proxy(original, {
      apply: function noted(target, self, args): http.ClientRequest {
        const acquired = registry.acquire(noted);
        const request = Reflect.apply(target, self, args) as Request;
        begin(request, acquired);
        return request;
      },
    });
  }

  function makingKnown<C extends typeof http.Agent>(original: C, kind: Agent['kind']): C {
    return new Proxy(original, {
      construct: function made(target, args, maker): http.Agent {
        const agent = Reflect.construct(target, args, maker) as http.Agent;
        know(agent, registry.make(made), false, kind);
        return agent;
      },
    });
  }

  function know(agent: http.Agent, acquired: Acquired, byFirstUse: boolean, kind: Agent['kind'] = agent instanceof https.Agent ? 'https.Agent' : 'http.Agent'): void {
    if (known.has(agent)) return;
    known.add(agent);
    const reference = new WeakRef(agent);
    const entry: Agent = {
      kind,
      acquired,
      byFirstUse,
      since: registry.now(),
      told: false,
      isShared: () => agentIsShared(reference.deref()),
      idle: () => freeSocketsOf(reference.deref()).map((socket) => connections.get(socket)?.origin ?? `${socket.remoteAddress}:${socket.remotePort}`),
    };
    registry.agents.add(entry);
    collected.register(agent, entry);
  }

  function agentIsShared(agent: http.Agent | undefined): boolean {
    return agent === undefined || agent === http.globalAgent || agent === https.globalAgent || registry.shared.has(agent);
  }

  function connectionOf(socket: Socket, origin: string): Connection {
    const before = connections.get(socket);
    if (before) return before;
    const connection = { origin, busy: 0 };
    connections.set(socket, connection);
    registry.connections.add(connection);
    socket.once('close', () => registry.connections.delete(connection));
    return connection;
  }
}

function freeSocketsOf(agent: http.Agent | undefined): Socket[] {
  const sockets = Object.values(agent?.freeSockets ?? {}).flatMap((ofOne) => ofOne ?? []);
  return sockets.filter(({ destroyed }) => !destroyed);
}
