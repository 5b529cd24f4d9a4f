/**
 * Proves which answers without a body hold their connection: a client that may have one connection gets one and leaves
 * it alone; what the table calls empty must not stand in the way of the next request.
 */
import { once } from 'node:events';
import http from 'node:http';
import type { Readable } from 'node:stream';
import { HttpClient } from '@actions/http-client';
import { createDefaultHttpClient, createPipelineRequest } from '@azure/core-rest-pipeline';
import axios from 'axios';
import { request as gaxios } from 'gaxios';
import got from 'got';
import needle from 'needle';
import nodeFetch from 'node-fetch';
import phin from 'phin';
import { Agent, fetch, request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchProtocol, httpProtocol, protocols, type Protocol } from '../../../src/protocols/index.js';
import { undiciProtocol } from '../../../src/protocols/clients/undici.js';
import { ignore, load } from './claims.js';
import { TruthServer } from './server.js';

type Method = 'GET' | 'HEAD';
type Send = (url: string, method: Method) => unknown;

const nodeFetch2 = await load<typeof nodeFetch>('node-fetch2');
/** Statuses of which Azure gives a stream: every one. */
const ALL = new Set([Number.POSITIVE_INFINITY]);
const oneSocket = (): http.Agent => new http.Agent({ keepAlive: true, maxSockets: 1 });
const oneConnection = (): Agent => new Agent({ connections: 1, pipelining: 1 });
const table = (id: string): Protocol => protocols.find((protocol) => protocol.id === id)!;

/** Clients limited to one connection; each makes requests and reads nothing. */
const CLIENTS: readonly { readonly name: string; readonly protocol: Protocol; readonly make: () => Send }[] = [
  {
    name: 'fetch',
    protocol: fetchProtocol,
    make:
      (dispatcher = oneConnection()) =>
      (url, method) =>
        fetch(url, { method, dispatcher }),
  },
  {
    name: 'undici.request',
    protocol: undiciProtocol,
    make:
      (dispatcher = oneConnection()) =>
      (url, method) =>
        request(url, { method, dispatcher }),
  },
  {
    name: 'node:http',
    protocol: httpProtocol,
    make:
      (agent = oneSocket()) =>
      (url, method) =>
        new Promise((resolve, reject) => http.request(url, { method, agent }, resolve).on('error', reject).end()),
  },
  {
    name: 'node-fetch 3',
    protocol: table('node-fetch'),
    make:
      (agent = oneSocket()) =>
      (url, method) =>
        nodeFetch(url, { method, agent }),
  },
  {
    name: 'node-fetch 2',
    protocol: table('node-fetch'),
    make:
      (agent = oneSocket()) =>
      (url, method) =>
        nodeFetch2(url, { method, agent }),
  },
  {
    name: 'axios',
    protocol: table('axios'),
    make:
      (httpAgent = oneSocket()) =>
      (url, method) =>
        axios.request({ url, method, httpAgent, responseType: 'stream', validateStatus: null }),
  },
  {
    name: 'got',
    protocol: table('got'),
    make:
      (agent = oneSocket()) =>
      (url, method) =>
        begun(got.stream(url, { method, agent: { http: agent }, retry: { limit: 0 } }), 'response'),
  },
  {
    name: 'needle',
    protocol: table('needle'),
    make:
      (agent = oneSocket()) =>
      (url, method) =>
        begun(needle.request(method === 'HEAD' ? 'head' : 'get', url, null, { agent }) as Readable, 'header'),
  },
  {
    name: 'phin',
    protocol: table('phin'),
    make:
      (agent = oneSocket()) =>
      (url, method) =>
        phin({ url, method, stream: true, core: { agent } }),
  },
  {
    name: 'gaxios',
    protocol: table('gaxios'),
    make:
      (agent = oneSocket()) =>
      (url, method) =>
        gaxios({ url, method, agent, responseType: 'stream', validateStatus: () => true }),
  },
  {
    name: '@actions/http-client',
    protocol: table('actions-http-client'),
    make:
      (client = new HttpClient('truth', [], { keepAlive: true, maxSockets: 1 })) =>
      (url, method) =>
        method === 'HEAD' ? client.head(url) : client.get(url),
  },
  {
    name: 'the pipeline of Azure',
    protocol: table('azure'),
    make:
      (agent = oneSocket(), client = createDefaultHttpClient()) =>
      (url, method) =>
        client.sendRequest(
          createPipelineRequest({ url, method, agent, allowInsecureConnection: true, streamResponseStatusCodes: ALL }),
        ),
  },
];

async function begun(stream: Readable, event: string): Promise<Readable> {
  await once(stream.on('error', ignore), event);
  return stream;
}

/** Long enough for any answer over the loopback. */
const PATIENCE = 1_500;

const answers = [
  ...[204, 205, 304].map((status) => ({ what: String(status), status, method: 'GET' as const })),
  { what: 'HEAD', status: 200, method: 'HEAD' as const },
];
const isEmpty = ({ emptyStatuses, headIsEmpty }: Protocol, { status, method }: (typeof answers)[number]): boolean =>
  method === 'HEAD' ? headIsEmpty : emptyStatuses.includes(status);
const rows = CLIENTS.flatMap((client) =>
  answers.map((answer) => ({
    ...client,
    ...answer,
    verdict: isEmpty(client.protocol, answer) ? 'holds nothing' : 'holds its connection',
  })),
);

describe('an unread response without a body', () => {
  const verdicts = new Map<(typeof rows)[number], Promise<string>>();
  let server: TruthServer;

  beforeAll(async () => {
    server = await TruthServer.start();
    for (const row of rows) verdicts.set(row, verdictOf(server, row));
    await Promise.all(verdicts.values());
  });
  afterAll(() => server.close());

  it.each(rows)('$name, $what: $verdict', async (row) => expect(await verdicts.get(row)).toBe(row.verdict));
});

async function verdictOf(
  server: TruthServer,
  { name, what, status, method, make }: (typeof rows)[number],
): Promise<string> {
  const send = make();
  const held = await send(server.url(`${name} ${what}`, `status=${status}`), method);
  const next = Promise.resolve(send(server.url(`${name} ${what} next`, 'length=2'), 'GET'));
  next.catch(ignore);
  const answered = await Promise.race([
    next.then(() => true),
    new Promise<false>((resolve) => setTimeout(resolve, PATIENCE, false)),
  ]);
  return held !== undefined && answered ? 'holds nothing' : 'holds its connection';
}
