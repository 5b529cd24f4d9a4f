/** needle, without a callback. */
import { RESPONSE_NAMES } from '../names.js';
import { duplex, readableHandles } from '../node-streams.js';
import type { ClientTable, Protocol } from '../protocol.js';
import { releaseMessage } from '../releases.js';

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'request'];

const needleProtocol: Protocol = {
  id: 'needle',
  resource: 'body',
  remedy: 'Read the stream, discard it (`{stream:stream}.resume()`) or destroy it, on every path.',
  names: RESPONSE_NAMES,
  root: 'stream',
  handles: { stream: { ...duplex, release: releaseMessage }, ...readableHandles },
  acquire: METHODS.map((name) => ({
    call: `needle:${name}`,
    gives: 'value',
    client: `needle.${name}`,
    when: { callback: false },
  })),
  emptyStatuses: [204, 205, 304],
  headIsEmpty: true,
  agents: 'http-agent',
  types: [],
  measured: 'needle 3',
};

export const needle: ClientTable = { protocols: [needleProtocol] };
