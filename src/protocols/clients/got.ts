/** got, where it is asked for a stream. */
import { RESPONSE_NAMES } from '../names.js';
import { duplex, readableHandles } from '../node-streams.js';
import type { ClientTable, Protocol } from '../protocol.js';
import { releaseMessage } from '../releases.js';

const METHODS = ['', 'get', 'post', 'put', 'patch', 'delete'];

const gotProtocol: Protocol = {
  id: 'got',
  resource: 'body',
  remedy: 'Read the stream, discard it (`{stream:stream}.resume()`) or destroy it, on every path.',
  names: RESPONSE_NAMES,
  root: 'stream',
  handles: {
    stream: { ...duplex, release: releaseMessage },
    ...readableHandles,
  },
  acquire: [
    ...METHODS.map((name) => ({
      call: `got:stream${name ? `.${name}` : ''}`,
      gives: 'value' as const,
      client: 'got.stream',
    })),
    ...METHODS.map((name) => ({
      call: `got:${name}`,
      gives: 'value' as const,
      client: name ? `got.${name}` : 'got',
      when: { option: 'isStream', equals: true },
    })),
  ],
  emptyStatuses: [204, 205, 304],
  headIsEmpty: true,
  bodyOptions: ['body', 'json', 'form'],
  agents: 'http-agent',
  types: [],
  measured: 'got 14, 16',
  notes: ['If got rejects a status, it reads the body before the `error` event. A `response` listener reads nothing.'],
};

export const got: ClientTable = {
  protocols: [gotProtocol],
  gives: { 'got:extend': 'got:' },
  moduleTypes: { 'got#Got': 'got:' },
  agentGoesTo: { 'got:extend': 'result' },
};
