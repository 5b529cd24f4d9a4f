/** Bodies that nobody reads are reported whatever their size, and what was read, cancelled or handed on is not. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import ky from 'ky';
import { ofetch } from 'ofetch';
import { getGlobalDispatcher, MockAgent, setGlobalDispatcher } from 'undici';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { allowLeaks, configure, snapshot, start, stop, track, verifyNone } from '../../src/verify/index.js';
import { BIG, leaksNow, serverForTests, type Loopback } from './support.js';

const SMALL = 20;
/** How often a clean case is run: chance may not make it a leak. */
const TIMES = 20;
/** A leak that the verification waits for is there from the beginning. */
const options = { timeout: 60, agents: false };

const server = serverForTests(serveSizes);
const original = fetch;

/** Answers `/N` with so many bytes, `/N/STATUS` with that status, `/N/slow` with the second half after 50 ms, `/N/redirect` with the way to `/N`. */
async function serveSizes(): Promise<Loopback> {
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const [, size, how = '200'] = (request.url ?? '/').split('?')[0]!.split('/');
    const body = Buffer.alloc(Number(size), 'x');
    if (how === 'redirect') return response.writeHead(302, { location: `/${size}` }).end('moved');
    if (how === 'chunked') return (response.write(body), response.end());
    if (how === 'slow') {
      response.write(body.subarray(body.length / 2));
      return setTimeout(() => response.end(body.subarray(body.length / 2)), 50);
    }
    response.statusCode = Number(how);
    return response.end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Lets go of what the last test left open. */
const held: Response[] = [];
beforeEach(async () => {
  await Promise.all(held.splice(0).map(async (response) => response.body?.cancel().catch(() => {})));
  start();
});
afterEach(() => configure({ unread: true }));

/** For the leaking cases: what the server sends, how the response is left, and what is reported. */
const LEFT: readonly [name: string, path: string, status: number, leave: (url: string) => Promise<Response>][] = [
  ['nothing reads', '', 200, (url) => fetch(url)],
  ['nothing reads, sent in chunks', '/chunked', 200, (url) => fetch(url)],
  ['an error status makes the program throw', '/503', 503, (url) => fetch(url)],
  ['a redirect leads to', '/redirect', 200, (url) => fetch(url)],
  ['an explicit redirect has', '/redirect', 302, (url) => fetch(url, { redirect: 'manual' })],
  ['has only been looked at', '', 200, async (url) => await looked(url)],
  ['has been cloned, and no branch of it is read', '', 200, async (url) => cloned(url)],
  ['another response got', '', 200, async (url) => new Response((await fetch(url)).body)],
  ['a signal may still cancel', '', 200, (url) => fetch(url, { signal: new AbortController().signal })],
  ['ky got', '', 200, (url) => ky(url)],
  ['ofetch got as a stream', '', 200, (url) => ofetch.native(url)],
  ['is sent later', '/slow', 200, (url) => fetch(url)],
];

async function looked(url: string): Promise<Response> {
  const response = await fetch(url);
  expect([response.ok, response.bodyUsed, response.body?.locked]).toEqual([true, false, false]);
  return response;
}

async function cloned(url: string): Promise<Response> {
  const response = await fetch(url);
  held.push(response.clone());
  return response;
}

describe.each([
  ['20 bytes', SMALL],
  ['8 MiB', BIG],
])('a body of %s', (_size, size) => {
  it.each(LEFT)('that %s is reported', async (_name, path, status, leave) => {
    held.push(await leave(`${server.origin}/${size}${path}`));
    const { bodies, message } = await leaksNow(options);
    expect(bodies).toMatchObject([{ client: 'fetch', method: 'GET', status, reclaimed: false }]);
    expect(bodies[0]?.url).toMatch(new RegExp(`^${server.origin}/${size}`));
    expect(bodies[0]?.stack.join()).toContain('unread.test.ts');
    expect(message).toMatch(/^1 HTTP response was left open/);
    await verifyNone({ timeout: 0 });
  });

  const signalled = async (url: string, after: (ac: AbortController, response: Response) => unknown): Promise<void> => {
    const ac = new AbortController();
    const response = await fetch(url, { signal: ac.signal });
    await after(ac, response);
  };

  /** Each is run many times in one test. */
  const CLEAN: readonly [name: string, use: (url: string) => Promise<unknown>][] = [
    ['read', async (url) => (await fetch(url)).arrayBuffer()],
    ['read but not awaited', async (url) => void (await fetch(url)).arrayBuffer()],
    [
      'read later, within the wait',
      async (url) => {
        const response = await fetch(url);
        setTimeout(() => void response.arrayBuffer(), 30);
      },
    ],
    ['sent and read within the wait', async (url) => void (await fetch(`${url}/slow`)).arrayBuffer()],
    ['cancelled', async (url) => (await fetch(url)).body?.cancel()],
    [
      'iterated and left',
      async (url) => {
        for await (const chunk of (await fetch(url)).body!) if (chunk) break;
      },
    ],
    ['read where it fails to parse', async (url) => (await fetch(url)).json().catch(() => {})],
    ['read by a pipe', async (url) => (await fetch(url)).body!.pipeTo(new WritableStream())],
    [
      'read through a transform',
      async (url) => new Response((await fetch(url)).body!.pipeThrough(new TransformStream())).arrayBuffer(),
    ],
    [
      'read by a stream of Node',
      async (url) =>
        Readable.fromWeb((await fetch(url)).body! as never)
          .resume()
          .toArray(),
    ],
    ['read by the response that got it', async (url) => new Response((await fetch(url)).body).arrayBuffer()],
    [
      'read by the request that got it',
      async (url) => {
        const { body } = await fetch(url);
        await new Request(server.origin, { method: 'POST', body, duplex: 'half' }).arrayBuffer();
      },
    ],
    ['read in a clone', async (url) => (await fetch(url)).clone().arrayBuffer()],
    ['read in the clone of a clone', async (url) => (await fetch(url)).clone().clone().arrayBuffer()],
    [
      'read while a clone is kept',
      async (url) => {
        const response = await fetch(url);
        held.push(response.clone());
        await response.arrayBuffer();
      },
    ],
    [
      'read in both branches of a tee',
      async (url) => {
        const branches = (await fetch(url)).body!.tee();
        await Promise.all(branches.map((branch) => new Response(branch).arrayBuffer()));
      },
    ],
    [
      'cancelled in both clones',
      async (url) => {
        const response = await fetch(url);
        await Promise.all([response.clone().body?.cancel(), response.body?.cancel()]);
      },
    ],
    ['aborted', (url) => signalled(url, (ac) => ac.abort())],
    [
      'aborted after it has arrived',
      (url) =>
        signalled(url, async (ac) => {
          await sleep(5);
          ac.abort();
        }),
    ],
    [
      'aborted while it is read',
      (url) =>
        signalled(url, (ac, response) => {
          response.text().catch(() => {});
          ac.abort();
        }),
    ],
    ['of a request that fails', async () => fetch('http://127.0.0.1:1').catch(() => {})],
    ['of HEAD', (url) => fetch(url, { method: 'HEAD' })],
    ['of 204', () => fetch(`${server.origin}/0/204`)],
    ['of 304', () => fetch(`${server.origin}/0/304`)],
    ['declared to be empty', () => fetch(`${server.origin}/0`)],
    ['read by ky', (url) => ky(url).arrayBuffer()],
    ['read by ofetch', (url) => ofetch(url, { responseType: 'arrayBuffer' })],
  ];

  it.each(CLEAN)('is not reported: %s', async (_name, use) => {
    for (let time = 0; time < (size === SMALL ? TIMES : 2); time += 1) {
      start();
      await use(`${server.origin}/${size}`);
      await verifyNone({ agents: false, timeout: 5000 });
    }
  });
});

it('takes a reader for somebody who reads, if the body holds no connection', async () => {
  const response = await fetch(`${server.origin}/${SMALL}`);
  const reader = response.body!.getReader();
  await sleep(50);
  await verifyNone({ ...options, timeout: 0 });
  reader.releaseLock();
});

it('says what it knows of a body that holds no connection', async () => {
  held.push(await fetch(`${server.origin}/${SMALL}/500?token=secret`, { method: 'post', body: 'x' }));
  const { bodies, message } = await leaksNow(options);
  expect(bodies).toMatchObject([{ method: 'POST', arrived: true, bytes: SMALL, status: 500 }]);
  expect(bodies[0]?.url).toBe(`${server.origin}/${SMALL}/500?token=…`);
  expect(message).toMatch(/1\. fetch POST \S+ → 500, 20 bytes, not read for \d+ ms\n/);
});

it.each([
  ['an option of the verification', () => verifyNone({ ...options, unread: false })],
  ['a default', () => (configure({ unread: false }), verifyNone(options))],
  ['the running test', () => (allowLeaks('it looks at the status only'), verifyNone(options))],
  ['its URL', () => verifyNone({ ...options, ignore: { url: `/${SMALL}?kept` } })],
  ['its stack', () => verifyNone({ ...options, ignore: { stack: 'unread.test.ts' } })],
])('can be left by %s', async (_name, verify) => {
  held.push(await fetch(`${server.origin}/${SMALL}?kept`));
  await verify();
  held.push(await fetch(`${server.origin}/${SMALL}?next`));
  configure({ unread: true });
  start();
  held.push(await fetch(`${server.origin}/${SMALL}?last`));
  expect((await leaksNow(options)).bodies).toHaveLength(1);
});

it('counts what a test left without start, as long as something refers to it', async () => {
  await verifyNone(options);
  held.push(await fetch(`${server.origin}/${SMALL}`));
  expect((await leaksNow(options)).bodies).toHaveLength(1);
});

it('reports each of many, and forgets those that were read meanwhile', async () => {
  const url = `${server.origin}/${SMALL}`;
  for (let one = 0; one < 300; one += 1) {
    const response = await fetch(url);
    if (one % 3 === 0) held.push(response);
    else await response.arrayBuffer();
  }
  expect((await leaksNow(options)).bodies).toHaveLength(100);
});

describe('track', () => {
  it('reports what its block left, and nothing of another one', async () => {
    const url = `${server.origin}/${SMALL}`;
    const outcomes = await Promise.allSettled([
      track(async () => void held.push(await fetch(`${url}?mine`)), options),
      track(async () => (await fetch(`${url}?yours`)).text(), options),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(String((outcomes[0] as PromiseRejectedResult).reason)).toContain(`${url}?…`);
    await verifyNone({ ...options, timeout: 0 });
  });
});

describe('memory', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const left = async (): Promise<WeakRef<Response>> => new WeakRef(await fetch(`${server.origin}/${SMALL}`));
  const gone = (response: WeakRef<Response>): Promise<void> =>
    vi.waitFor(() => {
      collect();
      expect(response.deref() === undefined).toBe(true);
    }, 5000);

  it('keeps an unread response until its test is over, and no longer', async () => {
    const response = await left();
    await sleep(1);
    collect();
    expect((await leaksNow(options)).bodies).toHaveLength(1);
    await gone(response);
  });

  it('keeps none when no test is running', async () => {
    await verifyNone(options);
    const response = await left();
    await gone(response);
    await verifyNone(options);
  });
});

describe('a fetch that is replaced', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    globalThis.fetch = original;
  });

  it('is seen if it is there when the test starts', async () => {
    vi.stubGlobal(
      'fetch',
      vi.fn(async () => new Response('{}', { status: 502 })),
    );
    start();
    held.push(await fetch('/relative', { method: 'PUT' }));
    expect((await leaksNow(options)).bodies).toMatchObject([
      { method: 'PUT', url: '/relative', status: 502, arrived: true },
    ]);
    expect(fetch).toHaveBeenCalledOnce();
  });

  it('may give one response again and again', async () => {
    const response = new Response('{}');
    globalThis.fetch = async () => response;
    start();
    await fetch('/once');
    await (await fetch('/again')).text();
    await fetch('/later');
    await verifyNone(options);
  });

  it('may give anything', async () => {
    const given = [
      undefined,
      null,
      7,
      {},
      { body: {} },
      { bodyUsed: false, body: 'text' },
      new Proxy(
        {},
        {
          get: (_target, key) => {
            if (key === 'then') return undefined;
            throw new Error('mine');
          },
        },
      ),
    ];
    for (const value of given) {
      globalThis.fetch = async () => value as never;
      start();
      expect(Object.is(await fetch('/x'), value)).toBe(true);
      await verifyNone(options);
    }
    globalThis.fetch = (() => 'no promise') as never;
    start();
    expect(fetch('/x')).toBe('no promise');
  });

  it('is seen where a dispatcher mocks', async () => {
    const before = getGlobalDispatcher();
    const agent = new MockAgent();
    agent.disableNetConnect();
    agent.get('http://mocked.test').intercept({ path: '/' }).reply(200, 'mocked').times(2);
    setGlobalDispatcher(agent);
    try {
      held.push(await fetch('http://mocked.test/'));
      expect((await leaksNow(options)).bodies).toMatchObject([{ url: 'http://mocked.test/', arrived: true }]);
      start();
      await (await fetch('http://mocked.test/')).text();
      await verifyNone(options);
    } finally {
      setGlobalDispatcher(before);
      await agent.close();
    }
  });
});

