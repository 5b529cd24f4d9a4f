/** The AWS SDK: the operations whose output is a stream. */
import { RESPONSE_NAMES } from '../names.js';
import { readable, readableHandles } from '../node-streams.js';
import type { ClientTable, Handle, Protocol } from '../protocol.js';
import { readers } from '../web-streams.js';

/** A service of the SDK: package, client, the class with a method per operation, and operation with the member that streams. */
const STREAMS = [
  ['client-s3', 'S3Client', 'S3', 'GetObject', 'Body'],
  ['client-s3', 'S3Client', 'S3', 'GetObjectTorrent', 'Body'],
  ['client-polly', 'PollyClient', 'Polly', 'SynthesizeSpeech', 'AudioStream'],
  ['client-glacier', 'GlacierClient', 'Glacier', 'GetJobOutput', 'body'],
  ['client-ebs', 'EBSClient', 'EBS', 'GetSnapshotBlock', 'BlockData'],
  ['client-mediastore-data', 'MediaStoreDataClient', 'MediaStoreData', 'GetObject', 'Body'],
  ['client-kinesis-video-media', 'KinesisVideoMediaClient', 'KinesisVideoMedia', 'GetMedia', 'Payload'],
] as const;

const awsCommands = STREAMS.map(([name, , , operation]) => `@aws-sdk/${name}#${operation}Command`);

const sends = [
  ...new Set(
    STREAMS.flatMap(([name, client, service]) => [
      `@aws-sdk/${name}#${client}.send`,
      `@aws-sdk/${name}#${service}.send`,
    ]),
  ),
];

const awsOutput: Handle = {
  properties: Object.fromEntries(
    STREAMS.map(([, , , , member]) => [member, { handle: 'stream', nullable: true } as const]),
  ),
  unknownProperties: 'borrow',
};

const awsProtocol: Protocol = {
  id: 'aws-sdk',
  resource: 'body',
  remedy:
    'Read the stream (`await Body.transformToString()`) or destroy it (`Body.destroy()`) on every path: the client has a limit of 50 sockets.',
  names: RESPONSE_NAMES,
  root: 'output',
  handles: {
    output: awsOutput,
    stream: {
      ...readable,
      methods: {
        ...readable.methods,
        ...readers(['transformToString', 'transformToByteArray'], 'unlocked'),
        transformToWebStream: { effect: 'transfer' },
      },
    },
    ...readableHandles,
  },
  acquire: [
    ...sends.map((call) => ({
      call,
      gives: 'promise' as const,
      client: call.slice(call.indexOf('#') + 1),
      when: { instance: awsCommands },
    })),
    ...STREAMS.map(([name, , service, operation]) => {
      const method = operation[0]!.toLowerCase() + operation.slice(1);
      return {
        call: `@aws-sdk/${name}#${service}.${method}`,
        gives: 'promise' as const,
        client: `${service}.${method}`,
        when: { callback: false as const },
      };
    }),
  ],
  emptyStatuses: [],
  headIsEmpty: true,
  types: [],
  measured: '@aws-sdk/client-s3 3; the other clients share its runtime',
  notes: [...new Set(STREAMS.map(([, , , operation, member]) => `\`${operation}Command\` streams its \`${member}\`.`))],
};

export const awsSdk: ClientTable = { protocols: [awsProtocol] };
