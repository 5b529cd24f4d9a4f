/** wretch: a builder over fetch. Only `res()` without a callback hands out the response; the other ends of the chain read it. */
import type { ClientTable, Protocol } from '../protocol.js';
import { fetchProtocol } from './fetch.js';

const WRETCH = 'wretch#Wretch';
const CHAIN = 'wretch#WretchResponseChain';
/** What `head()` gives: an answer without a body. */
const HEAD = 'wretch#WretchHeadChain';

const BUILDING = [
  'accept',
  'addon',
  'auth',
  'body',
  'catcher',
  'catcherFallback',
  'content',
  'customError',
  'defer',
  'errorType',
  'headers',
  'json',
  'middlewares',
  'options',
  'polyfills',
  'resolve',
  'url',
];
const REQUESTING = ['fetch', 'get', 'delete', 'put', 'post', 'patch', 'opts'];
const CATCHING = [
  'error',
  'badRequest',
  'unauthorized',
  'forbidden',
  'notFound',
  'timeout',
  'internalError',
  'fetchError',
];

const calls = (owner: string, names: readonly string[], given: string): Record<string, string> =>
  Object.fromEntries(names.map((name) => [`${owner}.${name}`, given]));

const wretchProtocol: Protocol = {
  ...fetchProtocol,
  id: 'wretch',
  acquire: [{ call: `${CHAIN}.res`, gives: 'promise', client: 'wretch.res', when: { bare: true } }],
  types: [],
  measured: 'wretch 2',
  notes: [
    'The other methods at the end of the chain (`json()`, `text()` …) read the body. If wretch rejects a status, the body has been read too.',
    '`res(callback)` returns the result of the callback.',
  ],
};

export const wretch: ClientTable = {
  protocols: [wretchProtocol],
  gives: {
    'wretch:': WRETCH,
    ...calls(WRETCH, BUILDING, WRETCH),
    ...calls(WRETCH, REQUESTING, CHAIN),
    [`${WRETCH}.head`]: HEAD,
    ...calls(CHAIN, CATCHING, CHAIN),
  },
};
