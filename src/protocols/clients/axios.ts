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
    'Read or destroy the stream (`{response:res}.data.resume()`, `{response:res}.data.destroy()`) on every path, also that of a rejected status (`err.response.data`).',
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
    'If axios rejects a status, the open stream is in `error.response.data`, and the `catch` has to end it. If the instance has interceptors, they may already have done so.',
  ],
};

export const axios: ClientTable = {
  protocols: [axiosProtocol],
  gives: { 'axios:create': 'axios#AxiosInstance' },
  agentGoesTo: { 'axios:create': 'result' },
};
