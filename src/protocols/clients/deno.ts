/** The HTTP client of Deno: the option `client` of its `fetch`. */
import { END } from '../acquires.js';
import type { ClientTable, Protocol } from '../protocol.js';
import { releaseDenoClient } from '../releases.js';

const denoClientProtocol: Protocol = {
  id: 'deno-http-client',
  resource: 'agent',
  isIdleAtFirst: true,
  remedy:
    'Create one client and share it, declare it with `using`, or close it (`{dispatcher:client}.close()`). Each client keeps its idle connections.',
  names: ['client'],
  root: 'dispatcher',
  handles: { dispatcher: { release: releaseDenoClient, methods: { close: END }, disposable: true } },
  acquire: [{ call: 'global:Deno.createHttpClient', gives: 'value', client: 'Deno.createHttpClient' }],
  emptyStatuses: [],
  headIsEmpty: false,
  types: [],
  measured: 'Deno 2.9',
  notes: ['`close()` leaves an unread response open, and it can still be read.'],
};

export const deno: ClientTable = { protocols: [denoClientProtocol] };
