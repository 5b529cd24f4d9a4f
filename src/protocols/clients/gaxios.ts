/** gaxios with `responseType: 'stream'`: a response of node-fetch. gaxios reads the response of a status that it rejects. */
import { responseTypeStream } from '../acquires.js';
import { RESPONSE_NAMES } from '../names.js';
import { CONSUME, methods, properties, readable, readableHandles } from '../node-streams.js';
import type { ClientTable, Protocol } from '../protocol.js';
import { releaseAxios, releaseMessage } from '../releases.js';
import { READS } from '../web-streams.js';

const gaxiosProtocol: Protocol = {
  id: 'gaxios',
  resource: 'body',
  remedy: 'Read the stream or discard it (`{response:res}.data.resume()`) on every path.',
  names: RESPONSE_NAMES,
  root: 'response',
  handles: {
    response: {
      release: releaseAxios,
      properties: {
        data: { handle: 'stream' },
        status: 'status',
        ok: 'ok',
        headers: 'headers',
        ...properties(['statusText', 'config', 'request', 'url', 'redirected', 'type', 'size', 'bodyUsed']),
      },
      methods: { ...methods(READS, CONSUME), ...methods(['clone'], { effect: 'transfer' }) },
    },
    stream: { ...readable, release: releaseMessage },
    ...readableHandles,
  },
  acquire: ['gaxios:request', 'gaxios:instance.request', 'gaxios#Gaxios.request', 'gaxios#Gaxios.fetch'].map(
    (call) => ({
      call,
      gives: 'promise' as const,
      client: call.replace(/^\w+[:#]/, '').replace(/^request$/, 'gaxios.request'),
      when: responseTypeStream,
    }),
  ),
  emptyStatuses: [204, 205, 304],
  headIsEmpty: true,
  bodyOptions: ['data', 'body'],
  agents: 'http-agent',
  types: [],
  measured: 'gaxios 6, 7',
  notes: [
    'The response of a rejected status has been read.',
    '`data.resume()` releases the socket. In version 6, which uses node-fetch 2, `data.destroy()` does not, and neither does leaving `for await` early.',
  ],
};

export const gaxios: ClientTable = { protocols: [gaxiosProtocol] };
