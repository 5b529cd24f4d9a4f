/** Proves the claims of the tables about whole reads: their results, and whether a clone can be read before its response. */
import http, { type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import got from 'got';
import ky from 'ky';
import nodeFetch from 'node-fetch';
import { fetch as undiciFetch, request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import wretch from 'wretch';
import { protocols, type Handle, type Method, type Protocol } from '../../../src/protocols/index.js';
import { callMember, load } from './claims.js';

const MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const LONG = JSON.stringify('x'.repeat(4 << 20));

const BODIES: Readonly<Record<string, Buffer>> = {
  plain: Buffer.from('{"a":"ü"}'),
  marked: Buffer.concat([MARK, Buffer.from('{"a":1}')]),
  malformed: Buffer.from('{"a": tru'),
  empty: Buffer.alloc(0),
  'no UTF-8': Buffer.from([0x22, 0xfc, 0x22]),
  long: Buffer.from(LONG),
};

const server = http.createServer((req, res) => {
  res.end(BODIES[decodeURIComponent(req.url!.slice(1))]);
});
let origin: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const table = (id: string): Protocol => protocols.find((protocol) => protocol.id === id)!;
const nodeFetch2 = await load<typeof nodeFetch>('node-fetch2');
const minipassFetch = await load<typeof nodeFetch>('minipass-fetch');
const ky2 = await load<typeof ky>('ky2');

const CLIENTS: readonly (readonly [string, Protocol, (url: string) => Promise<object>])[] = [
  ['fetch', table('fetch'), (url) => fetch(url)],
  ['fetch of undici', table('fetch'), (url) => undiciFetch(url)],
  ['undici.request', table('undici'), async (url) => (await request(url)).body],
  ['node-fetch 2', table('node-fetch'), (url) => nodeFetch2(url)],
  ['node-fetch 3', table('node-fetch'), (url) => nodeFetch(url)],
  ['minipass-fetch', table('minipass-fetch'), (url) => minipassFetch(url)],
  ['ky 1', table('ky'), async (url) => await ky(url)],
  ['ky 2', table('ky'), async (url) => await ky2(url)],
  ['wretch', table('wretch'), (url) => wretch(url).get().res()],
];

const namesOf = ({ methods = {} }: Handle, test: (method: Method) => boolean): string[] =>
  Object.keys(methods).filter((name) => test(methods[name]!));

/** What a call gives, or the name of what it throws. */
async function outcomeOf(read: () => Promise<unknown>): Promise<{ readonly value?: unknown; readonly error?: string }> {
  try {
    return { value: await read() };
  } catch (error) {
    return { error: (error as Error).name };
  }
}

/** The handle whose methods read. */
const readable = ({ handles }: Protocol): Handle =>
  Object.values(handles).find((handle) => namesOf(handle, ({ gives }) => gives !== undefined).length > 0)!;

describe.each(CLIENTS)('a read by %s', (name, protocol, get) => {
  const [text] = namesOf(readable(protocol), ({ gives }) => gives === 'text');
  const [json] = namesOf(readable(protocol), ({ gives }) => gives === 'parsed text');

  it.each(Object.keys(BODIES))('gives what JSON.parse makes of the text: %s', async (body) => {
    const read = async (method: string): Promise<unknown> => callMember(await get(origin + body), method);
    const parsed = await outcomeOf(async () => JSON.parse((await read(text!)) as string) as unknown);
    const given = await outcomeOf(() => read(json!));
    // Version 3 leaves the error of `JSON.parse` as it is.
    const isOwn = protocol.parsing?.throwsOwn === true && name !== 'node-fetch 3';
    expect(given).toEqual(parsed.error !== undefined && isOwn ? { error: 'FetchError' } : parsed);
  });
});

it.each([
  ['ky 1', ky],
  ['ky 2', ky2],
] as const)('an option of %s takes the place of JSON.parse', async (_name, client) => {
  const { option } = table('ky').parsing!;
  const response = await client(`${origin}plain`, { [option!]: () => 'own' });
  expect(await response.json()).toBe('own');
});

describe('a clone that is read before its response', () => {
  const cloning = CLIENTS.filter(([, protocol]) => readable(protocol).methods!['clone']);

  it.each(cloning)('of %s', async (_name, protocol, get) => {
    const response = (await get(`${origin}long`)) as Response;
    const read = response.clone().json();
    const late = sleep(1000, 'waits', { ref: false });
    expect((await Promise.race([read, late])) === 'waits').toBe(!readable(protocol).methods!['clone']!.buffers);
    // A clone that waits goes on as soon as the response is read.
    expect([await response.text(), await read]).toEqual([LONG, JSON.parse(LONG)]);
  });
});

/** Streams that are the body, by the handle of the table. */
const STREAMS: readonly (readonly [string, Handle, (url: string) => Promise<Readable>])[] = [
  [
    'node:http',
    table('http').handles['message']!,
    (url) => new Promise<IncomingMessage>((resolve, reject) => http.get(url, resolve).on('error', reject)),
  ],
  ['undici.request', table('undici').handles['body']!, async (url) => (await request(url)).body],
  ['got', table('got').handles['stream']!, (url) => Promise.resolve(got.stream(url))],
  ['node-fetch 2', table('node-fetch').handles['body']!, async (url) => (await nodeFetch2(url)).body as Readable],
  ['node-fetch 3', table('node-fetch').handles['body']!, async (url) => (await nodeFetch(url)).body as Readable],
  [
    'axios',
    table('axios').handles['stream']!,
    async (url) => (await axios.get<Readable>(url, { responseType: 'stream', proxy: false })).data,
  ],
];

async function sizeOf(stream: Readable): Promise<number> {
  let size = 0;
  for await (const chunk of stream) size += (chunk as Buffer).length;
  return size;
}

describe.each(STREAMS)('the stream of %s', (_, handle, get) => {
  it('gives its second reader nothing, without an error', async () => {
    const stream = await get(`${origin}plain`);
    expect(await sizeOf(stream)).toBe(BODIES['plain']!.length);
    expect(handle.methods?.['@@asyncIterator']?.needs).toBe('unread');
    expect(await sizeOf(stream)).toBe(0);
    expect(await stream.toArray()).toEqual([]);
  });

  it('fails under the reader that comes after a loop which is left', async () => {
    const stream = await get(`${origin}long`);
    for await (const chunk of stream) if (chunk) break;
    await expect(sizeOf(stream)).rejects.toThrow();
  });
});

describe('a Request', () => {
  const made = (): Request => new Request(`${origin}plain`, { method: 'POST', body: 'x' });

  it('that has been sent cannot be sent again', async () => {
    const sent = made();
    await (await fetch(sent)).text();
    await expect(fetch(sent)).rejects.toThrow(/already been used/);
    expect(() => new Request(sent)).toThrow(/already been used/);
  });

  it('that has been read cannot be sent, but with a new body', async () => {
    const read = made();
    await read.text();
    await expect(fetch(read)).rejects.toThrow(/already been used/);
    await expect(read.text()).rejects.toThrow(TypeError);
    expect((await fetch(new Request(read, { body: 'y' }))).status).toBe(200);
  });

  it('without a body can be read and sent any number of times', async () => {
    const empty = new Request(`${origin}plain`);
    for (const attempt of ['first', 'second']) {
      expect(await empty.text(), attempt).toBe('');
      expect((await fetch(empty)).status, attempt).toBe(200);
    }
  });
});
