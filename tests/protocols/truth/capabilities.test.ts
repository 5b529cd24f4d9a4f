/** Proves what the tables say that handles can do besides ending the duty: locks, agents that wait or cut off, events that come late. */
import { once } from 'node:events';
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import http2 from 'node:http2';
import { Readable } from 'node:stream';
import { arrayBuffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { HttpClient } from '@actions/http-client';
import got from 'got';
import nodeFetch from 'node-fetch';
import { Agent, request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancellationSources } from '../../../src/protocols/cancellation-sources.js';
import { agentRelease } from '../../../src/protocols/capabilities.js';
import { fetchProtocol, httpProtocol, protocols, type Handle, type Protocol } from '../../../src/protocols/index.js';
import { callMember, ignore, load } from './claims.js';
import { TruthServer } from './server.js';

/** Long enough for anything that does not wait for the body. */
const QUIET = 300;

/** Methods of a handle for which a capability is claimed. */
const claiming = (
  handle: (typeof cancellationSources)[string] | undefined,
  capability: 'rejectsWhileLocked' | 'keepsLock' | 'waits' | 'cutsOff' | 'listens',
): string[] => Object.entries(handle?.methods ?? {}).flatMap(([name, method]) => (method[capability] ? [name] : []));

const table = (id: string): Protocol => protocols.find((protocol) => protocol.id === id)!;
const nodeFetchProtocol = table('node-fetch');
const nodeFetch2 = await load<typeof nodeFetch>('node-fetch2');
const minipassFetch = await load<typeof nodeFetch>('minipass-fetch');

let server: TruthServer;
beforeAll(async () => (server = await TruthServer.start()));
afterAll(() => server.close());

/** Whether a promise has come to an end, in either way, by the time nothing happens any more. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  const outcome = promise.then(
    () => true,
    () => true,
  );
  return Promise.race([outcome, sleep(QUIET, false)]);
}

describe('the lock of a body', () => {
  const { body, reader, iterator } = fetchProtocol.handles;

  it('keeps a cancel from ending it', async () => {
    expect(claiming(body, 'rejectsWhileLocked')).toEqual(['cancel']);
    const response = await fetch(server.url('locked'));
    const holder = response.body!.getReader();
    await expect(response.body!.cancel()).rejects.toThrow(TypeError);
    await holder.cancel();
  });

  it('stays with a reader that has cancelled it, and not with an iterator that was returned', async () => {
    expect([claiming(reader, 'keepsLock'), claiming(iterator, 'keepsLock')]).toEqual([['cancel'], []]);
    const read = await fetch(server.url('read'));
    await read.body!.getReader().cancel();
    expect(read.body!.locked).toBe(true);
    const iterated = await fetch(server.url('iterated'));
    await iterated.body!.values().return!();
    expect(iterated.body!.locked).toBe(false);
  });
});

describe('an agent with an unread response', () => {
  const { agent: source } = cancellationSources;

  it('waits for it where the table says so', async () => {
    expect(claiming(source, 'waits')).toEqual(['close']);
    const agent = new Agent();
    const { body } = await request(server.url('waits'), { dispatcher: agent });
    const closed = agent.close();
    expect(await isSettled(closed)).toBe(false);
    await body.arrayBuffer();
    await closed;
  });

  it('cuts it off where the table says so', async () => {
    expect(claiming(source, 'cutsOff')).toEqual(['destroy', 'dispose']);
    const agent = new Agent();
    const { body } = await request(server.url('cut'), { dispatcher: agent });
    await agent.destroy();
    await expect(body.arrayBuffer()).rejects.toThrow();
    const client = new HttpClient('truth', [], { keepAlive: true });
    const { message } = await client.get(server.url('disposed'));
    client.dispose();
    await expect(arrayBuffer(message)).rejects.toThrow();
  });

  it('is one of a protocol of agents that says how it is closed', () => {
    const using = protocols.filter(({ agents }) => agents !== undefined);
    expect(using.map((protocol) => agentRelease(protocol)?.call.length)).toEqual(using.map(() => 1));
    expect(protocols.filter(({ resource, agents }) => resource === 'agent' && agents !== undefined)).toEqual([]);
  });

  it('has no close that waits where its release cuts readers off', () => {
    const isCut = agentRelease(httpProtocol)?.cutsReaders === true;
    expect([isCut, 'close' in new http.Agent()]).toEqual([true, false]);
  });
});

describe('events of a release', () => {
  const answered = async (id: string): Promise<{ req: ClientRequest; message: IncomingMessage }> => {
    const req = http.get(server.url(id));
    const [message] = (await once(req, 'response')) as [IncomingMessage];
    return { req, message };
  };

  it('of a request, when its response is over', async () => {
    const { req, message } = await answered('late');
    for (const event of cancellationSources[httpProtocol.announcedBy!.source]!.endEvents!) {
      const heard = once(req, event);
      expect(await isSettled(heard)).toBe(false);
      message.resume();
      await heard;
    }
  });

  it('by an iterator, chunk by chunk', async () => {
    const { message: handle } = httpProtocol.handles;
    const names = claiming(handle, 'listens');
    expect(names).toEqual(['iterator', '@@asyncIterator']);
    for (const name of names) {
      const { message } = await answered(name);
      const iterator = callMember(message, name) as AsyncIterator<unknown>;
      const chunk = iterator.next();
      expect(message.listenerCount(handle!.methods![name]!.listens!)).toBe(1);
      await chunk;
      await iterator.return!();
      message.destroy();
    }
  });

  it('of a stream of a session, when it is over', async () => {
    const over = await TruthServer.startHttp2();
    const session = http2.connect(over.origin).on('error', ignore);
    const stream = session.request({ ':path': '/over' });
    const { endEvent } = agentRelease(table('http2'))!.refusesPending!;
    const heard = once(stream, endEvent);
    await once(stream, 'response');
    expect(await isSettled(heard)).toBe(false);
    stream.resume();
    await heard;
    session.close();
    over.close();
  });
});

describe('a request with a stream for its body', () => {
  const options = fetchProtocol.acquire.filter(({ streamsWith }) => streamsWith !== undefined);

  it('is refused without the option that the table names', async () => {
    expect(options.map(({ call, streamsWith }) => [call, streamsWith])).toEqual([['global:fetch', 'duplex']]);
    const init = (): RequestInit => ({ method: 'POST', body: new Blob(['sent']).stream() });
    await expect(fetch(server.url('refused'), init())).rejects.toThrow(TypeError);
    const { body } = await fetch(server.url('sent'), { ...init(), duplex: 'half' });
    await body!.cancel();
  });
});

const opened = async (stream: Readable): Promise<Readable> => {
  await once(stream, 'response');
  return stream;
};

describe('calls that cannot throw', () => {
  /** What the calls are given. */
  const GIVEN: Readonly<Record<string, readonly unknown[]>> = {
    'headers.get': ['etag'],
    'headers.has': ['etag'],
    listenerCount: ['end'],
  };

  const callAll = (target: object, { cannotThrow = [] }: Handle): void => {
    for (const call of cannotThrow) {
      const names = call.split('.');
      const owner = names.slice(0, -1).reduce((of, name) => Reflect.get(of, name) as object, target);
      expect(() => callMember(owner, names.at(-1)!, ...(GIVEN[call] ?? [])), call).not.toThrow();
    }
  };

  it.each([
    ['fetch', fetchProtocol, (url: string): Promise<object> => fetch(url)],
    ['node-fetch 2', nodeFetchProtocol, (url: string): Promise<object> => nodeFetch2(url)],
    ['node-fetch 3', nodeFetchProtocol, (url: string): Promise<object> => nodeFetch(url)],
    ['minipass-fetch', table('minipass-fetch'), (url: string): Promise<object> => minipassFetch(url)],
  ])('of a response of %s, whatever has become of its body', async (name, { handles, root }, get) => {
    const response = (await get(server.url(name, 'length=2'))) as Response;
    expect(handles[root]!.cannotThrow).toContain('headers.get');
    callAll(response, handles[root]!);
    await response.text();
    callAll(response, handles[root]!);
  });

  it('of a reader, also one that waits or has been released', async () => {
    const { reader: handle } = fetchProtocol.handles;
    expect(handle!.cannotThrow).toEqual(['releaseLock']);
    const response = await fetch(server.url('reader'));
    const waiting = response.body!.getReader();
    await waiting.read();
    const pending = waiting.read().catch(ignore);
    callAll(waiting, handle!);
    callAll(waiting, handle!);
    await pending;
    await response.body!.cancel();
  });

  it.each([
    [
      'a message',
      httpProtocol.handles['message']!,
      (url: string) => new Promise<Readable>((resolve) => http.get(url, { agent: false }, resolve)),
    ],
    ['a body of undici', table('undici').handles['body']!, async (url: string) => (await request(url)).body],
    ['a stream of got', table('got').handles['stream']!, async (url: string) => opened(got.stream(url))],
    [
      'a converted body',
      fetchProtocol.handles['stream']!,
      async (url: string) => Readable.fromWeb((await fetch(url)).body as never),
    ],
  ] as const)('of %s, before and after its end', async (name, handle, get) => {
    expect(handle.cannotThrow).toEqual(['isPaused', 'listenerCount']);
    const read = await get(server.url(`read ${name}`, 'length=2'));
    callAll(read, handle);
    await once(read.resume(), 'end');
    callAll(read, handle);
    const destroyed = (await get(server.url(`destroyed ${name}`))).on('error', ignore).destroy();
    callAll(destroyed, handle);
  });
});
