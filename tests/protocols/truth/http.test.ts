import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import { httpProtocol } from '../../../src/protocols/index.js';
import { proveClient } from './claims.js';
import { readableUses, startedReturn } from './uses.js';

const answered = (make: (callback: (message: IncomingMessage) => void) => http.ClientRequest): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => make(resolve).on('error', reject).end());

proveClient({
  name: 'node:http',
  protocol: httpProtocol,
  acquire: {
    'node:http:get': (url) => answered((callback) => http.get(url, callback)),
    'node:http:request': async (url) => (await once(http.request(url).end(), 'response'))[0] as IncomingMessage,
  },
  // The same functions over TLS.
  unproven: ['node:https:get', 'node:https:request'],
  reach: {
    lazy: (message) => (message as IncomingMessage).map((chunk: unknown) => chunk),
    iterator: (message) => (message as IncomingMessage)[Symbol.asyncIterator](),
  },
  use: { ...readableUses('message'), ...readableUses('lazy'), 'iterator.return': startedReturn },
});
