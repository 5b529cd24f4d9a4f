/** Clients whose body is a Node stream: `node:http`, `undici.request`, node-fetch, axios and got streams. */
import type { Protocol } from './protocol.js';
import { CONSUME, iterator, PLAIN, properties, readable } from './readable.js';
import { releaseAxios, releaseData, releaseDataBody, releaseMessage, releaseNodeFetch, releaseNodeFetchBody } from './releases.js';
import { readers, responseHandle } from './web.js';

export const httpProtocol: Protocol = {
  id: 'http',
  resource: 'body',
  remedy: 'Let it flow (`res.resume()`), read it, or destroy it (`res.destroy()`), on every path; `node:http` holds the socket for every status and method.',
  root: 'message',
  handles: {
    message: {
      ...readable,
      release: releaseMessage,
      properties: {
        ...readable.properties,
        ...properties(['headers', 'rawHeaders', 'headersDistinct', 'trailers', 'rawTrailers', 'httpVersion', 'httpVersionMajor', 'httpVersionMinor', 'statusMessage', 'url', 'method']),
        statusCode: 'status',
        socket: { handle: 'socket' },
        connection: { handle: 'socket' },
        client: { handle: 'socket' },
        req: { handle: 'request' },
      },
    },
    iterator,
  },
  acquire: ['http', 'https'].flatMap((module) =>
    ['get', 'request'].map((name) => ({ call: `node:${module}:${name}`, gives: 'request' as const, client: `${module}.${name}` })),
  ),
  // Measured: an ignored IncomingMessage holds its socket for 204 and HEAD as well.
  emptyStatuses: [],
  headIsEmpty: false,
  types: ['node:http#IncomingMessage'],
};

const UNDICI_DISPATCHERS = ['Dispatcher', 'Client', 'Pool', 'BalancedPool', 'RoundRobinPool', 'Agent', 'RetryAgent', 'ProxyAgent', 'EnvHttpProxyAgent', 'Socks5Agent', 'H2CClient'];

export const undiciProtocol: Protocol = {
  id: 'undici',
  resource: 'body',
  remedy: 'Read the body (`await body.text()`) or discard it (`await body.dump()`) on every path; the garbage collector never frees it.',
  root: 'data',
  handles: {
    data: {
      release: releaseData,
      properties: { body: { handle: 'body' }, statusCode: 'status', ...properties(['headers', 'trailers', 'opaque', 'context', 'statusText']) },
    },
    body: {
      ...readable,
      release: releaseDataBody,
      properties: { ...readable.properties, bodyUsed: 'used', body: { handle: 'web' } },
      methods: { ...readable.methods, ...readers(['text', 'json', 'arrayBuffer', 'blob', 'bytes', 'formData']), dump: CONSUME },
    },
    // `body.body` is a web stream over the same bytes; cancelling it releases nothing (measured).
    web: { methods: { cancel: { effect: 'borrow' } }, properties: { locked: 'borrow' }, iterate: 'consume' },
    iterator,
  },
  acquire: [
    { call: 'undici:request', gives: 'promise', client: 'undici.request' },
    ...UNDICI_DISPATCHERS.map((name) => ({ call: `undici#${name}.request`, gives: 'promise' as const, client: `${name}.request` })),
  ],
  emptyStatuses: [101, 204, 205, 304],
  headIsEmpty: true,
  types: ['undici#ResponseData'],
};

const NODE_FETCH_PACKAGES = ['node-fetch', 'cross-fetch', 'isomorphic-fetch', 'isomorphic-unfetch', 'make-fetch-happen', 'minipass-fetch', 'npm-registry-fetch', 'node-fetch-native', '@vercel/fetch', 'electron-fetch'];

export const nodeFetchProtocol: Protocol = {
  id: 'node-fetch',
  resource: 'body',
  remedy: 'Read the body (`await res.text()`) or let it flow away (`res.body.resume()`) on every path.',
  root: 'response',
  handles: {
    response: {
      ...responseHandle('body'),
      release: releaseNodeFetch,
      methods: { ...responseHandle('body').methods, ...readers(['buffer', 'textConverted']) },
    },
    // Some of these packages give a web stream where the platform has one.
    body: { ...readable, release: releaseNodeFetchBody, methods: { ...readable.methods, cancel: { effect: 'cancel' }, getReader: { effect: 'transfer' }, tee: { effect: 'transfer' }, pipeTo: CONSUME, pipeThrough: { effect: 'transfer' }, ...readers(['text', 'json', 'collect', 'concat', 'promise']) } },
    iterator,
  },
  acquire: NODE_FETCH_PACKAGES.flatMap((name) => [
    { call: `${name}:`, gives: 'promise' as const, client: name },
    { call: `${name}:fetch`, gives: 'promise' as const, client: name },
  ]),
  emptyStatuses: [204, 205, 304],
  headIsEmpty: true,
  types: ['node-fetch#Response', 'cross-fetch#Response'],
};

const streamWhen = { option: 'responseType', equals: 'stream' } as const;
const AXIOS_METHODS = ['', 'get', 'post', 'put', 'patch', 'delete', 'request', 'options', 'postForm', 'putForm', 'patchForm'];

export const axiosProtocol: Protocol = {
  id: 'axios',
  resource: 'body',
  remedy: 'Read or destroy the stream (`res.data.resume()`, `res.data.destroy()`) on every path, also that of a rejected status (`err.response.data`).',
  root: 'response',
  handles: {
    response: { release: releaseAxios, properties: { data: { handle: 'stream' }, status: 'status', ...properties(['headers', 'statusText', 'config', 'request']) } },
    stream: { ...readable, release: releaseMessage },
    iterator,
  },
  acquire: ['axios:', 'axios#AxiosInstance.'].flatMap((owner) =>
    AXIOS_METHODS.map((name) => ({ call: `${owner}${name}`, gives: 'promise' as const, client: name ? `axios.${name}` : 'axios', when: streamWhen })),
  ),
  emptyStatuses: [],
  headIsEmpty: false,
  types: [],
};

export const gotProtocol: Protocol = {
  id: 'got',
  resource: 'body',
  remedy: 'Read the stream, let it flow (`stream.resume()`) or destroy it, on every path.',
  root: 'stream',
  handles: {
    stream: { ...readable, release: releaseMessage, events: { ...readable.events, response: 'borrow' }, methods: { ...readable.methods, end: PLAIN, write: PLAIN } },
    iterator,
  },
  acquire: ['', 'get', 'post', 'put', 'patch', 'delete'].flatMap((name) => [
    { call: `got:stream${name ? `.${name}` : ''}`, gives: 'value' as const, client: 'got.stream' },
  ]),
  emptyStatuses: [204],
  headIsEmpty: true,
  types: [],
};
