/** The HTTP clients of GitHub Actions and of Azure Pipelines, which have the same interface: a response has the message of `node:http`. */
import { constructed, END, keepAlive } from '../acquires.js';
import { AGENT_NAMES, RESPONSE_NAMES } from '../names.js';
import { CONSUME, methods } from '../node-streams.js';
import type { ClientTable, Protocol } from '../protocol.js';
import { releaseHttpClient, releaseHttpClientResponse } from '../releases.js';
import { httpProtocol } from './http.js';

/** The second package is imported by that path; types name it without. */
const MODULES = ['@actions/http-client', 'typed-rest-client/HttpClient', 'typed-rest-client'];
const METHODS = ['get', 'post', 'put', 'patch', 'del', 'options', 'head', 'request', 'requestRaw', 'sendStream'];

const actionsProtocol: Protocol = {
  id: 'actions-http-client',
  resource: 'body',
  remedy:
    'Read the body (`await {response:res}.readBody()`) or discard it (`{response:res}.message.resume()`) on every path, for every status.',
  names: RESPONSE_NAMES,
  root: 'response',
  handles: {
    response: {
      release: releaseHttpClientResponse,
      properties: { message: { handle: 'message' } },
      methods: methods(['readBody', 'readBodyBuffer'], CONSUME),
    },
    ...httpProtocol.handles,
  },
  acquire: MODULES.flatMap((module) =>
    METHODS.map((name) => ({
      call: `${module}#HttpClient.${name}`,
      gives: 'promise' as const,
      client: `HttpClient.${name}`,
    })),
  ),
  // Measured: it is the message of `node:http`, which holds its socket for every status and method.
  emptyStatuses: [],
  headIsEmpty: false,
  agents: 'http-client-agent',
  types: [],
  measured: '@actions/http-client 1, 2, 3, 4; typed-rest-client 1, 2, 3',
  notes: [
    'Redirects and retries read the responses that they do not return. `getJson`, similar methods and `RestClient` read every body.',
    '`readBodyBuffer()` does not exist in typed-rest-client.',
  ],
};

/** Measured: with `keepAlive` each client has its own agent, whose sockets stay open until the server closes them. */
const clientProtocol: Protocol = {
  id: 'http-client-agent',
  resource: 'agent',
  isIdleAtFirst: true,
  remedy:
    'Create one client and share it, or dispose of it (`{dispatcher:client}.dispose()`) after every body has been read. With `keepAlive` each client keeps its sockets until the server closes them.',
  names: AGENT_NAMES,
  root: 'dispatcher',
  handles: {
    dispatcher: {
      release: releaseHttpClient,
      methods: { dispose: END },
    },
  },
  acquire: MODULES.flatMap((module) => constructed(module, ['HttpClient'], keepAlive)),
  emptyStatuses: [],
  headIsEmpty: false,
  types: [],
  measured: '@actions/http-client 1, 2, 3, 4; typed-rest-client 1, 2, 3',
  notes: ['Without `keepAlive` a client keeps no connection.'],
};

export const actionsHttpClient: ClientTable = { protocols: [actionsProtocol, clientProtocol] };
