/** Proves what the tables say that handles can do besides ending the duty: locks, agents that wait or cut off, events that come late. */
import { once } from 'node:events';
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import http2 from 'node:http2';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancellationSources } from '../../../src/protocols/cancellation-sources.js';
import { agentRelease } from '../../../src/protocols/capabilities.js';
import { fetchProtocol, httpProtocol, protocols } from '../../../src/protocols/index.js';
import { callMember, ignore } from './claims.js';
import { TruthServer } from './server.js';

/** Long enough for anything that does not wait for the body. */
const QUIET = 300;

/** Methods of a handle for which a capability is claimed. */
const claiming = (
  handle: (typeof cancellationSources)[string] | undefined,
  capability: 'rejectsWhileLocked' | 'keepsLock' | 'waits' | 'cutsOff' | 'listens',
): string[] => Object.entries(handle?.methods ?? {}).flatMap(([name, method]) => (method[capability] ? [name] : []));

let server: TruthServer;
beforeAll(async () => (server = await TruthServer.start()));
afterAll(() => server.close());

const bodyOf = async (): Promise<ReadableStream<Uint8Array>> => (await fetch(server.url('body'))).body!;

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
    const stream = await bodyOf();
    const holder = stream.getReader();
    await expect(stream.cancel()).rejects.toThrow(TypeError);
    await holder.cancel();
  });

  it('stays with a reader that has cancelled it, and not with an iterator that was returned', async () => {
    expect([claiming(reader, 'keepsLock'), claiming(iterator, 'keepsLock')]).toEqual([['cancel'], []]);
    const read = await bodyOf();
    await read.getReader().cancel();
    expect(read.locked).toBe(true);
    const iterated = await bodyOf();
    await iterated.values().return!();
    expect(iterated.locked).toBe(false);
  });
});

describe('an agent with a response that nobody has read', () => {
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
    expect(claiming(source, 'cutsOff')).toEqual(['destroy']);
    const agent = new Agent();
    const { body } = await request(server.url('cut'), { dispatcher: agent });
    await agent.destroy();
    await expect(body.arrayBuffer()).rejects.toThrow();
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

describe('what is heard', () => {
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
    }
  });

  it('of a stream of a session, when it is over', async () => {
    const over = await TruthServer.startHttp2();
    const session = http2.connect(over.origin).on('error', ignore);
    const stream = session.request({ ':path': '/over' });
    const { endEvent } = agentRelease(protocols.find(({ id }) => id === 'http2')!)!.refusesPending!;
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
