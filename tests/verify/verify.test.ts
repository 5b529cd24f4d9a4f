/** What the functions do, whatever the client. */
import { once } from 'node:events';
import http from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Agent, request as undici } from 'undici';
import { HttpLeakError, snapshot, start, track, verifyNone, type IgnoreOptions } from '../../src/verify/index.js';
import { withoutSecrets } from '../../src/verify/url.js';
import { leaksNow, serverForTests } from './support.js';

const server = serverForTests();
/** Keeps responses from the garbage collector until the test is over. */
const held: Response[] = [];
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

beforeEach(async () => {
  await Promise.all(held.splice(0).map(async (response) => response.body?.cancel()));
  start();
});

async function left(path = '/big'): Promise<Response> {
  const response = await fetch(server.origin + path);
  held.push(response);
  return response;
}

describe('verifyNone', () => {
  it('says all there is to know of an open response', async () => {
    await left('/status/503?token=secret&page=2');
    const { bodies, message } = await leaksNow();
    expect(bodies).toMatchObject([
      {
        client: 'fetch',
        via: null,
        method: 'GET',
        url: `${server.origin}/status/503?token=…&page=…`,
        status: 503,
        reclaimed: false,
      },
    ]);
    expect(bodies[0]?.bytes).toBeGreaterThan(0);
    expect(bodies[0]?.age).toBeGreaterThanOrEqual(0);
    expect(bodies[0]?.stack[0]).toMatch(/^at left \(.*verify\.test\.ts:\d+:\d+\)$/);
    expect(bodies[0]?.stack.join()).not.toMatch(/node:|node_modules/);
    const frame = bodies[0]?.stack[0] ?? '';
    expect(message.replace(/\d+ (?=bytes|ms)/g, 'N ')).toContain(
      `1 HTTP response was left open: read or cancel its body:\n\n  1. fetch GET ${server.origin}/status/503?token=…&page=… → 503, N bytes seen, open for N ms\n     acquired:\n       ${frame}\n`,
    );
  });

  it('reports once', async () => {
    await left();
    await leaksNow();
    await verifyNone();
  });

  it('waits for responses that are about to end', async () => {
    const response = await left();
    setTimeout(() => void response.body?.cancel(), 50);
    await verifyNone({ timeout: 5000 });
  });

  it('goes by its own clock under fake timers', async () => {
    vi.useFakeTimers();
    try {
      await left();
      expect((await leaksNow()).bodies).toHaveLength(1);
    } finally {
      vi.useRealTimers();
    }
  });

  it.each<[string, IgnoreOptions]>([
    ['a part of the URL', { url: '/big?kept' }],
    ['an expression on the URL', { url: [/nothing/, /kept=\d$/] }],
    ['a question about the URL', { url: (url) => new URL(url).searchParams.has('kept') }],
    ['a frame of the stack', { stack: 'at left (' }],
  ])('ignores by %s', async (_name, ignore) => {
    await left('/big?kept=1');
    await verifyNone({ ignore, timeout: 0 });
  });

  it('reports entries that do not match', async () => {
    await left('/big?other=1');
    expect((await leaksNow({ ignore: { url: 'kept', stack: 'at right (', agent: 'http' } })).bodies).toHaveLength(1);
  });

  it('counts an unread response that the garbage collector has reclaimed while no test was running', async () => {
    await verifyNone();
    await (async () => void (await fetch(`${server.origin}/big/collected`)))();
    await vi.waitFor(
      () => {
        collect();
        expect(
          snapshot()
            .stacks.flatMap(({ requests }) => requests)
            .join(),
        ).not.toContain('/big/collected');
      },
      { timeout: 5000 },
    );
    const { bodies, message } = await leaksNow({ timeout: 0 });
    expect(bodies).toMatchObject([{ client: 'fetch', reclaimed: true }]);
    expect(message).toContain('reclaimed by the garbage collector after');
    await verifyNone();
  });
});

