/** Clients whose body is a Node stream, as Node and undici bring them: `node:http`, `node:http2`, `undici.request`. */
import type { Protocol } from './protocol.js';
import { duplex, methods, PLAIN, properties, readable, readableHandles } from './readable.js';
import { releaseData, releaseDataBody, releaseMessage } from './releases.js';
import { readers } from './web.js';

export const httpProtocol: Protocol = {
  id: 'http',
  resource: 'body',
  remedy:
    'Let it flow (`res.resume()`), read it, or destroy it (`res.destroy()`), on every path; `node:http` holds the socket for every status and method.',
  root: 'message',
  handles: {
    message: {
      ...readable,
      release: releaseMessage,
      classes: [...readable.classes!, 'IncomingMessage'],
      properties: {
        ...readable.properties,
        ...properties([
          'headers',
          'rawHeaders',
          'headersDistinct',
          'trailers',
          'rawTrailers',
          'httpVersion',
          'httpVersionMajor',
          'httpVersionMinor',
          'statusMessage',
          'url',
          'method',
        ]),
        statusCode: 'status',
        socket: { handle: 'socket' },
        connection: { handle: 'socket' },
        client: { handle: 'socket' },
        req: { handle: 'request' },
      },
      methods: { ...readable.methods, setTimeout: PLAIN },
    },
    ...readableHandles,
  },
  acquire: ['http', 'https'].flatMap((module) =>
    ['get', 'request'].map((name) => ({
      call: `node:${module}:${name}`,
      gives: 'request' as const,
      client: `${module}.${name}`,
    })),
  ),
  // Measured: an ignored IncomingMessage holds its socket for 204 and HEAD as well.
  emptyStatuses: [],
  headIsEmpty: false,
  types: ['node:http#IncomingMessage'],
  measured: 'Node 20, 24, 26',
  notes: [
    'An `end`, `close`, `error` or `readable` listener, an encoding or a timeout reads nothing.',
    'A request without a `response` listener holds nothing: Node reads the body away.',
  ],
};

/** Measured: a stream that is merely closed keeps its session from closing on Node 24; an answer without a body holds nothing. */
export const http2Protocol: Protocol = {
  id: 'http2',
  resource: 'body',
  remedy:
    'Read the stream, let it flow (`stream.resume()`) or destroy it (`stream.destroy()`), on every path: `session.close()` waits for it.',
  root: 'stream',
  handles: {
    stream: {
      ...duplex,
      release: releaseMessage,
      properties: {
        ...duplex.properties,
        ...properties([
          'id',
          'pending',
          'rstCode',
          'sentHeaders',
          'sentTrailers',
          'state',
          'endAfterHeaders',
          'scheme',
        ]),
      },
      methods: {
        ...duplex.methods,
        ...methods(['close', 'priority', 'sendTrailers', 'setTimeout'], { effect: 'borrow' }),
      },
    },
    ...readableHandles,
  },
  acquire: [{ call: 'node:http2#ClientHttp2Session.request', gives: 'value', client: 'http2.request' }],
  emptyStatuses: [],
  headIsEmpty: true,
  methodOption: ':method',
  types: [],
  measured: 'Node 20, 22, 24, 26',
  notes: ['`stream.close()` is not enough on Node 24.'],
};

const UNDICI_DISPATCHERS = [
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
    'Read the body (`await body.text()`) or discard it (`await body.dump()`) on every path; the garbage collector never frees it.',
  root: 'data',
  handles: {
    data: {
      release: releaseData,
      properties: {
        body: { handle: 'body' },
        statusCode: 'status',
        ...properties(['headers', 'trailers', 'opaque', 'context', 'statusText']),
      },
    },
    body: {
      ...readable,
      release: releaseDataBody,
      properties: { ...readable.properties, bodyUsed: 'used', body: { handle: 'web' } },
      methods: {
        ...readable.methods,
        ...readers(['text', 'json', 'arrayBuffer', 'blob', 'bytes']),
        ...methods(['formData'], { effect: 'borrow' }),
        dump: { effect: 'cancel' },
      },
    },
    // `body.body` is a web stream over the same bytes; cancelling it releases nothing (measured).
    web: { methods: { cancel: { effect: 'borrow' } }, properties: { locked: 'borrow' }, iterate: 'consume' },
    ...readableHandles,
  },
  acquire: [
    { call: 'undici:request', gives: 'promise', client: 'undici.request', callback: 2 },
    ...UNDICI_DISPATCHERS.map((name) => ({
      call: `undici#${name}.request`,
      gives: 'promise' as const,
      client: `${name}.request`,
      callback: 1,
    })),
  ],
  emptyStatuses: [101, 204, 205, 304],
  headIsEmpty: true,
  endsUpload: true,
  types: ['undici#ResponseData'],
  measured: 'undici 6, 7, 8',
  notes: [
    '`dump()` reads up to 128 KiB and closes the connection of a longer body.',
    '`destroy()` needs an `error` listener; `body.body.cancel()` releases nothing, and `formData()` throws before it reads.',
    'A request that is given a callback gives nothing: the callback is given an error or the response.',
    'Through a dispatcher composed with `interceptors.dump()` nothing is left to read.',
  ],
};

export const undiciPipelineProtocol: Protocol = {
  id: 'undici-pipeline',
  resource: 'body',
  remedy: 'Read the stream it gives, let it flow (`resume()`), pipe it on, or destroy it, on every path.',
  root: 'stream',
  handles: { stream: { ...duplex, release: releaseMessage }, ...readableHandles },
  acquire: [
    { call: 'undici:pipeline', gives: 'value', client: 'undici.pipeline' },
    ...UNDICI_DISPATCHERS.map((name) => ({
      call: `undici#${name}.pipeline`,
      gives: 'value' as const,
      client: `${name}.pipeline`,
    })),
  ],
  emptyStatuses: [],
  headIsEmpty: true,
  types: [],
  measured: 'undici 6, 7, 8',
};
