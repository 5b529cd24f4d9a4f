/** The AWS SDK: the operations whose output is a stream. */
import { RESPONSE_NAMES } from '../names.js';
import { readable, readableHandles } from '../node-streams.js';
import type { ClientTable, Handle, Protocol } from '../protocol.js';
import { releaseOutput, releaseOutputStream } from '../releases.js';
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

type Service = (typeof STREAMS)[number];

const stream: Handle = {
  ...readable,
  release: releaseOutputStream,
  methods: {
    ...readable.methods,
    ...readers(['transformToString', 'transformToByteArray'], 'unlocked'),
    transformToWebStream: { effect: 'transfer' },
  },
};

/** The operations whose output has its stream in this member, which a repair has to name. */
function awsProtocol(id: string, member: Service[4]): Protocol {
  const services = STREAMS.filter((service) => service[4] === member);
  const clients = new Set(services.flatMap(([name, client, owner]) => [`${name}#${client}`, `${name}#${owner}`]));
  return {
    id,
    resource: 'body',
    remedy: `Read the stream (\`await ${member}.transformToString()\`) on every path, also if it is not needed. The client has a limit of 50 sockets.`,
    names: RESPONSE_NAMES,
    root: 'output',
    handles: {
      output: {
        release: releaseOutput(member),
        properties: { [member]: { handle: 'stream', nullable: true } },
        unknownProperties: 'borrow',
      },
      stream,
      ...readableHandles,
    },
    acquire: [
      ...[...clients].map((client) => ({
        call: `@aws-sdk/${client}.send`,
        gives: 'promise' as const,
        client: `${client.slice(client.indexOf('#') + 1)}.send`,
        when: {
          instance: services.map(([name, , , operation]) => `@aws-sdk/${name}#${operation}Command`),
          isEnough: true as const,
        },
      })),
      ...services.map(([name, , owner, operation]) => {
        const method = `${owner}.${operation[0]!.toLowerCase()}${operation.slice(1)}`;
        return {
          call: `@aws-sdk/${name}#${method}`,
          gives: 'promise' as const,
          client: method,
          when: { callback: false as const },
        };
      }),
    ],
    emptyStatuses: [],
    headIsEmpty: true,
    types: [],
    measured: '@aws-sdk/client-s3 3; the other clients use the same runtime',
    notes: [
      ...new Set(services.map(([, , , operation]) => `\`${operation}Command\` streams its \`${member}\`.`)),
      '`destroy()` releases the connection too, except in versions that wrap the body to check its checksum (measured with @smithy/util-stream 4.5).',
    ],
  };
}

/** By the member that streams. */
const IDS: Readonly<Record<Service[4], string>> = {
  Body: 'aws-sdk',
  AudioStream: 'aws-polly',
  body: 'aws-glacier',
  BlockData: 'aws-ebs',
  Payload: 'aws-kinesis-video',
};

export const awsSdk: ClientTable = {
  protocols: (Object.keys(IDS) as Service[4][]).map((member) => awsProtocol(IDS[member], member)),
};
