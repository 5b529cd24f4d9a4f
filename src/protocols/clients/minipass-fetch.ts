/** The fetch of npm: minipass-fetch, make-fetch-happen, npm-registry-fetch. */
import { exported } from '../acquires.js';
import { CONSUME, endings, ITERATING, methods, PLAIN, properties, readableHandles } from '../node-streams.js';
import type { ClientTable, Protocol } from '../protocol.js';
import { releaseNodeFetch, releaseNodeFetchBody } from '../releases.js';
import { nodeResponseHandle } from '../web-streams.js';
import { nodeFetchProtocol } from './node-fetch.js';

/** npm's client: the body is a Minipass, which needs no `destroy` and has its own reading methods. */
const minipassFetchProtocol: Protocol = {
  ...nodeFetchProtocol,
  id: 'minipass-fetch',
  remedy:
    'Read the body (`await {response:res}.text()`), discard it (`{response:res}.body.resume()`) or destroy it on every path. An unread body is still received completely, into memory.',
  handles: {
    response: {
      ...nodeResponseHandle(['buffer'], 'unlocked'),
      release: releaseNodeFetch,
    },
    body: {
      release: releaseNodeFetchBody,
      properties: {
        ...properties(['readable', 'writable', 'flowing', 'bufferLength', 'objectMode', 'encoding']),
        ...endings(['destroyed', 'emittedEnd']),
      },
      methods: {
        ...methods(['resume', 'pipe', 'collect', 'concat', 'promise'], CONSUME),
        ...methods(['pause', 'off', 'removeListener', 'removeAllListeners', 'unpipe'], PLAIN),
        ...methods(['listenerCount', 'emit'], { effect: 'borrow' }),
        read: { effect: 'transfer' },
        destroy: { effect: 'cancel' },
        '@@asyncIterator': ITERATING,
      },
      iterate: 'consume',
      events: { data: 'consume' },
    },
    iterator: readableHandles.iterator,
  },
  acquire: [
    ...exported('', ['minipass-fetch', 'make-fetch-happen']),
    // With this option the library itself lets the body flow away.
    ...exported('', ['npm-registry-fetch'], { option: 'ignoreBody', differs: true }),
  ],
  types: [],
  measured: 'minipass-fetch 5; the other packages return its response',
  notes: [
    'The client receives the body even if it is not read, and then releases the connection. An unread body costs the transfer, and memory for all of it until the response is garbage-collected. Four bodies of 64 MiB took 64 MiB each. An endless body costs the connection too.',
  ],
};

export const minipassFetch: ClientTable = {
  protocols: [minipassFetchProtocol],
  gives: {
    'make-fetch-happen:defaults': 'make-fetch-happen:',
    'npm-registry-fetch:defaults': 'npm-registry-fetch:',
  },
  agentGoesTo: { 'make-fetch-happen:defaults': 'result', 'npm-registry-fetch:defaults': 'result' },
};
