/** Proves the list of calls that leave nothing to end. */
import { once } from 'node:events';
import http, { type ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import axios from 'axios';
import got from 'got';
import needle from 'needle';
import { ofetch } from 'ofetch';
import phin from 'phin';
import superagent from 'superagent';
import { Agent, caches, connect, fetch, interceptors, request, stream, upgrade } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exempt } from '../../../src/protocols/exempt.js';
import { ignore } from './claims.js';
import { TruthServer } from './server.js';
import { sink } from './uses.js';

let server: TruthServer;
beforeAll(async () => void (server = await TruthServer.start()));
afterAll(() => server.close());

/** The call leaves nothing unread, whatever the status. */
const isRead =
  (act: (url: string) => unknown, statuses: readonly number[] = [200]) =>
  async (name: string) => {
    for (const status of statuses) {
      const id = `${name} ${status}`;
      await Promise.resolve(act(server.url(id, `status=${status}`))).catch(ignore);
      expect(await server.fate(id, 'read')).toBe('read');
    }
  };
const ANY = [200, 500];

/** What the listener is given is no response. */
const isNoBody = (event: string, send: (name: string) => ClientRequest) => async (name: string) => {
  const [first] = (await once(send(name).on('error', ignore).end(), event)) as [object];
  expect(first).not.toHaveProperty('read', expect.any(Function));
};

const PROOFS: Readonly<Record<string, (name: string) => Promise<void>>> = {
  'cache.match(request)': isRead(async (url) => {
    const cache = await caches.open('truth');
    await cache.put(url, await fetch(url));
    return cache.match(url);
  }),
  'undici.stream(url, options, factory)': isRead((url) => stream(url, { method: 'GET' }, () => sink())),
  'undici.upgrade(url)': async (name) => {
    const given = await upgrade(server.url(name), { protocol: 'x' });
    expect(given).not.toHaveProperty('body');
    given.socket.on('error', ignore).destroy();
  },
  'undici.connect(url)': async () => {
    const given = await connect(server.origin);
    expect(given).not.toHaveProperty('body');
    given.socket.on('error', ignore).destroy();
  },
  'undici.request(url, { dispatcher: agent.compose(interceptors.dump()) })': isRead((url) =>
    request(url, { dispatcher: new Agent().compose(interceptors.dump({ maxSize: 64 << 20 })) }),
  ),
  'http.request(url)': isRead((url) => http.request(url).end()),
  "req.on('information')": isNoBody('information', (name) =>
    http.request(server.url(name, 'information')).on('response', (message) => message.resume()),
  ),
  "req.on('upgrade')": async (name) => {
    const [, socket] = (await once(
      http.request(server.url(name), { headers: { connection: 'upgrade', upgrade: 'x' } }).end(),
      'upgrade',
    )) as [object, Socket];
    socket.on('error', ignore).destroy();
    expect(await server.fate(name, 'closed')).toBe('closed');
  },
  "req.on('connect')": async () => {
    const { hostname, port } = new URL(server.origin);
    const [, socket] = (await once(
      http.request({ hostname, port, method: 'CONNECT', path: 'x:1' }).end(),
      'connect',
    )) as [object, Socket];
    socket.on('error', ignore).destroy();
    expect(socket).toHaveProperty('destroyed', true);
  },
  'axios.get(url)': isRead((url) => axios.get(url), ANY),
  'ofetch(url)': isRead((url) => ofetch(url, { retry: 0 }), ANY),
  'got(url)': isRead((url) => got(url, { retry: { limit: 0 } }), ANY),
  'superagent.get(url)': isRead((url) => superagent.get(url), ANY),
  'superagent.get(url).buffer(false)': isRead((url) => superagent.get(url).buffer(false), ANY),
  'superagent.get(url).pipe(writable)': isRead((url) => superagent.get(url).pipe(sink())),
  'needle.get(url, callback)': isRead((url) => needle.get(url, ignore), ANY),
  "needle('get', url)": isRead((url) => needle('get', url), ANY),
  'phin(url)': isRead((url) => phin(url), ANY),
};

describe('calls without a duty', () => {
  it('has a proof for every entry', () =>
    expect(Object.keys(PROOFS).sort()).toEqual(exempt.map(({ call }) => call).sort()));

  it.each(Object.entries(PROOFS))('%s', async (name, prove) => prove(name));
});
