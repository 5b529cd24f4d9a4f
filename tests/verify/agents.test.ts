/** What pools connections: made and never closed, closed, declared as shared, global; and pools that an open response stalls. */
import { once } from 'node:events';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import { beforeEach, describe, expect, it } from 'vitest';
import * as undici7 from 'undici';
import * as undici6 from 'undici6';
import { shared, start, verifyNone } from '../../src/verify/index.js';
import { leaksNow, serverForTests, serveHttp2 } from './support.js';

const server = serverForTests();
const server2 = serverForTests(serveHttp2);

beforeEach(() => start());

const getWith = async (agent: http.Agent): Promise<void> => {
  const [response] = (await once(http.get(`${server.origin}/small`, { agent }), 'response')) as [http.IncomingMessage];
  await once(response.resume(), 'close');
};
const sessionUsed = async (): Promise<http2.ClientHttp2Session> => {
  const session = http2.connect(server2.origin);
  await once(session.request({ ':path': '/' }).resume(), 'close');
  return session;
};

interface Dispatcher {
  close(): Promise<void>;
}
const UNDICI: readonly [string, (wrap?: <A extends object>(agent: A) => A) => Promise<Dispatcher>][] = [6, 7].flatMap(
  (version) => {
    const undici = version === 6 ? (undici6 as unknown as typeof undici7) : undici7;
    return (['Agent', 'Pool', 'Client'] as const).map(
      (kind): [string, (wrap?: <A extends object>(agent: A) => A) => Promise<Dispatcher>] => [
        `undici ${version} ${kind}`,
        async (wrap = (agent) => agent) => {
          const dispatcher = wrap(kind === 'Agent' ? new undici.Agent() : new undici[kind](server.origin));
          await (await undici.request(server.origin, { dispatcher })).body.text();
          return dispatcher;
        },
      ],
    );
  },
);

describe.each(UNDICI)('%s', (_name, used) => {
  it('is reported by its first use while it is not closed', async () => {
    const dispatcher = await used();
    const { agents, bodies } = await leaksNow();
    expect(bodies).toEqual([]);
    expect(agents.map(({ kind, idle, byFirstUse }) => ({ kind, idle, byFirstUse }))).toEqual([
      { kind: 'undici dispatcher', idle: [server.origin], byFirstUse: true },
    ]);
    expect(agents[0]?.stack[0]).toContain('agents.test.ts');
    await dispatcher.close();
  });

  it('is silent once it is closed', async () => {
    await (await used()).close();
    await verifyNone();
  });

  it('is silent where it is declared as shared', async () => {
    const dispatcher = await used(shared);
    await verifyNone();
    await dispatcher.close();
  });
});

it('reports the connections of a pool that were first used at one place together', async () => {
  const pool = new undici7.Pool(server.origin);
  await Promise.all(['/a', '/b', '/c'].map(async (path) => (await pool.request({ path, method: 'GET' })).body.text()));
  expect((await leaksNow()).agents.map(({ idle }) => idle)).toEqual([[server.origin, server.origin, server.origin]]);
  await pool.close();
});

describe('a global dispatcher that a test sets', () => {
  const used = async (): Promise<void> => {
    const before = undici7.getGlobalDispatcher();
    const own = new undici7.Agent();
    undici7.setGlobalDispatcher(own);
    await (await undici7.fetch(server.origin)).text();
    undici7.setGlobalDispatcher(before);
  };

  it('may keep its idle connections', async () => {
    await used();
    await verifyNone();
  });

  it('may not, where globals count', async () => {
    await used();
    expect((await leaksNow({ globals: true })).agents).toMatchObject([
      { kind: 'undici dispatcher', idle: [server.origin] },
    ]);
  });
});

describe('agents of node:http', () => {
  it('are reported where they were made', async () => {
    const agent = new http.Agent({ keepAlive: true });
    await getWith(agent);
    const { agents, message } = await leaksNow();
    expect(agents.map(({ kind, idle, byFirstUse }) => ({ kind, idle, byFirstUse }))).toEqual([
      { kind: 'http.Agent', idle: [server.origin], byFirstUse: false },
    ]);
    expect(message).toContain('1 agent was never closed and keeps connections:');
    agent.destroy();
  });

  it('are silent once they are destroyed, without keep-alive, shared, global, or made before the start', async () => {
    const destroyed = new http.Agent({ keepAlive: true });
    await getWith(destroyed);
    destroyed.destroy();
    await getWith(new http.Agent());
    const kept = shared(new http.Agent({ keepAlive: true }));
    await getWith(kept);
    await getWith(http.globalAgent);
    const earlier = new http.Agent({ keepAlive: true });
    start();
    await getWith(earlier);
    await verifyNone();
    kept.destroy();
    earlier.destroy();
  });

  it('are unchanged for code that extends them or compares constructors', async () => {
    class Own extends http.Agent {
      readonly mark = 'own';
    }
    const agent = new Own({ keepAlive: true });
    expect(agent).toBeInstanceOf(http.Agent);
    expect(agent).toBeInstanceOf(Own);
    expect(agent.mark).toBe('own');
    expect(new https.Agent()).toBeInstanceOf(http.Agent);
    await getWith(agent);
    expect((await leaksNow()).agents).toHaveLength(1);
    agent.destroy();
  });
});

it('reports an HTTP/2 session until it is closed', async () => {
  const session = await sessionUsed();
  const { agents } = await leaksNow();
  expect(agents.map(({ kind, idle }) => ({ kind, idle }))).toEqual([{ kind: 'http2 session', idle: [server2.origin] }]);
  session.close();
  const other = await sessionUsed();
  other.close();
  await verifyNone();
});

describe('a pool that an open response stalls', () => {
  it('is reported for a client of undici', async () => {
    const client = shared(new undici7.Client(server.origin));
    const { body } = await client.request({ path: '/big', method: 'GET' });
    const second = client.request({ path: '/small', method: 'GET' }).catch(() => undefined);
    const { bodies, stalled } = await leaksNow({ timeout: 200 });
    expect(bodies).toHaveLength(1);
    expect(stalled.map(({ origin, waiting }) => ({ origin, waiting }))).toEqual([
      { origin: server.origin, waiting: 1 },
    ]);
    await body.dump();
    await (await second)?.body.text();
    await client.close();
    await verifyNone();
  });

  it('is reported for node:http', async () => {
    const agent = shared(new http.Agent({ keepAlive: true, maxSockets: 1 }));
    const [open] = (await once(http.get(`${server.origin}/big`, { agent }), 'response')) as [http.IncomingMessage];
    const second = getWith(agent);
    const { stalled, message } = await leaksNow({ timeout: 200 });
    expect(stalled.map(({ origin, waiting }) => ({ origin, waiting }))).toEqual([
      { origin: server.origin, waiting: 1 },
    ]);
    expect(message).toContain('1 pool is stalled:');
    open.destroy();
    await second;
    agent.destroy();
    await verifyNone();
  });
});
