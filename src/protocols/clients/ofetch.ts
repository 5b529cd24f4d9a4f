/** ofetch. */
import { responseTypeStream } from '../acquires.js';
import type { ClientTable, Protocol } from '../protocol.js';
import { fetchProtocol } from './fetch.js';

/** ofetch reads what it gives, unless it is told to give the stream. */
const ofetchProtocol: Protocol = {
  ...fetchProtocol,
  id: 'ofetch',
  remedy:
    'Read the stream or cancel it (`await {derived:stream}.cancel()`) on every path, also that of a rejected status (`error.data`).',
  root: 'derived',
  handles: {
    ...fetchProtocol.handles,
    rejection: {
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
    when: responseTypeStream,
  })),
  rejection: {
    handle: 'rejection',
    exceptWithOption: ['ignoreResponseError', 'onResponse', 'onResponseError'],
    is: { Error: true, FetchError: true },
  },
  types: [],
  measured: 'ofetch 1',
  notes: [
    "Without `responseType: 'stream'` the body is read before the promise settles, also that of a rejected status.",
    'If ofetch rejects a status, the open stream is in `error.data`. A retry leaves another one open, which code cannot access.',
  ],
};

export const ofetch: ClientTable = { protocols: [ofetchProtocol] };