describe('fetch', () => {
  it('looks the same', () => {
    stop();
    const before = Object.getOwnPropertyDescriptor(globalThis, 'fetch')!;
    const bare = fetch;
    start();
    const { value, ...flags } = Object.getOwnPropertyDescriptor(globalThis, 'fetch')! as { value: unknown };
    expect(flags).toEqual({
      writable: before.writable,
      enumerable: before.enumerable,
      configurable: before.configurable,
    });
    expect(value).not.toBe(bare);
    expect([fetch.name, fetch.length, typeof fetch, fetch instanceof Function, Object.keys(fetch)]).toEqual([
      bare.name,
      bare.length,
      'function',
      true,
      Object.keys(bare),
    ]);
    stop();
    expect(fetch).toBe(bare);
    expect(Object.getOwnPropertyDescriptor(globalThis, 'fetch')).toEqual(before);
  });

  it('is wrapped once, and a replacement of the program is not taken away', () => {
    start();
    const watched = fetch;
    start();
    expect(fetch).toBe(watched);
    const own = async (): Promise<Response> => new Response(null);
    globalThis.fetch = own;
    stop();
    expect(fetch).toBe(own);
    globalThis.fetch = watched;
    start();
  });

  it('gives what it gave, with the same receiver', async () => {
    const receivers: unknown[] = [];
    const before = fetch;
    globalThis.fetch = async function (this: unknown) {
      receivers.push(this);
      return new Response(null);
    };
    start();
    await Reflect.apply(fetch, undefined, ['/x']);
    await globalThis.fetch('/x');
    expect(receivers).toEqual([undefined, globalThis]);
    globalThis.fetch = before;
    const response = await fetch(`${server.origin}/${SMALL}`);
    expect([
      response instanceof Response,
      response.constructor === Response,
      Object.getPrototypeOf(response) === Response.prototype,
    ]).toEqual([true, true, true]);
    await response.text();
  });

  it('can be mocked by tools that replace the value of a property', async () => {
    const { mock } = await import('node:test');
    const mocked = mock.method(globalThis, 'fetch', async () => new Response('mine'));
    expect(await (await fetch('/x')).text()).toBe('mine');
    mocked.mock.restore();
    const spy = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('spied'));
    expect(await (await fetch('/x')).text()).toBe('spied');
    spy.mockRestore();
    expect(await (await fetch(`${server.origin}/${SMALL}`)).text()).toBe('x'.repeat(SMALL));
    await verifyNone(options);
  });
});

it('is not counted by the snapshot, which counts connections', async () => {
  const before = snapshot().bodies;
  held.push(await fetch(`${server.origin}/${SMALL}`));
  await sleep(20);
  expect(snapshot().bodies).toBe(before);
});
