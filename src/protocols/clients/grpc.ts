/** gRPC: clients that have their own connection. */
import { END } from '../acquires.js';
import type { ClientTable, Protocol } from '../protocol.js';
import { releaseGrpcClient } from '../releases.js';

const GRPC = '@grpc/grpc-js';

/**
 * Measured: clients of one target share a connection if their credentials are equal, and credentials without TLS always are. A client
 * has its own connection if its credentials with TLS are new, or if it asks for its own pool.
 */
const grpcClientProtocol: Protocol = {
  id: 'grpc-client',
  resource: 'agent',
  isIdleAtFirst: true,
  remedy:
    'Create one client and share it, or close it (`{dispatcher:client}.close()`) after its calls. With its own credentials each client keeps its own connection.',
  names: ['client', 'stub'],
  root: 'dispatcher',
  handles: { dispatcher: { release: releaseGrpcClient, methods: { close: END, getChannel: { effect: 'transfer' } } } },
  acquire: [
    {
      call: `new ${GRPC}:Client`,
      gives: 'value',
      client: 'grpc.Client',
      when: {
        anyOf: [
          { option: 'grpc.use_local_subchannel_pool', equals: 1 },
          { madeBy: ['createSsl', 'createFromSecureContext'].map((name) => `${GRPC}:credentials.${name}`) },
        ],
      },
    },
  ],
  emptyStatuses: [],
  headIsEmpty: false,
  types: [],
  measured: '@grpc/grpc-js 1',
  notes: [
    'Clients without TLS, or with the same credentials, share one connection for each target, and are not reported.',
    'With `grpc.use_local_subchannel_pool: 1`, or with credentials with TLS that the same function creates, each client has its own.',
  ],
};

/** Functions that make a class of clients from the definition of a service. */
const MAKERS = ['makeClientConstructor', 'makeGenericClientConstructor'];

export const grpc: ClientTable = {
  protocols: [grpcClientProtocol],
  gives: Object.fromEntries(MAKERS.map((name) => [`${GRPC}:${name}`, `${GRPC}:Client`])),
};
