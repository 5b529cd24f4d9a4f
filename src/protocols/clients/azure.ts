/** Azure: downloads of its storage, and streams of the pipeline that its clients use. */
import { RESPONSE_NAMES } from '../names.js';
import { readable, readableHandles } from '../node-streams.js';
import type { Acquire, ClientTable, Protocol } from '../protocol.js';
import { releaseDownload, releaseMaybeMessage } from '../releases.js';

const BLOB = '@azure/storage-blob';
const BLOBS = ['BlobClient', 'BlockBlobClient', 'AppendBlobClient', 'PageBlobClient'];
const PIPELINE = '@azure/core-rest-pipeline';
/** The option that lists the statuses whose body is a stream. */
const STREAMED = { option: 'streamResponseStatusCodes', given: true } as const;

const downloads: readonly (readonly [string, string, string])[] = [
  ...BLOBS.map((name) => [BLOB, name, 'download'] as const),
  [BLOB, 'BlockBlobClient', 'query'],
  ['@azure/storage-file-datalake', 'DataLakeFileClient', 'read'],
  ['@azure/storage-file-share', 'ShareFileClient', 'download'],
];

const sent = (owner: string): Acquire => ({
  call: `${PIPELINE}#${owner}.sendRequest`,
  gives: 'promise',
  client: `${owner}.sendRequest`,
  when: STREAMED,
});

const azureProtocol: Protocol = {
  id: 'azure',
  resource: 'body',
  remedy:
    'Read the stream (`readableStreamBody`), discard it (`readableStreamBody.resume()`) or destroy it, on every path.',
  names: RESPONSE_NAMES,
  root: 'response',
  handles: {
    response: {
      release: releaseDownload,
      properties: { readableStreamBody: { handle: 'stream', nullable: true }, status: 'status' },
      unknownProperties: 'borrow',
    },
    stream: { ...readable, release: releaseMaybeMessage },
    ...readableHandles,
  },
  acquire: [
    ...downloads.map(([module, owner, method]) => ({
      call: `${module}#${owner}.${method}`,
      gives: 'promise' as const,
      client: `${owner}.${method}`,
    })),
    sent('Pipeline'),
    sent('HttpClient'),
  ],
  emptyStatuses: [204, 205, 304],
  headIsEmpty: true,
  types: [],
  measured:
    '@azure/storage-blob 12, @azure/core-rest-pipeline 1; the other packages of the storage use the same runtime',
  notes: [
    'The response of a rejected status has been read; `downloadToBuffer()` and `downloadToFile()` read the body.',
    'The pipeline returns a stream for the statuses of `streamResponseStatusCodes`, and reads the body of all others.',
  ],
};

/** Methods of a client that return another client. */
const leading = (owners: readonly string[], methods: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    owners.flatMap((owner) =>
      Object.entries(methods).map(([method, given]) => [`${BLOB}#${owner}.${method}`, `${BLOB}#${given}`]),
    ),
  );

const toBlobs = Object.fromEntries(BLOBS.map((name) => [`get${name}`, name]));

/** `blob.withSnapshot(…)`, of which each kind of blob returns its own. */
const leadingToItself = Object.fromEntries(
  BLOBS.flatMap((name) => Object.entries(leading([name], { withSnapshot: name, withVersion: name }))),
);

export const azure: ClientTable = {
  protocols: [azureProtocol],
  gives: {
    [`${BLOB}:BlobServiceClient.fromConnectionString`]: `${BLOB}#BlobServiceClient`,
    ...leading(['BlobServiceClient'], { getContainerClient: 'ContainerClient' }),
    ...leading(['ContainerClient', ...BLOBS], toBlobs),
    ...leadingToItself,
    [`${PIPELINE}:createDefaultHttpClient`]: `${PIPELINE}#HttpClient`,
    [`${PIPELINE}:createEmptyPipeline`]: `${PIPELINE}#Pipeline`,
    [`${PIPELINE}:createPipelineFromOptions`]: `${PIPELINE}#Pipeline`,
    [`${PIPELINE}:createPipelineRequest`]: `${PIPELINE}#PipelineRequest`,
  },
};
