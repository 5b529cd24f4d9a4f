/** Clients from npm that hand out a Node stream: node-fetch and its kin, axios, got, needle, the AWS SDK. */
import { CONSUME, duplex, endings, methods, PLAIN, properties, readable, readableHandles } from './readable.js';
import type { Acquire, Handle, Method, Protocol } from './protocol.js';
import { releaseAxios, releaseMessage, releaseNodeFetch, releaseNodeFetchBody } from './releases.js';
import { readers, responseHandle } from './web.js';

const exported = (path: string, packages: readonly string[], when?: Acquire['when']): Acquire[] =>
  packages.map((name) => ({
    call: `${name}:${path}`,
    gives: 'promise' as const,
    client: name,
    ...(when ? { when } : {}),
  }));

const NODE_FETCH_PACKAGES = [
  'node-fetch',
  'cross-fetch',
  'isomorphic-fetch',
  'isomorphic-unfetch',
  'node-fetch-native',
  '@vercel/fetch',
  'electron-fetch',
];

/** The methods of a web stream, for packages that give one where the platform has it. */
const webMethods: Readonly<Record<string, Method>> = methods(['cancel', 'getReader', 'tee', 'pipeTo', 'pipeThrough'], {
  effect: 'transfer',
});

export const nodeFetchProtocol: Protocol = {
  id: 'node-fetch',
  resource: 'body',
  remedy: 'Read the body (`await res.text()`) or let it flow away (`res.body.resume()`) on every path.',
  root: 'response',
  handles: {
    response: {
      ...responseHandle('body'),
      release: releaseNodeFetch,
      methods: { ...responseHandle('body').methods, ...readers(['buffer', 'textConverted']) },
    },
    // A Node stream or a web stream, as the platform has it.
    body: { ...readable, classes: [], release: releaseNodeFetchBody, methods: { ...readable.methods, ...webMethods } },
    ...readableHandles,
  },
  acquire: [...exported('', NODE_FETCH_PACKAGES), ...exported('fetch', NODE_FETCH_PACKAGES)],
  emptyStatuses: [204, 205, 304],
  headIsEmpty: true,
  types: ['node-fetch#Response', 'cross-fetch#Response'],
  measured: 'node-fetch 2, 3; the other packages hand out its response, or that of the platform',
  notes: [
    'In version 2 neither `body.destroy()` nor leaving `for await` early releases the socket; `body.resume()` does in both.',
    '`body.cancel()` does not exist: `body.cancel?.()` releases nothing.',
    '`formData()` on something else than a form throws before it reads.',
    'After `clone()` both branches have to be read: with a long body, reading one waits for ever.',
  ],
};

/** npm's own: the body is a Minipass, which has no `destroy` that anybody needs and readers of its own. */
export const minipassFetchProtocol: Protocol = {
  ...nodeFetchProtocol,
  id: 'minipass-fetch',
  remedy:
    'Read the body (`await res.text()`), let it flow away (`res.body.resume()`) or destroy it on every path: what nobody reads is received all the same, the whole of it into memory.',
  handles: {
    response: {
      ...responseHandle('body'),
      release: releaseNodeFetch,
      methods: { ...responseHandle('body').methods, ...readers(['buffer']) },
    },
    body: {
      release: releaseNodeFetchBody,
      properties: {
        ...properties(['readable', 'writable', 'flowing', 'bufferLength', 'objectMode', 'encoding']),
        ...endings(['destroyed', 'emittedEnd']),
      },
      methods: {
        ...methods(['resume', 'pipe', 'collect', 'concat', 'promise'], CONSUME),
        ...methods(['pause', 'off', 'removeListener', 'removeAllListeners', 'unpipe'], PLAIN),
        ...methods(['listenerCount', 'emit'], { effect: 'borrow' }),
        read: { effect: 'transfer' },
        destroy: { effect: 'cancel' },
        '@@asyncIterator': { effect: 'borrow', returns: { handle: 'iterator' } },
      },
      iterate: 'consume',
      events: { data: 'consume' },
    },
    iterator: readableHandles.iterator,
  },
  acquire: [
    ...exported('', ['minipass-fetch', 'make-fetch-happen']),
    // With this option the library itself lets the body flow away.
    ...exported('', ['npm-registry-fetch'], { option: 'ignoreBody', differs: true }),
  ],
  types: [],
  measured: 'minipass-fetch 5; the other packages hand out its response',
  notes: [
    'The body is received whether or not anybody reads it. An unread one gives its connection back, and costs the transfer and memory for all of it until the response is collected (64 MiB for each of four bodies of 64 MiB); one without an end costs the connection too.',
  ],
};

const streamWhen = { option: 'responseType', equals: 'stream' } as const;
const AXIOS_METHODS = [
  '',
  'get',
  'post',
  'put',
  'patch',
  'delete',
  'request',
  'options',
  'postForm',
  'putForm',
  'patchForm',
];

