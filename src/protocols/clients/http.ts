/** `node:http` and `node:https`, and their agents. */
import { constructed, END, keepAlive } from '../acquires.js';
import { AGENT_NAMES, MESSAGE_NAMES } from '../names.js';
import { PLAIN, properties, readable, readableHandles } from '../node-streams.js';
import type { ClientTable, Protocol } from '../protocol.js';
import { releaseHttpAgent, releaseMessage } from '../releases.js';

export const httpProtocol: Protocol = {
  id: 'http',
  resource: 'body',
  remedy:
    'Discard the body (`{message:res}.resume()`), read it, or destroy the response (`{message:res}.destroy()`), on every path, for every status and method.',
  names: MESSAGE_NAMES,
  root: 'message',
  handles: {
    message: {
      ...readable,
      release: releaseMessage,
      classes: [...readable.classes!, 'IncomingMessage'],
      properties: {
        ...readable.properties,
        headers: 'headers',
        ...properties([
          'rawHeaders',
          'headersDistinct',
          'trailers',
          'rawTrailers',
          'httpVersion',
          'httpVersionMajor',
          'httpVersionMinor',
          'statusMessage',
          'url',
          'method',
        ]),
        statusCode: 'status',
        socket: { handle: 'socket' },
        connection: { handle: 'socket' },
        client: { handle: 'socket' },
        req: { handle: 'request' },
      },
      methods: { ...readable.methods, setTimeout: PLAIN },
    },
    ...readableHandles,
  },
  acquire: ['http', 'https'].flatMap((module) =>
    ['get', 'request'].map((name) => ({
      call: `node:${module}:${name}`,
      gives: 'request' as const,
      client: `${module}.${name}`,
    })),
  ),
  // Measured: an ignored IncomingMessage holds its socket for 204 and HEAD as well.
  emptyStatuses: [],
  headIsEmpty: false,
  agents: 'http-agent',
  types: ['node:http#IncomingMessage'],
  headEvent: 'response',
  announcedBy: { emitter: 'node:http#ClientRequest', source: 'request', client: 'http.request' },
  measured: 'Node 20, 24, 26',
  notes: [
    'An `end`, `close`, `error` or `readable` listener, an encoding or a timeout reads nothing.',
    'A request without a `response` listener holds no connection: Node reads and discards the body.',
  ],
};

/** Measured: the sockets of a keep-alive agent stay open until the server closes them; without keep-alive it holds nothing. */
const httpAgentProtocol: Protocol = {
  id: 'http-agent',
  resource: 'agent',
  isIdleAtFirst: true,
  remedy:
    'Create one agent and share it, or destroy it (`{dispatcher:agent}.destroy()`). A keep-alive agent never closes its sockets.',
  names: AGENT_NAMES,
  root: 'dispatcher',
  handles: { dispatcher: { release: releaseHttpAgent, methods: { destroy: END } } },
  acquire: [
    ...constructed('node:http', ['Agent'], keepAlive),
    ...constructed('node:https', ['Agent'], keepAlive),
    ...constructed('agentkeepalive', ['', 'HttpAgent', 'HttpsAgent']),
    ...constructed('https-proxy-agent', ['', 'HttpsProxyAgent'], keepAlive),
    ...constructed('http-proxy-agent', ['', 'HttpProxyAgent'], keepAlive),
    ...constructed('proxy-agent', ['', 'ProxyAgent'], keepAlive),
    ...constructed('hpagent', ['HttpProxyAgent', 'HttpsProxyAgent'], keepAlive),
  ],
  emptyStatuses: [],
  headIsEmpty: false,
  measured: 'Node 20, 24, 26',
  types: ['node:http#Agent', 'node:https#Agent'],
};

/** Methods of a request that give the request. */
const CHAINED = ['setTimeout', 'setNoDelay', 'end'];

export const http: ClientTable = {
  protocols: [httpProtocol, httpAgentProtocol],
  gives: {
    ...Object.fromEntries(
      ['http', 'https'].flatMap((module) =>
        ['get', 'request'].map((name) => [`node:${module}:${name}`, 'node:http#ClientRequest']),
      ),
    ),
    ...Object.fromEntries(CHAINED.map((name) => [`node:http#ClientRequest.${name}`, 'node:http#ClientRequest'])),
  },
};
