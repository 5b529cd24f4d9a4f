/** WHATWG fetch: the built-in one, undici's, and clients that hand out the same `Response`. */
import type { Acquire, Handle, Method, Protocol } from './protocol.js';
import { readable, readableHandles } from './readable.js';
import {
  releaseBody,
  releaseConverted,
  releaseDerived,
  releaseIterator,
  releaseReader,
  releaseResponse,
} from './releases.js';

const READS = ['text', 'json', 'arrayBuffer', 'blob', 'bytes', 'formData'];

/** A parse that fails has read the body all the same (measured). */
export const readers = (names: readonly string[]): Record<string, Method> =>
  Object.fromEntries(
    names.map((name) => [
      name,
      {
        effect: 'consume',
        locks: 'read',
        ...(name === 'json' || name === 'formData' ? { parses: true as const } : {}),
      } as const,
    ]),
  );

const borrows = (names: readonly string[]): Record<string, 'borrow'> =>
  Object.fromEntries(names.map((name) => [name, 'borrow' as const]));

export const responseHandle = (body: string): Handle => ({
  classes: ['Response'],
  release: releaseResponse,
  properties: {
    body: { handle: body, nullable: true },
    status: 'status',
    ok: 'ok',
    bodyUsed: 'used',
    ...borrows(['headers', 'statusText', 'url', 'redirected', 'type', 'size', 'timeout']),
  },
  methods: {
    ...readers(READS),
    clone: { effect: 'borrow', returns: { handle: 'response' }, splits: true },
    // Class instances of any kind; looking at them changes nothing.
    ...Object.fromEntries(
      ['toString', 'valueOf', 'hasOwnProperty'].map((name) => [name, { effect: 'borrow' } as const]),
    ),
  },
});

/** `ReadableStream` and its readers, per the WHATWG Streams standard. */
const webStreamHandles: Readonly<Record<string, Handle>> = {
  body: {
    classes: ['ReadableStream'],
    orphan: true,
    release: releaseBody,
    properties: { locked: 'locked' },
    methods: {
      cancel: { effect: 'cancel' },
      getReader: { effect: 'borrow', returns: { handle: 'reader' }, locks: 'reader' },
      tee: {
        effect: 'borrow',
        returns: { tuple: [{ handle: 'derived' }, { handle: 'derived' }] },
        splits: true,
        locks: 'tee',
      },
      pipeTo: { effect: 'consume', locks: 'pipe' },
      pipeThrough: { effect: 'borrow', returns: { handle: 'derived' }, locks: 'pipe', feeds: true },
      values: { effect: 'borrow', returns: { handle: 'iterator' }, locks: 'reader', exceptWithOption: 'preventCancel' },
      '@@asyncIterator': { effect: 'borrow', returns: { handle: 'iterator' }, locks: 'reader' },
    },
    iterate: 'consume',
  },
  // What a pipe or a tee gives: a stream of its own, whose lock is not the body's.
  derived: {
    classes: ['ReadableStream'],
    release: releaseDerived,
    properties: { locked: 'borrow' },
    methods: {
      cancel: { effect: 'cancel' },
      getReader: { effect: 'borrow', returns: { handle: 'reader' } },
      tee: { effect: 'borrow', returns: { tuple: [{ handle: 'derived' }, { handle: 'derived' }] }, splits: true },
      pipeTo: { effect: 'consume' },
      pipeThrough: { effect: 'borrow', returns: { handle: 'derived' }, feeds: true },
      values: { effect: 'borrow', returns: { handle: 'iterator' }, exceptWithOption: 'preventCancel' },
      '@@asyncIterator': { effect: 'borrow', returns: { handle: 'iterator' } },
    },
    iterate: 'consume',
  },
  reader: {
    holdsLock: true,
    release: releaseReader,
    properties: { closed: 'borrow' },
    methods: {
      read: { effect: 'borrow', returns: { promise: 'read-result' } },
      cancel: { effect: 'cancel' },
      // Giving the lock back releases nothing.
      releaseLock: { effect: 'borrow', unlocks: true },
    },
  },
  iterator: {
    holdsLock: true,
    release: releaseIterator,
    methods: {
      next: { effect: 'borrow', returns: { promise: 'read-result' } },
      return: { effect: 'cancel' },
    },
    iterate: 'consume',
  },
};

