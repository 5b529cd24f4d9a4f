/** node-fetch, and the packages that hand out its response or that of the platform. */
import { exported } from '../acquires.js';
import { RESPONSE_NAMES } from '../names.js';
import { methods, readable, readableHandles } from '../node-streams.js';
import type { ClientTable, Method, Protocol } from '../protocol.js';
import { releaseNodeFetch, releaseNodeFetchBody } from '../releases.js';
import { nodeResponseHandle } from '../web-streams.js';

const PACKAGES = [
  'node-fetch',
  'cross-fetch',
  'isomorphic-fetch',
  'isomorphic-unfetch',
  'node-fetch-native',
  '@vercel/fetch',
  'electron-fetch',
];

/** The methods of a web stream, for packages that give one where the platform has it. */
const webMethods: Readonly<Record<string, Method>> = methods(['cancel', 'getReader', 'tee', 'pipeTo', 'pipeThrough'], {
  effect: 'transfer',
});

export const nodeFetchProtocol: Protocol = {
  id: 'node-fetch',
  resource: 'body',
  remedy: 'Read the body (`await {response:res}.text()`) or discard it (`{response:res}.body.resume()`) on every path.',
  names: RESPONSE_NAMES,
  root: 'response',
  handles: {
    response: {
      ...nodeResponseHandle(['buffer', 'textConverted'], 'unread'),
      release: releaseNodeFetch,
    },
    // A Node stream or a web stream, as the platform has it. Code that asks for the class of one of them asks for the one it is.
    body: {
      ...readable,
      otherClasses: ['ReadableStream'],
      release: releaseNodeFetchBody,
      methods: { ...readable.methods, ...webMethods },
    },
    ...readableHandles,
  },
  acquire: [...exported('', PACKAGES), ...exported('fetch', PACKAGES)],
  emptyStatuses: [204, 205, 304],
  headIsEmpty: true,
  bodyOptions: ['body'],
  parsing: { throwsOwn: true },
  agents: 'http-agent',
  types: ['node-fetch#Response', 'cross-fetch#Response'],
  measured: 'node-fetch 2, 3; the other packages return its response, or that of the platform',
  notes: [
    '`body.resume()` releases the socket in both versions. In version 2, `body.destroy()` does not, and neither does leaving `for await` early.',
    '`body.cancel()` does not exist: `body.cancel?.()` releases nothing.',
    '`formData()` throws before it reads if the body is not a form.',
    'After `clone()` both branches have to be read. If the body is long and only one is read, that read waits forever.',
  ],
};

export const nodeFetch: ClientTable = { protocols: [nodeFetchProtocol] };
