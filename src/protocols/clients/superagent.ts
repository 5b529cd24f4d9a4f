/** superagent reads every body before its promise settles: it hands out nothing, and uses the agent it is given. */
import type { ClientTable } from '../protocol.js';

const REQUEST = 'superagent#Request';

const METHODS = ['', 'get', 'head', 'options', 'post', 'put', 'patch', 'delete', 'del'];
const BUILDING = [
  'accept',
  'agent',
  'attach',
  'auth',
  'buffer',
  'field',
  'ok',
  'query',
  'redirects',
  'responseType',
  'retry',
  'send',
  'set',
  'sortQuery',
  'timeout',
  'type',
  'unset',
  'use',
  'withCredentials',
];

export const superagent: ClientTable = {
  protocols: [],
  modules: ['superagent'],
  gives: {
    ...Object.fromEntries(METHODS.map((name) => [`superagent:${name}`, REQUEST])),
    ...Object.fromEntries(BUILDING.map((name) => [`${REQUEST}.${name}`, REQUEST])),
  },
};