describe('track', () => {
  it('returns the result of the block', async () => {
    expect(await track(async () => (await (await fetch(server.origin)).text()).length)).toBe(1024);
  });

  it('tells blocks that run side by side apart', async () => {
    const outcomes = await Promise.allSettled([
      track(async () => void (await left('/big?mine')), { timeout: 60 }),
      track(async () => (await fetch(`${server.origin}/big?yours`)).arrayBuffer(), { timeout: 60 }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    const { leaks } = (outcomes[0] as PromiseRejectedResult).reason as HttpLeakError;
    expect(leaks.bodies.map(({ url }) => url)).toEqual([`${server.origin}/big?…`]);
    await verifyNone({ timeout: 0 });
  });

  it('ignores open responses of a running block', async () => {
    let finish = (): void => {};
    const opened = new Promise<void>((resolve) => {
      void track(
        async () => {
          const response = await left();
          resolve();
          await new Promise<void>((done) => (finish = done));
          await response.body?.cancel();
        },
        { timeout: 1000 },
      );
    });
    await opened;
    await verifyNone({ timeout: 0 });
    finish();
  });

  it('reports responses that an inner block does not cover', async () => {
    const inner = track(async () => void (await left('/big?inner')), { timeout: 0 });
    await expect(inner).rejects.toThrow(HttpLeakError);
    await expect(
      track(
        async () => {
          await track(async () => (await fetch(server.origin)).text());
          await left('/big?outer');
        },
        { timeout: 0 },
      ),
    ).rejects.toThrow('left open');
  });

  it('fails as the block does, and with both where it leaks as well', async () => {
    await expect(track(() => Promise.reject(new Error('broken')))).rejects.toThrow(/^broken$/);
    const both = await track(
      async () => {
        await left();
        throw new Error('broken');
      },
      { timeout: 0 },
    ).catch((error: unknown) => error);
    expect(both).toBeInstanceOf(AggregateError);
    expect((both as AggregateError).errors).toMatchObject([{ message: 'broken' }, { name: 'HttpLeakError' }]);
    expect((both as AggregateError).message).toMatch(/^broken\n\n1 HTTP response was left open/);
  });
});

const client = new Agent();
afterAll(() => client.close());
it.each<[string, (url: string) => Promise<unknown>]>([
  [
    'a request that is over, though the program keeps it',
    async (url) => {
      const request = http.get(url, { agent: new http.Agent() }, (response) => response.resume());
      await once(request, 'close');
      return request;
    },
  ],
  ['an agent that keeps its connection', async (url) => (await undici(url, { dispatcher: client })).body.dump()],
  ['a response that stays open', (url) => once(http.get(url, { agent: new http.Agent() }), 'response')],
])('keeps no function alive by the stack of %s', async (_name, use) => {
  const kept: unknown[] = [];
  const caller = await (async () => {
    const calling = async (): Promise<unknown> => kept.push(await use(server.origin));
    await calling();
    return new WeakRef(calling);
  })();
  await vi.waitFor(
    () => {
      collect();
      expect(caller.deref() === undefined).toBe(true); // an assertion about the function itself would keep it
    },
    { timeout: 5000 },
  );
  expect(kept).toHaveLength(1);
});

it('counts for an exporter', async () => {
  const before = snapshot();
  for (const path of ['/big?a=1', '/big?a=2', '/status/500']) await left(path);
  const now = snapshot();
  expect(now.bodies - before.bodies).toBe(3);
  expect(now.sockets[server.origin]?.busy).toBeGreaterThanOrEqual(3);
  const mine = now.stacks.filter(
    ({ stack }) => stack[0]?.startsWith('at left (') && stack[1]?.includes('verify.test.ts'),
  );
  expect(mine).toMatchObject([
    {
      open: 3,
      estimated: 3,
      requests: [`fetch GET ${server.origin}/big?a=… → 200`, `fetch GET ${server.origin}/status/500 → 500`],
    },
  ]);
});

it.each([
  ['http://user:password@host:80/path?token=a&b=c&d', 'http://host:80/path?token=…&b=…&…'],
  ['http://host/a/b', 'http://host/a/b'],
  ['/only/a?path=x@y//z', '/only/a?path=…'],
  ['http://host/?', 'http://host/?…'],
])('takes the secrets out of %s', (url, safe) => {
  expect(withoutSecrets(url)).toBe(safe);
});
