/** axios, where it is asked for a stream. */
import { responseTypeStream } from '../acquires.js';
import { RESPONSE_NAMES } from '../names.js';
import { properties, readable, readableHandles } from '../node-streams.js';
import type { ClientTable, Protocol } from '../protocol.js';
import { releaseAxios, releaseAxiosRejection, releaseMessage } from '../releases.js';

const METHODS = ['', 'get', 'post', 'put', 'patch', 'delete', 'request', 'options', 'postForm', 'putForm', 'patchForm'];

const axiosProtocol: Protocol = {
  id: 'axios',
  resource: 'body',
  remedy:
    'Read or destroy the stream (`res.data.resume()`, `res.data.destroy()`) on every path, also that of a rejected status (`err.response.data`).',
  names: RESPONSE_NAMES,
  root: 'response',
  handles: {
    response: {
      release: releaseAxios,
      properties: {
        data: { handle: 'stream' },
        status: 'status',
        headers: 'headers',
        ...properties(['statusText', 'config', 'request']),
      },
    },
    stream: { ...readable, release: releaseMessage },
    rejection: {
      release: releaseAxiosRejection,
      properties: {
        response: { handle: 'response' },
        status: 'status',
        name: { values: ['AxiosError'] },
        isAxiosError: { values: [true] },
        code: { values: ['ERR_BAD_REQUEST', 'ERR_BAD_RESPONSE'] },
      },
      unknownProperties: 'borrow',
    },
    ...readableHandles,
  },
  acquire: ['axios:', 'axios#AxiosInstance.'].flatMap((owner) =>
    METHODS.map((name) => ({
      call: `${owner}${name}`,
      gives: 'promise' as const,
      client: name ? `axios.${name}` : 'axios',
      when: responseTypeStream,
    })),
  ),
  emptyStatuses: [],
  headIsEmpty: false,
  bodyOptions: ['data'],
  agents: 'http-agent',
  rejection: {
    handle: 'rejection',
    exceptWithOption: ['validateStatus'],
    interceptedBy: 'interceptors',
    is: { Error: true, AxiosError: true, isAxiosError: true, isCancel: false },
  },
  types: [],
  measured: 'axios 1',
  notes: [
    'A status that axios rejects leaves the stream in `error.response.data`, and it has to be ended there. An instance with interceptors may have done so.',
  ],
};

export const axios: ClientTable = {
  protocols: [axiosProtocol],
  gives: { 'axios:create': 'axios#AxiosInstance' },
  agentGoesTo: { 'axios:create': 'result' },
};
