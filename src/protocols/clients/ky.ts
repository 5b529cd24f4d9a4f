/** ky. */
import type { ClientTable, Protocol } from '../protocol.js';
import { READS, readers } from '../web-streams.js';
import { fetchProtocol } from './fetch.js';

const KY_CALLS = ['', 'get', 'post', 'put', 'patch', 'delete'];

const kyProtocol: Protocol = {
  ...fetchProtocol,
  id: 'ky',
  acquire: KY_CALLS.map((name) => ({ call: `ky:${name}`, gives: 'promise', client: name ? `ky.${name}` : 'ky' })),
  handles: {
    ...fetchProtocol.handles,
    rejection: {
      properties: { response: { handle: 'response' }, name: { values: ['HTTPError'] } },
      unknownProperties: 'borrow',
    },
  },
  bodyOptions: ['body', 'json'],
  parsing: { option: 'parseJson' },
  promiseMethods: readers(READS, 'untouched'),
  rejection: {
    handle: 'rejection',
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
    'An `HTTPError` of version 1 has an unread response in `error.response`; version 2 has read it. The rules need type information to know the version.',
  ],
};

export const ky: ClientTable = {
  protocols: [kyProtocol],
  gives: { 'ky:create': 'ky:', 'ky:extend': 'ky:' },
  moduleTypes: { 'ky#KyInstance': 'ky:' },
  agentGoesTo: { 'ky:create': 'result', 'ky:extend': 'result' },
};
