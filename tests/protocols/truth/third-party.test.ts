/** Clients from npm, each as it is installed here. */
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { GetObjectCommand, S3, S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import * as axiosModule from 'axios';
import axios, { type AxiosInstance, type AxiosRequestConfig, type AxiosResponse } from 'axios';
import got from 'got';
import * as kyModule from 'ky';
import ky from 'ky';
import needle from 'needle';
import nodeFetch, { type Response as NodeFetchResponse } from 'node-fetch';
import { $fetch, FetchError, ofetch } from 'ofetch';
import phin from 'phin';
import { expect, it, vi } from 'vitest';
import wretch from 'wretch';
import { fetchProtocol, httpProtocol, protocols, type Protocol } from '../../../src/protocols/index.js';
import { load, proveClient, type Client } from './claims.js';
import { TruthServer } from './server.js';
import { readableUses } from './uses.js';

const table = (id: string): Protocol => protocols.find((protocol) => protocol.id === id)!;

/** The packages that stand in a table beside the ones installed. */
const others = (id: string, installed: readonly string[]): string[] =>
  table(id)
    .acquire.map(({ call }) => call)
    .filter((call) => !installed.includes(call));

const nodeFetchBody = (response: object): Readable => (response as NodeFetchResponse).body as Readable;
/** What is no form at all is not even begun to be read. */
const unparsed = { 'response.formData': 'open' } as const;

const nodeFetches: Pick<Client, 'protocol' | 'reach' | 'use' | 'sharedWith'> = {
  protocol: table('node-fetch'),
  reach: { body: nodeFetchBody },
  use: readableUses('body'),
  sharedWith: httpProtocol,
};

proveClient({
  ...nodeFetches,
  name: 'node-fetch 3',
  acquire: { 'node-fetch:': (url) => nodeFetch(url) },
  unproven: others('node-fetch', ['node-fetch:']),
  absent: ['response.bytes', 'response.textConverted'],
  refuted: unparsed,
});

const nodeFetch2 = await load<typeof nodeFetch>('node-fetch2');

proveClient({
  ...nodeFetches,
  name: 'node-fetch 2',
  acquire: { 'node-fetch:': (url) => nodeFetch2(url) },
  unproven: others('node-fetch', ['node-fetch:']),
  absent: ['response.bytes', 'response.formData', 'response.textConverted'],
  refuted: {
    'body.destroy': 'open',
    'body.@@asyncDispose': 'open',
    'body.(await using)': 'open',
    'body.(for await left early)': 'open',
  },
});

const minipassFetch = await load<typeof nodeFetch>('minipass-fetch');

proveClient({
  name: 'minipass-fetch',
  protocol: table('minipass-fetch'),
  acquire: { 'minipass-fetch:': (url) => minipassFetch(url) },
  unproven: others('minipass-fetch', ['minipass-fetch:']),
  // It receives everything, with or without a reader.
  unread: 'read',
  reach: { body: nodeFetchBody },
  use: readableUses('body'),
  sharedWith: httpProtocol,
  absent: ['response.bytes', 'response.formData'],
  refuted: { 'body.(for await left early)': 'read' },
});

const ky2Module: object = await import('ky2');

it('minipass-fetch keeps unread bodies in memory', async () => {
  const server = await TruthServer.start();
  try {
    const response = await minipassFetch(server.url('whole'));
    expect(await server.fate('whole', 'read')).toBe('read');
    await vi.waitFor(() =>
      expect(nodeFetchBody(response)).toHaveProperty('bufferLength', Number(response.headers.get('content-length'))),
    );
  } finally {
    server.close();
  }
});

const NO_LIMITS = { timeout: false, retry: 0 } as const;

for (const { name, client, inError } of [
  { name: 'ky 1', client: ky, inError: { told: kyModule, read: (response: object) => (response as Response).text() } },
  { name: 'ky 2', client: await load<typeof ky>('ky2'), inError: { told: ky2Module } },
]) {
  proveClient({
    name,
    protocol: table('ky'),
    acquire: Object.fromEntries(
      table('ky').acquire.map(({ call }) => [
        call,
        (url: string) =>
          call === 'ky:' ? client(url, NO_LIMITS) : client[call.slice('ky:'.length) as 'get'](url, NO_LIMITS),
      ]),
    ),
    reach: {},
    sharedWith: fetchProtocol,
    inError,
  });
}

it('ky exports the name that identifies versions which read rejected responses', () => {
  const { fixedWhenExports } = table('ky').rejection!;
  expect([fixedWhenExports! in kyModule, fixedWhenExports! in ky2Module]).toEqual([false, true]);
});

const noRetry = { responseType: 'stream', retry: 0 } as const;

proveClient({
  name: 'ofetch',
  protocol: table('ofetch'),
  acquire: { 'ofetch:ofetch': (url) => ofetch(url, noRetry), 'ofetch:$fetch': (url) => $fetch(url, noRetry) },
  reach: {},
  sharedWith: fetchProtocol,
  inError: {
    told: { FetchError },
    read: (response) => new Response((response as { _data: ReadableStream })._data).text(),
  },
});

proveClient({
  name: 'wretch',
  protocol: table('wretch'),
  acquire: { 'wretch#WretchResponseChain.res': (url) => wretch(url).get().res() },
  reach: {},
  sharedWith: fetchProtocol,
});

it('wretch reads a status that it rejects', async () => {
  const server = await TruthServer.start();
  try {
    await expect(wretch(server.url('rejected', 'status=500')).get().res()).rejects.toThrow();
    expect(await server.fate('rejected', 'read')).toBe('read');
  } finally {
    server.close();
  }
});

const streamed = { responseType: 'stream' } as const;
const axiosStream = (response: object): Readable => (response as AxiosResponse<Readable>).data;

/** Every method of axios, on the module or on an instance. */
const axiosCalls = (
  owner: string,
  client: AxiosInstance,
  options: AxiosRequestConfig,
): Record<string, (url: string) => unknown> =>
  Object.fromEntries(
    table('axios')
      .acquire.filter(({ call }) => call.startsWith(owner))
      .map(({ call }) => {
        const method = call.slice(owner.length);
        const hasBody = /^(?:post|put|patch)/.test(method);
        return [
          call,
          (url: string) => {
            if (method === '' || method === 'request') return client.request({ url, ...options });
            return hasBody ? client[method as 'post'](url, {}, options) : client[method as 'get'](url, options);
          },
        ];
      }),
  );

proveClient({
  name: 'axios',
  protocol: table('axios'),
  acquire: {
    ...axiosCalls('axios:', axios, streamed),
    ...axiosCalls('axios#AxiosInstance.', axios.create(streamed), {}),
  },
  reach: { stream: axiosStream },
  use: readableUses('stream'),
  sharedWith: httpProtocol,
  inError: { told: axiosModule, read: (response) => axiosStream(response).resume() },
});

/** The stream, once the response has begun. */
async function begun(stream: Readable, event: string): Promise<Readable> {
  await once(stream, event);
  return stream;
}

proveClient({
  name: 'got',
  protocol: table('got'),
  acquire: Object.fromEntries(
    table('got').acquire.map(({ call }) => {
      const method = (call.split(/[:.]/)[call.startsWith('got:stream') ? 2 : 1] || 'get') as 'get';
      const options = { retry: { limit: 0 }, ...(method === 'get' ? {} : { json: {} }) };
      return [
        call,
        (url: string) =>
          begun(
            call.startsWith('got:stream')
              ? got.stream[method](url, options)
              : got[method](url, { ...options, isStream: true }),
            'response',
          ),
      ];
    }),
  ),
  reach: {},
  use: readableUses('stream'),
  sharedWith: httpProtocol,
  // Nothing can be written to the request of a GET.
  absent: ['stream.write', 'stream.end'],
});

const needleStream = { open_timeout: 0, read_timeout: 0, response_timeout: 0 };

proveClient({
  name: 'needle',
  protocol: table('needle'),
  acquire: {
    'needle:get': (url) => begun(needle.get(url, needleStream) as Readable, 'header'),
    'needle:request': (url) => begun(needle.request('get', url, null, needleStream) as Readable, 'header'),
    ...Object.fromEntries(
      (['post', 'put', 'patch', 'delete'] as const).map((method) => [
        `needle:${method}`,
        (url: string) => begun(needle[method](url, 'a=1', needleStream) as Readable, 'header'),
      ]),
    ),
  },
  reach: {},
  use: readableUses('stream'),
  sharedWith: httpProtocol,
  absent: ['stream.write', 'stream.end'],
});

proveClient({
  name: 'phin',
  protocol: table('phin'),
  acquire: {
    'phin:': (url) => phin({ url, stream: true }),
    'phin:promisified': (url) => phin.promisified({ url, stream: true }),
    'phin:unpromisified': (url) =>
      new Promise((resolve) => phin.unpromisified({ url, stream: true }, (_: unknown, res: unknown) => resolve(res))),
  },
  reach: {},
  use: readableUses('message'),
  sharedWith: httpProtocol,
});

it('a phin response is its own stream', async () => {
  const server = await TruthServer.start();
  try {
    const response = await phin({ url: server.url('itself'), stream: true });
    expect(response.stream).toBe(response);
    response.stream.resume();
    expect(await server.fate('itself', 'read')).toBe('read');
  } finally {
    server.close();
  }
});

const OBJECT = { Bucket: 'any', Key: 'any' };

/** A client for which every object stands under this URL. */
function s3<T extends S3Client>(make: new (options: S3ClientConfig) => T, url: string): T {
  const { origin, pathname, searchParams } = new URL(url);
  const client = new make({
    endpoint: origin,
    region: 'none',
    forcePathStyle: true,
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  });
  client.middlewareStack.add(
    (next) => (args) =>
      next({
        ...args,
        request: Object.assign(args.request as object, { path: pathname, query: Object.fromEntries(searchParams) }),
      }),
    { step: 'build' },
  );
  return client;
}

const awsStream = (output: object): Readable => (output as { Body: Readable }).Body;

proveClient({
  name: 'AWS SDK',
  protocol: table('aws-sdk'),
  acquire: {
    '@aws-sdk/client-s3#S3Client.send': (url) => s3(S3Client, url).send(new GetObjectCommand(OBJECT)),
    '@aws-sdk/client-s3#S3.send': (url) => s3(S3, url).send(new GetObjectCommand(OBJECT)),
    '@aws-sdk/client-s3#S3.getObject': (url) => s3(S3, url).getObject(OBJECT),
  },
  unproven: others('aws-sdk', [
    '@aws-sdk/client-s3#S3Client.send',
    '@aws-sdk/client-s3#S3.send',
    '@aws-sdk/client-s3#S3.getObject',
  ]),
  reach: { stream: awsStream },
  use: readableUses('stream'),
  sharedWith: httpProtocol,
});