export const axiosProtocol: Protocol = {
  id: 'axios',
  resource: 'body',
  remedy:
    'Read or destroy the stream (`res.data.resume()`, `res.data.destroy()`) on every path, also that of a rejected status (`err.response.data`).',
  root: 'response',
  handles: {
    response: {
      release: releaseAxios,
      properties: {
        data: { handle: 'stream' },
        status: 'status',
        ...properties(['headers', 'statusText', 'config', 'request']),
      },
    },
    stream: { ...readable, release: releaseMessage },
    error: {
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
    AXIOS_METHODS.map((name) => ({
      call: `${owner}${name}`,
      gives: 'promise' as const,
      client: name ? `axios.${name}` : 'axios',
      when: streamWhen,
    })),
  ),
  emptyStatuses: [],
  headIsEmpty: false,
  rejection: {
    handle: 'error',
    exceptWithOption: ['validateStatus'],
    is: { Error: true, AxiosError: true, isAxiosError: true, isCancel: false },
  },
  types: [],
  measured: 'axios 1',
  notes: [
    'A status that axios rejects leaves the stream in `error.response.data`, and it has to be ended there. An instance with interceptors may have done so.',
  ],
};

const GOT_METHODS = ['', 'get', 'post', 'put', 'patch', 'delete'];

export const gotProtocol: Protocol = {
  id: 'got',
  resource: 'body',
  remedy: 'Read the stream, let it flow (`stream.resume()`) or destroy it, on every path.',
  root: 'stream',
  handles: {
    stream: { ...duplex, release: releaseMessage },
    ...readableHandles,
  },
  acquire: [
    ...GOT_METHODS.map((name) => ({
      call: `got:stream${name ? `.${name}` : ''}`,
      gives: 'value' as const,
      client: 'got.stream',
    })),
    ...GOT_METHODS.map((name) => ({
      call: `got:${name}`,
      gives: 'value' as const,
      client: name ? `got.${name}` : 'got',
      when: { option: 'isStream', equals: true },
    })),
  ],
  emptyStatuses: [204, 205, 304],
  headIsEmpty: true,
  types: [],
  measured: 'got 14, 16',
  notes: ['A status that got rejects is read before the `error` event; waiting for `response` alone reads nothing.'],
};

const NEEDLE_METHODS = ['get', 'post', 'put', 'patch', 'delete', 'request'];

export const needleProtocol: Protocol = {
  id: 'needle',
  resource: 'body',
  remedy: 'Read the stream, let it flow (`stream.resume()`) or destroy it, on every path.',
  root: 'stream',
  handles: { stream: { ...duplex, release: releaseMessage }, ...readableHandles },
  acquire: NEEDLE_METHODS.map((name) => ({
    call: `needle:${name}`,
    gives: 'value',
    client: `needle.${name}`,
    when: { callback: false },
  })),
  emptyStatuses: [204, 205, 304],
  headIsEmpty: true,
  types: [],
  measured: 'needle 3',
};

/** A service of the SDK: package, client, the class with a method per operation, and operation with the member that streams. */
const AWS_STREAMS = [
  ['client-s3', 'S3Client', 'S3', 'GetObject', 'Body'],
  ['client-s3', 'S3Client', 'S3', 'GetObjectTorrent', 'Body'],
  ['client-polly', 'PollyClient', 'Polly', 'SynthesizeSpeech', 'AudioStream'],
  ['client-glacier', 'GlacierClient', 'Glacier', 'GetJobOutput', 'body'],
  ['client-ebs', 'EBSClient', 'EBS', 'GetSnapshotBlock', 'BlockData'],
  ['client-mediastore-data', 'MediaStoreDataClient', 'MediaStoreData', 'GetObject', 'Body'],
  ['client-kinesis-video-media', 'KinesisVideoMediaClient', 'KinesisVideoMedia', 'GetMedia', 'Payload'],
] as const;

const awsCommands = AWS_STREAMS.map(([name, , , operation]) => `@aws-sdk/${name}#${operation}Command`);

const sends = [
  ...new Set(
    AWS_STREAMS.flatMap(([name, client, service]) => [
      `@aws-sdk/${name}#${client}.send`,
      `@aws-sdk/${name}#${service}.send`,
    ]),
  ),
];

const awsOutput: Handle = {
  properties: Object.fromEntries(
    AWS_STREAMS.map(([, , , , member]) => [member, { handle: 'stream', nullable: true } as const]),
  ),
  unknownProperties: 'borrow',
};

export const awsProtocol: Protocol = {
  id: 'aws-sdk',
  resource: 'body',
  remedy:
    'Read the stream (`await Body.transformToString()`) or destroy it (`Body.destroy()`) on every path: the client has a limit of 50 sockets.',
  root: 'output',
  handles: {
    output: awsOutput,
    stream: {
      ...readable,
      methods: {
        ...readable.methods,
        ...readers(['transformToString', 'transformToByteArray']),
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
    ...AWS_STREAMS.map(([name, , service, operation]) => {
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
  notes: [
    ...new Set(AWS_STREAMS.map(([, , , operation, member]) => `\`${operation}Command\` streams its \`${member}\`.`)),
  ],
};
