/** Agents: objects that keep connections and have to be closed by whoever made them. */
import type { Acquire, Handle, Method, Protocol } from './protocol.js';
import { endings } from './readable.js';
import { releaseAgent, releaseHttpAgent, releaseSession } from './releases.js';

const END: Method = { effect: 'cancel' };
const LOOK: Method = { effect: 'borrow' };

const keepAlive = { option: 'keepAlive', equals: true } as const;

const acquires = (module: string, names: readonly string[], when?: Acquire['when']): Acquire[] =>
  names.map((name) => ({
    call: `new ${module}:${name}`,
    gives: 'value',
    client: name || module,
    ...(when ? { when } : {}),
  }));

const dispatcher: Handle = {
  release: releaseAgent,
  properties: endings(['closed', 'destroyed']),
  methods: {
    close: END,
    destroy: END,
    compose: { effect: 'borrow', returns: { handle: 'dispatcher' } },
    request: LOOK,
    on: LOOK,
  },
};

/** Measured: a pool and a socket for every agent, until the keep-alive time ends; no agent of undici is disposable. */
export const undiciAgentProtocol: Protocol = {
  id: 'undici-agent',
  resource: 'agent',
  isIdleAtFirst: true,
  remedy:
    'Create it once and share it, or close it (`await agent.close()`) once every body has been read: each one keeps a pool and its sockets for as long as the server lets them idle.',
  root: 'dispatcher',
  handles: { dispatcher },
  acquire: acquires('undici', [
    'Agent',
    'Client',
    'Pool',
    'BalancedPool',
    'RoundRobinPool',
    'ProxyAgent',
    'EnvHttpProxyAgent',
    'Socks5ProxyAgent',
    'H2CClient',
  ]),
  emptyStatuses: [],
  headIsEmpty: false,
  measured: 'undici 6, 7, 8',
  types: [
    'undici#Agent',
    'undici#Client',
    'undici#Pool',
    'undici#BalancedPool',
    'undici#ProxyAgent',
    'undici#EnvHttpProxyAgent',
    'undici#Dispatcher',
  ],
};

/** Measured: the sockets of a keep-alive agent stay open until the server closes them; without keep-alive it holds nothing. */
export const httpAgentProtocol: Protocol = {
  id: 'http-agent',
  resource: 'agent',
  isIdleAtFirst: true,
  remedy:
    'Create it once and share it, or destroy it (`agent.destroy()`): a keep-alive agent never lets go of its sockets by itself.',
  root: 'dispatcher',
  handles: { dispatcher: { release: releaseHttpAgent, methods: { destroy: END } } },
  acquire: [
    ...acquires('node:http', ['Agent'], keepAlive),
    ...acquires('node:https', ['Agent'], keepAlive),
    ...acquires('agentkeepalive', ['', 'HttpAgent', 'HttpsAgent']),
    ...acquires('https-proxy-agent', ['', 'HttpsProxyAgent'], keepAlive),
    ...acquires('http-proxy-agent', ['', 'HttpProxyAgent'], keepAlive),
    ...acquires('proxy-agent', ['', 'ProxyAgent'], keepAlive),
  ],
  emptyStatuses: [],
  headIsEmpty: false,
  measured: 'Node 20, 24, 26',
  types: ['node:http#Agent', 'node:https#Agent'],
};

/** Measured: an open session keeps the process alive for ever, on every version. */
export const http2SessionProtocol: Protocol = {
  id: 'http2-session',
  resource: 'agent',
  remedy: 'Close it (`session.close()`) or destroy it on every path: an open session never lets the process exit.',
  root: 'dispatcher',
  handles: {
    dispatcher: {
      release: releaseSession,
      properties: endings(['closed', 'destroyed']),
      methods: { close: END, destroy: END, unref: END },
    },
  },
  acquire: [{ call: 'node:http2:connect', gives: 'value', client: 'http2.connect', listener: true }],
  emptyStatuses: [],
  headIsEmpty: false,
  measured: 'Node 20, 22, 24, 26',
  notes: [
    'A listener that `connect` is given hears of the session too.',
    '`unref()` lets the process exit; the socket stays open for as long as it runs.',
  ],
  types: ['node:http2#ClientHttp2Session'],
};
