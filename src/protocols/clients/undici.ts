/** undici: requests by its own interface, and its dispatchers. Its `fetch` stands in the table of fetch. */
import { constructed, END, LOOK } from '../acquires.js';
import { AGENT_NAMES, RESPONSE_NAMES } from '../names.js';
import { duplex, endings, methods, properties, readable, readableHandles } from '../node-streams.js';
import type { ClientTable, Handle, Protocol } from '../protocol.js';
import { releaseAgent, releaseData, releaseDataBody, releaseMessage } from '../releases.js';
import { readers } from '../web-streams.js';

const DISPATCHERS = [
  'Dispatcher',
  'Client',
  'Pool',
  'BalancedPool',
  'RoundRobinPool',
  'Agent',
  'RetryAgent',
  'ProxyAgent',
  'EnvHttpProxyAgent',
  'Socks5ProxyAgent',
  'H2CClient',
];

export const undiciProtocol: Protocol = {
  id: 'undici',
  resource: 'body',
  remedy:
    'Read the body (`await {body:body}.text()`) or discard it (`{body:body}.dump()`) on every path. The garbage collector never frees it.',
  names: RESPONSE_NAMES,
  root: 'data',
  handles: {
    data: {
      release: releaseData,
      properties: {
        body: { handle: 'body' },
        statusCode: 'status',
        headers: 'headers',
        ...properties(['trailers', 'opaque', 'context', 'statusText']),
      },
    },
    body: {
      ...readable,
      release: releaseDataBody,
      properties: { ...readable.properties, bodyUsed: 'used', body: { handle: 'web' } },
      methods: {
        ...readable.methods,
        ...readers(['text', 'json', 'arrayBuffer', 'blob', 'bytes'], 'untouched'),
        ...methods(['formData'], { effect: 'borrow' }),
        dump: { effect: 'cancel', touches: 'in the end' },
      },
    },
    // `body.body` is a web stream over the same bytes; cancelling it releases nothing (measured).
    web: { methods: { cancel: { effect: 'borrow' } }, properties: { locked: 'borrow' }, iterate: 'consume' },
    ...readableHandles,
  },
  acquire: [
    {
      call: 'undici:request',
      gives: 'promise',
      client: 'undici.request',
      callback: { argument: 2, parameter: 1 },
    },
    ...DISPATCHERS.map((name) => ({
      call: `undici#${name}.request`,
      gives: 'promise' as const,
      client: `${name}.request`,
      callback: { argument: 1, parameter: 1 },
    })),
  ],
  emptyStatuses: [101, 204, 205, 304],
  headIsEmpty: true,
  bodyOptions: ['body'],
  agents: 'undici-agent',
  endsUpload: true,
  types: ['undici#ResponseData'],
  measured: 'undici 6, 7, 8',
  notes: [
    '`dump()` reads up to 128 KiB and closes the connection of a longer body.',
    '`destroy()` needs an `error` listener. `body.body.cancel()` releases nothing, and `formData()` throws before it reads.',
    'A request with a callback returns nothing. The callback gets an error or the response.',
    'If a dispatcher is composed with `interceptors.dump()`, nothing is left to read.',
  ],
};

export const undiciPipelineProtocol: Protocol = {
  id: 'undici-pipeline',
  resource: 'body',
  remedy:
    'Read the returned stream, discard it (`{stream:stream}.resume()`), pipe it on, or destroy it, on every path.',
  names: RESPONSE_NAMES,
  root: 'stream',
  handles: { stream: { ...duplex, release: releaseMessage }, ...readableHandles },
  acquire: [
    { call: 'undici:pipeline', gives: 'value', client: 'undici.pipeline' },
    ...DISPATCHERS.map((name) => ({
      call: `undici#${name}.pipeline`,
      gives: 'value' as const,
      client: `${name}.pipeline`,
    })),
  ],
  emptyStatuses: [],
  headIsEmpty: true,
  agents: 'undici-agent',
  types: [],
  measured: 'undici 6, 7, 8',
};

const dispatcher: Handle = {
  release: releaseAgent,
  properties: endings(['closed', 'destroyed']),
  methods: {
    close: END,
    destroy: END,
    compose: { effect: 'borrow', returns: { handle: 'dispatcher' }, intercepts: true },
    request: LOOK,
    on: LOOK,
  },
};

/** Measured: a pool and a socket for every agent, until the keep-alive time ends; no agent of undici is disposable. */
const undiciAgentProtocol: Protocol = {
  id: 'undici-agent',
  resource: 'agent',
  isIdleAtFirst: true,
  remedy:
    'Create one agent and share it, or close it (`await {dispatcher:agent}.close()`) after every body has been read. Each agent keeps its sockets until the idle time of the server ends.',
  names: AGENT_NAMES,
  root: 'dispatcher',
  handles: { dispatcher },
  acquire: constructed('undici', [
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

export const undici: ClientTable = {
  protocols: [undiciProtocol, undiciPipelineProtocol, undiciAgentProtocol],
  gives: { 'undici:getGlobalDispatcher': 'undici#Dispatcher' },
  agentGoesTo: { 'undici:setGlobalDispatcher': 'module' },
  wraps: { 'undici:RetryAgent': 'dispatcher' },
  emptying: ['undici:interceptors.dump'],
  typePackages: { 'undici-types': 'undici' },
};