const fetchCalls: readonly Acquire[] = [
  { call: 'global:fetch', gives: 'promise', client: 'fetch' },
  { call: 'undici:fetch', gives: 'promise', client: 'undici.fetch' },
  { call: 'zx:fetch', gives: 'promise', client: 'zx.fetch' },
  // A global `Response` over the stream of Chromium's network.
  ...['net.fetch', 'session.defaultSession.fetch'].map((path) => ({
    call: `electron:${path}`,
    gives: 'promise' as const,
    client: path,
  })),
  { call: 'electron#Session.fetch', gives: 'promise', client: 'session.fetch' },
];

export const fetchProtocol: Protocol = {
  id: 'fetch',
  resource: 'body',
  remedy: 'Read the body (`await res.text()`), or cancel it (`await res.body?.cancel()`), on every path.',
  root: 'response',
  // `Readable.fromWeb(res.body)` makes a Node stream of it.
  handles: {
    response: responseHandle('body'),
    rewrapped: { ...responseHandle('body'), orphan: true },
    ...webStreamHandles,
    stream: { ...readable, holdsLock: true, release: releaseConverted },
    lazy: readableHandles.lazy,
  },
  acquire: fetchCalls,
  emptyStatuses: [101, 204, 205, 304],
  headIsEmpty: true,
  endsUpload: true,
  types: ['global#Response', 'undici#Response'],
  measured: 'Node 20, 22, 24, 26; undici 6, 7, 8',
  notes: [
    'A parse that fails (`json`, `formData`) has read the body all the same.',
    'After `clone()` or `tee()` one branch read to its end is enough; cancelling needs all of them.',
    'A cancel while a reader holds the lock rejects and releases nothing.',
    'A function that is injected counts if it has the signature of `fetch`.',
    'That of zx is the global one; that of Electron gives the same `Response`, over the stream of its own network stack.',
  ],
};

/** ofetch reads what it gives, unless it is told to give the stream. */
export const ofetchProtocol: Protocol = {
  ...fetchProtocol,
  id: 'ofetch',
  remedy:
    'Read the stream or cancel it (`await stream.cancel()`) on every path, also that of a rejected status (`error.data`).',
  root: 'derived',
  handles: {
    ...fetchProtocol.handles,
    error: {
      properties: {
        response: { handle: 'response' },
        data: { handle: 'derived' },
        status: 'status',
        statusCode: 'status',
        name: { values: ['FetchError'] },
      },
      unknownProperties: 'borrow',
    },
  },
  acquire: ['ofetch', '$fetch'].map((name) => ({
    call: `ofetch:${name}`,
    gives: 'promise',
    client: name,
    when: { option: 'responseType', equals: 'stream' },
  })),
  rejection: {
    handle: 'error',
    exceptWithOption: ['ignoreResponseError', 'onResponse', 'onResponseError'],
    is: { Error: true, FetchError: true },
  },
  types: [],
  measured: 'ofetch 1',
  notes: [
    "Without `responseType: 'stream'` the body is read before the promise settles, also that of a rejected status.",
    'A status that it rejects leaves the stream in `error.data`; a retry leaves another one, which nobody can reach.',
  ],
};

const KY_CALLS = ['', 'get', 'post', 'put', 'patch', 'delete'];

export const kyProtocol: Protocol = {
  ...fetchProtocol,
  id: 'ky',
  acquire: KY_CALLS.map((name) => ({ call: `ky:${name}`, gives: 'promise', client: name ? `ky.${name}` : 'ky' })),
  handles: {
    ...fetchProtocol.handles,
    error: {
      properties: { response: { handle: 'response' }, name: { values: ['HTTPError'] } },
      unknownProperties: 'borrow',
    },
  },
  promiseMethods: readers(READS),
  rejection: {
    handle: 'error',
    exceptWithOption: ['throwHttpErrors', 'hooks'],
    is: {
      Error: true,
      HTTPError: true,
      isHTTPError: true,
      isKyError: true,
      isTimeoutError: false,
      isForceRetryError: false,
    },
    fixedWhenExports: 'NetworkError',
  },
  types: ['ky#KyResponse'],
  measured: 'ky 1, 2',
  notes: [
    'An `HTTPError` of version 1 carries an unread response in `error.response`; version 2 has read it. Which one is installed takes type information.',
  ],
};
