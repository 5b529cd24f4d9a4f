/** `node:http2`. */
import { END } from '../acquires.js';
import { AGENT_NAMES, RESPONSE_NAMES } from '../names.js';
import { duplex, endings, methods, properties, readableHandles } from '../node-streams.js';
import type { ClientTable, Protocol } from '../protocol.js';
import { releaseMessage, releaseSession } from '../releases.js';

/** Measured: a stream that is merely closed keeps its session from closing on Node 24; an answer without a body holds nothing. */
export const http2Protocol: Protocol = {
  id: 'http2',
  resource: 'body',
  remedy:
    'Read the stream, discard it (`{stream:stream}.resume()`) or destroy it (`{stream:stream}.destroy()`), on every path. `session.close()` waits for it.',
  names: RESPONSE_NAMES,
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
  agents: 'http2-session',
  methodOption: ':method',
  headEvent: 'response',
  types: [],
  measured: 'Node 20, 22, 24, 26',
  notes: ['`stream.close()` is not enough on Node 24.'],
};

/** Measured: an open session keeps the process alive forever, on every version. */
const http2SessionProtocol: Protocol = {
  id: 'http2-session',
  resource: 'agent',
  remedy:
    'Close the session (`{dispatcher:session}.close()`) or destroy it on every path. An open session keeps the process alive.',
  names: AGENT_NAMES,
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
    'A listener that is passed to `connect` gets the session too.',
    'After `unref()` the process can exit. The socket stays open until then.',
  ],
  types: ['node:http2#ClientHttp2Session'],
};

export const http2: ClientTable = {
  protocols: [http2Protocol, http2SessionProtocol],
  gives: { 'node:http2:connect': 'node:http2#ClientHttp2Session' },
};
