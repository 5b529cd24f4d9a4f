/** WHATWG fetch: the built-in one, undici's, and packages that hand out the very same `Response`. */
import { RESPONSE_NAMES } from '../names.js';
import { converted, readableHandles } from '../node-streams.js';
import type { Acquire, ClientTable, Handle, Injectable, Protocol } from '../protocol.js';
import { releaseConverted } from '../releases.js';
import { responseHandle, webStreamHandles } from '../web-streams.js';

const fetchCalls: readonly Acquire[] = [
  { call: 'global:fetch', gives: 'promise', client: 'fetch', streamsWith: 'duplex' },
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
  remedy:
    'Read the body (`await {response:res}.text()`), or cancel it (`await {response:res}.body?.cancel()`), on every path.',
  names: RESPONSE_NAMES,
  root: 'response',
  // `Readable.fromWeb(res.body)` makes a Node stream of it.
  handles: {
    response: responseHandle('body'),
    rewrapped: { ...responseHandle('body'), orphan: true, mayBeBranch: true },
    ...webStreamHandles,
    stream: { ...converted, holdsLock: true, release: releaseConverted },
    lazy: readableHandles.lazy,
  },
  acquire: fetchCalls,
  emptyStatuses: [101, 204, 205, 304],
  headIsEmpty: true,
  bodyOptions: ['body'],
  followsRedirects: true,
  agents: 'undici-agent',
  endsUpload: true,
  types: ['global#Response', 'undici#Response'],
  measured: 'Node 20, 22, 24, 26; undici 6, 7, 8',
  notes: [
    'A parse that fails (`json`, `formData`) has read the body too.',
    'After `clone()` or `tee()` it is enough to read one branch to its end. To cancel, cancel all of them.',
    'While a reader has the lock, a cancel rejects and releases nothing.',
    'A function that is passed in counts as `fetch` if it has the signature of `fetch`.',
    'The `fetch` of zx is the global one. The `fetch` of Electron returns the same `Response`, with a stream of the network stack of Electron.',
  ],
};

/** A body that has been sent can be sent no more (measured: the second `fetch(request)` throws, and `new Request(request)` as well). */
function requestHandle(name: string, sent: NonNullable<Handle['sent']>): Handle {
  const { release: _, properties, methods = {}, ...handle } = responseHandle('body');
  const { ok: _ok, status: _status, ...own } = properties!;
  return {
    ...handle,
    classes: ['Request'],
    properties: own,
    unknownProperties: 'borrow',
    methods: { ...methods, clone: { ...methods['clone']!, returns: { handle: name } } },
    sent,
  };
}

/** A `Request`, of a server or of the program: it may have no body, unless it is `filled`. */
const requestProtocol: Protocol = {
  id: 'request',
  resource: 'body',
  remedy: '',
  names: ['request'],
  root: 'incoming',
  handles: {
    incoming: requestHandle('incoming', 'borrow'),
    filled: requestHandle('filled', 'consume'),
    ...webStreamHandles,
    stream: { ...converted, holdsLock: true },
    lazy: readableHandles.lazy,
  },
  acquire: [],
  emptyStatuses: [],
  headIsEmpty: false,
  bodyOptions: ['body'],
  types: ['global#Request', 'undici#Request', 'next/server#NextRequest', 'next#NextRequest'],
  measured: 'Node 20, 22, 24, 26; undici 6, 7, 8',
};

/** What is taken for a client like `fetch`, since programs inject it: the `Response` that it gives is the global one. */
export const injectableFetch: Injectable = {
  protocol: fetchProtocol,
  call: 'global:fetch',
  name: 'fetch',
  requestClass: 'Request',
  target: { class: 'URL', alias: 'RequestInfo' },
  options: { suffix: 'RequestInit', names: ['method', 'headers', 'body', 'signal', 'redirect'] },
};

export const fetch: ClientTable = {
  protocols: [fetchProtocol],
  sources: [
    {
      protocol: requestProtocol,
      made: ['global:Request', 'undici:Request'],
      filled: 'filled',
      filledBy: ['POST', 'PUT', 'PATCH'],
      // A GET has no body. Route handlers of Next.js, SvelteKit and others; workers; Deno and Bun.
      handlers: {
        exports: ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
        method: 'fetch',
        calls: ['global:Deno.serve', 'global:Bun.serve'],
        property: 'request',
      },
    },
  ],
  sends: ['global:fetch', 'global:Request', 'undici:fetch', 'undici:Request'],
  wraps: { 'global:Response': 'rewrapped', 'undici:Response': 'rewrapped' },
  typePackages: { 'bun-types': 'global', '@cloudflare/workers-types': 'global' },
};
