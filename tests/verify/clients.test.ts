/** Every client, left open and ended, against a real server. */
import axios from 'axios';
import got from 'got';
import ky from 'ky';
import nodeFetch from 'node-fetch';
import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import http2 from 'node:http2';
import { PassThrough, Writable } from 'node:stream';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import * as undici7 from 'undici';
import * as undici6 from 'undici6';
import { start, verifyNone } from '../../src/verify/index.js';
import { leaksNow, serverForTests, serveHttp2 } from './support.js';

const server = serverForTests();
const server2 = serverForTests(serveHttp2);
/** Keeps responses from the garbage collector. */
const held: unknown[] = [];

afterAll(() => void (held.length = 0));
beforeEach(() => start());

const get = async (path: string): Promise<IncomingMessage> =>
  ((await once(http.get(server.origin + path), 'response')) as [IncomingMessage])[0];
const sink = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });

/** What is left open, as `client METHOD path status`, and how the same is ended. */
const CLIENTS: readonly [name: string, left: string, open: () => Promise<unknown>, ended: () => Promise<unknown>][] = [
  [
    'fetch',
    'fetch GET /big 200',
    () => fetch(`${server.origin}/big`),
    async () => (await fetch(`${server.origin}/big`)).body?.cancel(),
  ],
  [
    'fetch with a status',
    'fetch POST /status/500 500',
    () => fetch(`${server.origin}/status/500`, { method: 'POST', body: 'x' }),
    async () => (await fetch(`${server.origin}/status/500`)).text(),
  ],
  [
    'undici 6 fetch',
    'fetch GET /big 200',
    () => undici6.fetch(`${server.origin}/big`),
    async () => (await undici6.fetch(`${server.origin}/big`)).text(),
  ],
  [
    'undici 6 request',
    'undici GET /big 200',
    () => undici6.request(`${server.origin}/big`),
    async () => (await undici6.request(`${server.origin}/big`)).body.dump(),
  ],
  [
    'undici 7 fetch',
    'fetch GET /big 200',
    () => undici7.fetch(`${server.origin}/big`),
    async () => (await undici7.fetch(`${server.origin}/big`)).text(),
  ],
  [
    'undici 7 request',
    'undici GET /big 200',
    () => undici7.request(`${server.origin}/big`),
    async () => (await undici7.request(`${server.origin}/big`)).body.text(),
  ],
  [
    'undici 7 stream',
    'undici GET /big 200',
    () =>
      new Promise<PassThrough>((resolve, reject) => {
        const unread = new PassThrough();
        undici7
          .stream(`${server.origin}/big`, { method: 'GET' }, () => {
            resolve(unread);
            return unread;
          })
          .catch(reject);
      }),
    () => undici7.stream(`${server.origin}/big`, { method: 'GET' }, sink),
  ],
  [
    'node:http',
    'node:http GET /small 200',
    () => get('/small'),
    async () => once((await get('/small')).resume(), 'close'),
  ],
  [
    'node:http, status alone',
    'node:http HEAD /small 200',
    () => once(http.request(`${server.origin}/small`, { method: 'HEAD' }).end(), 'response'),
    async () => (await get('/big')).destroy(),
  ],
  [
    'node:http2',
    'node:http2 GET /x 200',
    async () => {
      const stream = http2.connect(server2.origin).request({ ':path': '/x' });
      await once(stream, 'response');
    },
    async () => {
      const session = http2.connect(server2.origin);
      const stream = session.request({ ':path': '/x' });
      await once(stream.resume(), 'close');
      session.close();
    },
  ],
  [
    'node-fetch',
    'node:http (node-fetch) GET /big 200',
    () => nodeFetch(`${server.origin}/big`),
    async () => (await nodeFetch(`${server.origin}/big`)).text(),
  ],
  [
    'axios',
    'node:http (axios) GET /big 200',
    () => axios.get(`${server.origin}/big`, { responseType: 'stream' }),
    () => axios.get(`${server.origin}/big`),
  ],
  [
    'axios, rejected',
    'node:http (axios) GET /status/500 500',
    () => axios.get(`${server.origin}/status/500`, { responseType: 'stream' }).catch((error: unknown) => error),
    () => axios.get(`${server.origin}/status/500`).catch(() => {}),
  ],
  [
    'got',
    'node:http GET /big 200',
    () =>
      once(
        got.stream(`${server.origin}/big`).on('error', () => {}),
        'response',
      ),
    () => got(`${server.origin}/big`).text(),
  ],
  ['ky', 'fetch (ky) GET /big 200', () => ky(`${server.origin}/big`), () => ky(`${server.origin}/big`).text()],
];

it.each<[string, (url: string) => Promise<unknown>]>([
  ['fetch', (url) => fetch(url)],
  ['undici 6 fetch', (url) => undici6.fetch(url)],
  ['undici 7 fetch', (url) => undici7.fetch(url)],
  ['node-fetch', (url) => nodeFetch(url)],
  ['axios', (url) => axios.get(url, { responseType: 'stream' })],
  ['ky', (url) => ky(url)],
])('reports the line that acquired what %s got by following a redirect', async (_name, open) => {
  held.push(await open(`${server.origin}/redirect`));
  const { bodies } = await leaksNow({ agents: false });
  expect(bodies.map(({ url, status }) => [url, status])).toEqual([[`${server.origin}/big`, 200]]);
  expect(bodies[0]?.stack[0]).toContain('clients.test.ts');
});

describe.each(CLIENTS)('%s', (_name, left, open, ended) => {
  it('is reported where it is left open, with the line that acquired it', async () => {
    held.push(await open());
    const { bodies } = await leaksNow({ agents: false });
    expect(
      bodies.map(
        ({ client, via, method, url, status }) =>
          `${client}${via === null ? '' : ` (${via})`} ${method} ${new URL(url).pathname} ${status}`,
      ),
    ).toEqual([left]);
    if (_name !== 'got') expect(bodies[0]?.stack[0]).toContain('clients.test.ts');
  });

  it('is silent where it was ended', async () => {
    await ended();
    await verifyNone();
  });
});
