/** phin, where it is asked for a stream: the message of `node:http`, which is its own `stream`. */
import { RESPONSE_NAMES } from '../names.js';
import type { ClientTable, Handle, Protocol } from '../protocol.js';
import { httpProtocol } from './http.js';

const streamWhen = { option: 'stream', equals: true } as const;

const message: Handle = httpProtocol.handles['message']!;

const phinProtocol: Protocol = {
  id: 'phin',
  resource: 'body',
  remedy:
    'Discard the body (`{message:res}.resume()`), read it, or destroy the response (`{message:res}.destroy()`), on every path, for every status.',
  names: RESPONSE_NAMES,
  root: 'message',
  handles: {
    ...httpProtocol.handles,
    message: { ...message, properties: { ...message.properties, stream: { handle: 'message' } } },
  },
  acquire: [
    { call: 'phin:', gives: 'promise', client: 'phin', when: streamWhen },
    { call: 'phin:promisified', gives: 'promise', client: 'phin.promisified', when: streamWhen },
    {
      call: 'phin:unpromisified',
      gives: 'value',
      client: 'phin.unpromisified',
      when: streamWhen,
      callback: { argument: 1, parameter: 1 },
    },
  ],
  // Measured: it is the message of `node:http`, which holds its socket for every status and method.
  emptyStatuses: [],
  headIsEmpty: false,
  bodyOptions: ['data', 'form'],
  agents: 'http-agent',
  types: [],
  measured: 'phin 3',
  notes: [
    'No status is rejected.',
    'With `compression: true` a compressed response is the stream that decompresses it. `destroy()` of that stream leaves the socket open, `resume()` does not.',
  ],
};

export const phin: ClientTable = {
  protocols: [phinProtocol],
  gives: { 'phin:defaults': 'phin:' },
};
