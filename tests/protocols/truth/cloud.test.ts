/** Clients of clouds and of build services, each as it is installed here. */
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { HttpClient } from '@actions/http-client';
import { createDefaultHttpClient, createEmptyPipeline, createPipelineRequest } from '@azure/core-rest-pipeline';
import {
  AnonymousCredential,
  AppendBlobClient,
  BlobClient,
  BlockBlobClient,
  PageBlobClient,
} from '@azure/storage-blob';
import { Gaxios, instance, request, type GaxiosOptions } from 'gaxios';
import { expect, it } from 'vitest';
import { HttpClient as TypedClient } from 'typed-rest-client/HttpClient.js';
import { httpProtocol, protocols, type Protocol } from '../../../src/protocols/index.js';
import { ignore, proveClient } from './claims.js';
import { TruthServer } from './server.js';
import { readableUses } from './uses.js';

const table = (id: string): Protocol => protocols.find((protocol) => protocol.id === id)!;

type AnyClient = Pick<HttpClient, 'get' | 'post' | 'put' | 'patch' | 'del' | 'options' | 'request' | 'sendStream'>;

const actions = table('actions-http-client');
const clientCalls = actions.acquire.map(({ call }) => call);

/** How each method of a client is called. Where `HEAD` is asked for there is no body to be watched. */
const CALLS: Readonly<Record<string, (client: AnyClient, url: string) => Promise<object>>> = {
  get: (client, url) => client.get(url),
  del: (client, url) => client.del(url),
  options: (client, url) => client.options(url),
  post: (client, url) => client.post(url, '{}'),
  put: (client, url) => client.put(url, '{}'),
  patch: (client, url) => client.patch(url, '{}'),
  request: (client, url) => client.request('GET', url, '', {}),
  sendStream: (client, url) => client.sendStream('POST', url, Readable.from(['sent'])),
};

for (const { name, module, make, absent } of [
  { name: '@actions/http-client', module: '@actions/http-client', make: () => new HttpClient('truth'), absent: [] },
  {
    name: 'typed-rest-client',
    module: 'typed-rest-client/HttpClient',
    make: () => new TypedClient('truth'),
    absent: ['response.readBodyBuffer'],
  },
]) {
  const acquire = Object.fromEntries(
    Object.entries(CALLS).map(([method, call]) => [
      `${module}#HttpClient.${method}`,
      (url: string) => call(make(), url),
    ]),
  );
  proveClient({
    name,
    protocol: actions,
    acquire,
    unproven: clientCalls.filter((call) => !(call in acquire)),
    reach: { message: (response: object): IncomingMessage => (response as { message: IncomingMessage }).message },
    sharedWith: httpProtocol,
    absent,
  });
}

it('@actions/http-client reads what it parses', async () => {
  const server = await TruthServer.start();
  try {
    await new HttpClient('truth').getJson(server.url('json', 'status=404'));
    expect(await server.fate('json', 'read')).toBe('read');
    const rejected = new HttpClient('truth').getJson(server.url('rejected', 'status=500'));
    await expect(rejected).rejects.toThrow();
    expect(await server.fate('rejected', 'read')).toBe('read');
  } finally {
    server.close();
  }
});

it('a client that is disposed of cuts off what nobody has read', async () => {
  const server = await TruthServer.start();
  try {
    const client = new HttpClient('truth');
    (await client.get(server.url('disposed'))).message.on('error', ignore);
    client.dispose();
    expect(await server.fate('disposed', 'closed')).toBe('closed');
  } finally {
    server.close();
  }
});

/** The URL of a blob has an account and a container before its name. */
const blob = (url: string): string => url.replace(/^http:\/\/[^/]+/, '$&/account/container');

const anybody = new AnonymousCredential();

const piped = (url: string): ReturnType<typeof createPipelineRequest> =>
  createPipelineRequest({ url, allowInsecureConnection: true, streamResponseStatusCodes: new Set([200]) });

const azure = table('azure');
const azureCalls: Readonly<Record<string, (url: string) => Promise<object>>> = {
  '@azure/storage-blob#BlobClient.download': (url) => new BlobClient(blob(url)).download(),
  '@azure/storage-blob#BlockBlobClient.download': (url) => new BlockBlobClient(blob(url)).download(),
  '@azure/storage-blob#AppendBlobClient.download': (url) => new AppendBlobClient(blob(url), anybody).download(),
  '@azure/storage-blob#PageBlobClient.download': (url) => new PageBlobClient(blob(url), anybody).download(),
  '@azure/core-rest-pipeline#Pipeline.sendRequest': (url) =>
    createEmptyPipeline().sendRequest(createDefaultHttpClient(), piped(url)),
  '@azure/core-rest-pipeline#HttpClient.sendRequest': (url) => createDefaultHttpClient().sendRequest(piped(url)),
};

proveClient({
  name: 'Azure',
  protocol: azure,
  acquire: azureCalls,
  unproven: azure.acquire.map(({ call }) => call).filter((call) => !(call in azureCalls)),
  reach: { stream: (response) => (response as { readableStreamBody: Readable }).readableStreamBody },
  use: readableUses('stream'),
  sharedWith: httpProtocol,
});

it('Azure reads a status that it rejects, and one that was not to be streamed', async () => {
  const server = await TruthServer.start();
  try {
    const rejected = new BlobClient(blob(server.url('rejected', 'status=404'))).download();
    await expect(rejected).rejects.toThrow();
    expect(await server.fate('rejected', 'read')).toBe('read');
    await createDefaultHttpClient().sendRequest(piped(server.url('other', 'status=500')));
    expect(await server.fate('other', 'read')).toBe('read');
  } finally {
    server.close();
  }
});

const streamed = { responseType: 'stream' } as const;
const gaxiosStream = (response: object): Readable => (response as { data: Readable }).data;
/** What the method `fetch` takes beside the options of the platform. */
const init = streamed as GaxiosOptions as RequestInit;

proveClient({
  name: 'gaxios',
  protocol: table('gaxios'),
  acquire: {
    'gaxios:request': (url) => request({ url, ...streamed }),
    'gaxios:instance.request': (url) => instance.request({ url, ...streamed }),
    'gaxios#Gaxios.request': (url) => new Gaxios(streamed).request({ url }),
    'gaxios#Gaxios.fetch': (url) => new Gaxios().fetch(url, init),
  },
  reach: { stream: gaxiosStream },
  use: readableUses('stream'),
  sharedWith: httpProtocol,
  absent: ['response.bytes'],
  // What is no form at all is not even begun to be read.
  refuted: { 'response.formData': 'open' },
});

it('gaxios reads a status that it rejects', async () => {
  const server = await TruthServer.start();
  try {
    const rejected = request({ url: server.url('rejected', 'status=500'), ...streamed, retry: false });
    await expect(rejected).rejects.toThrow();
    expect(await server.fate('rejected', 'read')).toBe('read');
  } finally {
    server.close();
  }
});
