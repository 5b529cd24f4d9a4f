/**
 * Proves the tables of agents: each keeps a connection after a response that was read, and gives it back by what the
 * table says, and by nothing else.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import http2, { type ClientHttp2Session } from 'node:http2';
import { setTimeout as sleep } from 'node:timers/promises';
import { HttpClient } from '@actions/http-client';
import * as grpc from '@grpc/grpc-js';
import AgentKeepAlive from 'agentkeepalive';
import { HttpProxyAgent as HpProxyAgent } from 'hpagent';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { request as playwright, type APIRequestContext } from 'playwright-core';
import { HttpClient as TypedClient } from 'typed-rest-client/HttpClient.js';
import {
  Agent,
  BalancedPool,
  Client,
  EnvHttpProxyAgent,
  interceptors,
  Pool,
  ProxyAgent,
  request,
  RoundRobinPool,
  type Dispatcher,
} from 'undici';
import { beforeAll, describe, expect, it } from 'vitest';
import { protocols, type Protocol } from '../../../src/protocols/index.js';
import { callMember, ignore } from './claims.js';
import { TruthServer } from './server.js';

/** How an agent is made, and how a response is fetched and read through it. */
interface Use {
  readonly make: (origin: string) => object | Promise<object>;
  readonly read: (agent: object, url: string) => Promise<unknown>;
}

const table = (id: string): Protocol => protocols.find((protocol) => protocol.id === id)!;

const throughDispatcher = (make: (origin: string) => Dispatcher): Use => ({
  make,
  read: async (dispatcher, url) => (await request(url, { dispatcher: dispatcher as Dispatcher })).body.text(),
});

const throughAgent = (make: (origin: string) => http.Agent): Use => ({
  make,
  read: (agent, url) =>
    new Promise((resolve, reject) =>
      http
        .get(url, { agent: agent as http.Agent }, (message) => message.on('end', resolve).resume())
        .on('error', reject),
    ),
});

const session: Use = {
  make: (origin) => http2.connect(origin).on('error', ignore),
  read: (agent, url) =>
    once(
      (agent as ClientHttp2Session).request({ ':path': new URL(url).pathname + new URL(url).search }).resume(),
      'close',
    ),
};

const throughClient = (make: () => HttpClient | TypedClient): Use => ({
  make,
  read: async (client, url) => (await (client as HttpClient).get(url)).readBody(),
});

const throughPlaywright: Use = {
  make: () => playwright.newContext(),
  read: async (context, url) => (await (context as APIRequestContext).get(url)).body(),
};

const throughGrpc: Use = {
  make: (origin) =>
    new grpc.Client(new URL(origin).host, grpc.credentials.createInsecure(), { 'grpc.use_local_subchannel_pool': 1 }),
  read: (client) =>
    new Promise<void>((resolve, reject) =>
      (client as grpc.Client).waitForReady(Date.now() + PATIENCE, (error) => (error ? reject(error) : resolve())),
    ),
};

/** Long enough for a socket to be closed, and less than it is kept alive. */
const QUIET = 1_500;
const PATIENCE = 10_000;

interface Agents {
  readonly protocol: Protocol;
  readonly uses: Readonly<Record<string, Use>>;
  /** Over TLS, SOCKS or h2c, or a package that is not installed here; each shares its class with one that is proven, but for Deno's. */
  readonly unproven: readonly string[];
  readonly start: () => Promise<TruthServer>;
  /** How members are used that take arguments. */
  readonly arguments?: Readonly<Record<string, readonly unknown[]>>;
}

const AGENTS: readonly Agents[] = [
  {
    protocol: table('undici-agent'),
    start: () => TruthServer.start(),
    uses: {
      'new undici:Agent': throughDispatcher(() => new Agent()),
      'new undici:Client': throughDispatcher((origin) => new Client(origin)),
      'new undici:Pool': throughDispatcher((origin) => new Pool(origin)),
      'new undici:BalancedPool': throughDispatcher((origin) => new BalancedPool(origin)),
      'new undici:RoundRobinPool': throughDispatcher((origin) => new RoundRobinPool(origin)),
      'new undici:ProxyAgent': throughDispatcher((origin) => new ProxyAgent(origin)),
      'new undici:EnvHttpProxyAgent': throughDispatcher(() => new EnvHttpProxyAgent()),
    },
    unproven: ['new undici:Socks5ProxyAgent', 'new undici:H2CClient'],
    arguments: { compose: [interceptors.retry()], on: ['connect', ignore] },
  },
  {
    protocol: table('http-agent'),
    start: () => TruthServer.start(),
    uses: {
      'new node:http:Agent': throughAgent(() => new http.Agent({ keepAlive: true })),
      'new agentkeepalive:': throughAgent(() => new AgentKeepAlive()),
      'new agentkeepalive:HttpAgent': throughAgent(() => new AgentKeepAlive.HttpAgent()),
      'new hpagent:HttpProxyAgent': throughAgent((origin) => new HpProxyAgent({ proxy: origin, keepAlive: true })),
      'new http-proxy-agent:HttpProxyAgent': throughAgent((origin) => new HttpProxyAgent(origin, { keepAlive: true })),
      'new https-proxy-agent:HttpsProxyAgent': throughAgent(
        (origin) => new HttpsProxyAgent(origin, { keepAlive: true }),
      ),
    },
    unproven: [
      'new hpagent:HttpsProxyAgent',
      'new node:https:Agent',
      'new agentkeepalive:HttpsAgent',
      'new http-proxy-agent:',
      'new https-proxy-agent:',
      'new proxy-agent:',
      'new proxy-agent:ProxyAgent',
    ],
  },
  {
    protocol: table('http2-session'),
    start: () => TruthServer.startHttp2(),
    uses: { 'node:http2:connect': session },
    unproven: [],
  },
  {
    protocol: table('http-client-agent'),
    start: () => TruthServer.start(),
    uses: {
      'new @actions/http-client:HttpClient': throughClient(() => new HttpClient('truth', [], { keepAlive: true })),
      'new typed-rest-client/HttpClient:HttpClient': throughClient(
        () => new TypedClient('truth', [], { keepAlive: true }),
      ),
    },
    unproven: ['new typed-rest-client:HttpClient'],
  },
  {
    protocol: table('grpc-client'),
    start: () => TruthServer.startHttp2(),
    uses: { 'new @grpc/grpc-js:Client': throughGrpc },
    unproven: [],
  },
  {
    protocol: table('playwright-request'),
    start: () => TruthServer.start(),
    uses: {
      'playwright-core:request.newContext': throughPlaywright,
    },
    unproven: ['playwright:request.newContext'],
  },
  {
    protocol: table('deno-http-client'),
    start: () => TruthServer.start(),
    uses: {},
    unproven: ['global:Deno.createHttpClient'],
  },
];

