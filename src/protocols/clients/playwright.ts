/** Playwright: contexts for requests without a browser. They receive every response completely. */
import { END } from '../acquires.js';
import type { ClientTable, Protocol } from '../protocol.js';
import { releaseRequestContext } from '../releases.js';

/** Not @playwright/test: its workers end with their tests, and most tests do not dispose of a context. */
const PACKAGES = ['playwright', 'playwright-core'];

/** Measured: each context keeps its connection until the server closes it. */
const requestContextProtocol: Protocol = {
  id: 'playwright-request',
  resource: 'agent',
  isIdleAtFirst: true,
  remedy:
    'Dispose of the context (`await {dispatcher:context}.dispose()`) on every path. It keeps its connections, and every response in memory.',
  names: ['context', 'api'],
  root: 'dispatcher',
  handles: { dispatcher: { release: releaseRequestContext, methods: { dispose: END }, disposable: true } },
  acquire: PACKAGES.map((name) => ({
    call: `${name}:request.newContext`,
    gives: 'promise',
    client: 'request.newContext',
  })),
  emptyStatuses: [],
  headIsEmpty: false,
  types: [],
  measured: 'playwright-core 1, on which playwright is based',
  notes: [
    'A context of @playwright/test is not reported: the worker ends with its tests.',
    'A context of a browser is not reported: it ends with the browser.',
  ],
};

export const playwright: ClientTable = { protocols: [requestContextProtocol] };