describe.each(AGENTS)('$protocol.id', ({ protocol, uses, unproven, start, arguments: given = {} }) => {
  it('has a proof for every call that acquires', () =>
    expect([...Object.keys(uses), ...unproven].sort()).toEqual(protocol.acquire.map(({ call }) => call).sort()));

  const methods = Object.entries(protocol.handles[protocol.root]!.methods ?? {}).filter(
    ([name, { effect }]) => name !== 'unref' && effect !== 'transfer',
  );
  const rows = Object.entries(uses).flatMap(([call, use]) =>
    methods.map(([name, { effect }]) => ({ call, use, name, effect })),
  );

  const kept = new Map<(typeof rows)[number], Promise<boolean>>();
  beforeAll(async () => {
    for (const row of rows) kept.set(row, keepsConnection(row));
    await Promise.allSettled(kept.values());
  });

  it.each(rows)('$call, $name: $effect', async (row) => expect(await kept.get(row)).toBe(row.effect === 'borrow'));

  /** Whether the agent still has its connection after the method. */
  async function keepsConnection({ use, name, effect }: (typeof rows)[number]): Promise<boolean> {
    const server = await start();
    const agent = await use.make(server.origin);
    await use.read(agent, server.url('first', 'length=2'));
    await sleep(50);
    if (server.connections === 0) throw new Error('there is no connection to keep');
    Promise.resolve(
      callMember(
        agent,
        name,
        ...(name === 'request'
          ? [{ origin: server.origin, path: '/again?length=0', method: 'GET' }]
          : (given[name] ?? [])),
      ),
    ).catch(ignore);
    for (
      const until = Date.now() + (effect === 'borrow' ? QUIET : PATIENCE);
      server.connections > 0 && Date.now() < until;
    )
      await sleep(20);
    const keeps = server.connections > 0;
    server.close();
    return keeps;
  }
});

describe('properties that tell that an agent is closed', () => {
  const rows = AGENTS.flatMap(({ protocol, uses, start }) =>
    Object.entries(uses).flatMap(([call, { make }]) =>
      Object.keys(protocol.handles[protocol.root]!.properties ?? {}).map((name) => ({ call, name, make, start })),
    ),
  );

  it.each(rows)('$call: $name', async ({ name, make, start }) => {
    const server = await start();
    const agent = await make(server.origin);
    expect(agent).toHaveProperty(name, false);
    await Promise.resolve(callMember(agent, name === 'closed' ? 'close' : 'destroy')).catch(ignore);
    expect(agent).toHaveProperty(name, true);
    server.close();
  });
});

describe('an agent that the tables leave alone', () => {
  it('keeps nothing without keep-alive', async () => {
    const server = await TruthServer.start();
    const { make, read } = throughAgent(() => new http.Agent());
    await read(await make(server.origin), server.url('first', 'length=2'));
    for (const until = Date.now() + PATIENCE; server.connections > 0 && Date.now() < until;) await sleep(20);
    expect(server.connections).toBe(0);
    server.close();
  });
});

describe('an http2 session', () => {
  it.each([
    { what: 'left open', code: '', ends: false },
    { what: 'closed', code: 'session.close()', ends: true },
    { what: 'let go by `unref()`', code: 'session.unref()', ends: true },
  ])('$what: the process ends, $ends', async ({ code, ends }) => {
    const server = await TruthServer.startHttp2();
    const source = `const session = require('node:http2').connect('${server.origin}'); session.on('connect', () => { ${code} })`;
    const child = spawn(process.execPath, ['-e', source], { stdio: 'ignore' });
    const ended = await Promise.race([once(child, 'exit').then(() => true), sleep(ends ? PATIENCE : QUIET, false)]);
    child.kill('SIGKILL');
    server.close();
    expect(ended).toBe(ends);
  });
});
