/** The companion does no harm to the program that it watches: not by its reports, not by what the program's own objects do to it, not by its place among them. */
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { REGISTER, Workplace } from './children.js';
import { serverForTests, serveHttp2 } from './support.js';

const VERIFY = 'eslint-plugin-http-leak/verify';
const work = new Workplace();
const server = serverForTests();
const server2 = serverForTests(serveHttp2);

const served = (text: string): string => text.replaceAll('ORIGIN2', server2.origin).replaceAll('ORIGIN', server.origin);

describe('a report', () => {
  /** Ends with 42 when it is told to, by its standard input. Ends with 9 if it hears of an error of its standard error. */
  const SERVICE = `
    process.stderr.on('error', () => process.exit(9));
    process.stdin.on('end', () => process.exit(42)).resume();
    setInterval(() => console.log('alive'), 20);
    console.log('ready');
  `;

  it('is lost without further effect if the reader is gone', async () => {
    const running = work.start({ text: SERVICE, flags: ['--import', REGISTER], env: { HTTP_LEAK_EXIT: 'always' } });
    await running.says('ready');
    running.child.stderr?.destroy();
    for (const turn of [1, 2]) {
      running.child.kill('SIGUSR2');
      running.out = '';
      await running.says('alive\n'.repeat(3 * turn));
    }
    running.child.stdin?.end();
    expect(await running.ended).toMatchObject({ code: 42, signal: null });
  });

  it.runIf(process.platform === 'linux')('is lost where the disk is full, and that is all', async () => {
    const full = openSync('/dev/full', 'w');
    const running = work.start({
      text: SERVICE,
      flags: ['--import', REGISTER],
      env: { HTTP_LEAK_EXIT: 'always' },
      stdio: ['pipe', 'pipe', full],
    });
    closeSync(full);
    await running.says('ready');
    running.child.kill('SIGUSR2');
    running.out = '';
    await running.says('alive\nalive');
    running.child.stdin?.end();
    expect(await running.ended).toMatchObject({ code: 42, signal: null });
  });

  it('is not written to another file that got the descriptor of standard error', async () => {
    const file = path.join(work.folder, 'own.txt');
    const text = `
      import { closeSync, openSync } from 'node:fs';
      closeSync(2);
      if (openSync('${file}', 'w') !== 2) process.exit(1);
      process.stdin.on('end', () => process.exit(42)).resume();
      setInterval(() => console.log('alive'), 20);
      console.log('ready');
    `;
    const running = work.start({ text, flags: ['--require', REGISTER], env: { HTTP_LEAK_EXIT: 'always' } });
    await running.says('ready');
    running.child.kill('SIGUSR2');
    running.out = '';
    await running.says('alive\nalive');
    running.child.stdin?.end();
    expect((await running.ended).code).toBe(42);
    expect(readFileSync(file, 'utf8')).toBe('');
  });

  /** More than any pipe takes. */
  const LARGE = `
    import http from 'node:http';
    const long = 'x'.repeat(8000);
    const held = [];
    for (let n = 0; n < 80; n += 1) held.push(await new Promise((resolve) => http.get('ORIGIN/small/' + n + '/' + long, { agent: false }, resolve)));
    process.stdin.on('end', () => process.exit(42)).resume();
    setInterval(() => console.log('alive'), 20);
    console.log('ready');
  `;
  const ONE_STACK = { HTTP_LEAK_SAMPLE: '1000', HTTP_LEAK_EXIT: '0' };

  it('does not stop the program where its reader takes nothing', async () => {
    const running = work.start({ text: served(LARGE), flags: ['--import', REGISTER], env: ONE_STACK });
    running.child.stderr?.pause();
    await running.says('ready');
    running.child.kill('SIGUSR2');
    running.out = '';
    await running.says('alive\nalive');
    running.child.stdin?.end();
    await once(running.child, 'exit');
    expect(running.child.exitCode).toBe(42);
    running.child.stderr?.destroy();
  });

  it('is complete where its reader is there, however long it is', async () => {
    const running = work.start({ text: served(LARGE), flags: ['--import', REGISTER], env: ONE_STACK });
    await running.says('ready');
    running.child.kill('SIGUSR2');
    await expect.poll(() => running.err.endsWith('\n\n'), { timeout: 20_000 }).toBe(true);
    running.child.stdin?.end();
    const { err } = await running.ended;
    expect(err.match(/→ 200$/gm)).toHaveLength(80);
  });
});

describe("the program's own objects", () => {
  /** What they throw, each in a program that goes on and leaves one response open. */
  const HOSTILE: readonly [string, string][] = [
    ['Error is frozen', `Object.freeze(Error); held = await fetch('ORIGIN/big');`],
    ['stacks are call sites', `Error.prepareStackTrace = (_error, sites) => sites; held = await fetch('ORIGIN/big');`],
    ['stacks are nothing', `Error.prepareStackTrace = () => null; held = await fetch('ORIGIN/big');`],
    [
      'making a stack throws',
      `Error.prepareStackTrace = () => { throw new Error('no stack'); }; held = await fetch('ORIGIN/redirect');`,
    ],
    [
      'a redirect is followed without a stack',
      `Error.prepareStackTrace = () => Symbol('none'); held = await fetch('ORIGIN/redirect');`,
    ],
    [
      'the global dispatcher emits nothing',
      `import { Agent, request, setGlobalDispatcher } from 'undici'; const agent = new Agent(); setGlobalDispatcher({ dispatch: (...given) => agent.dispatch(...given) }); held = await request('ORIGIN/big');`,
    ],
    [
      'a dispatcher that is declared as shared emits nothing',
      `import { shared } from '${VERIFY}'; shared({ dispatch() {} }); held = await fetch('ORIGIN/big');`,
    ],
    [
      'a request answers no question',
      `import http from 'node:http';
       await new Promise((resolve) => { const request = http.get('ORIGIN/big', (response) => { held = response; resolve(); request.getHeader = () => { throw new Error('no'); };
       for (const name of ['method', 'path']) Object.defineProperty(request, name, { get() { throw new Error('no'); } }); }); });`,
    ],
    [
      'an agent answers no question',
      `import http from 'node:http';
       const agent = new http.Agent({ keepAlive: true }); await new Promise((resolve) => http.get('ORIGIN/small', { agent }, (response) => response.resume().on('close', resolve)));
       Object.defineProperty(agent, 'freeSockets', { get() { throw new Error('no'); } }); held = await fetch('ORIGIN/big');`,
    ],
    [
      'a session is given no text',
      `import http2 from 'node:http2';
       const { protocol, hostname, port } = new URL('ORIGIN2'); const session = http2.connect(Object.assign(Object.create(null), { protocol, hostname, port }));
       held = session.request(); await new Promise((resolve) => held.on('response', resolve));`,
    ],
  ];

  it.each(HOSTILE)('do not reach the program where %s, and the report is made', async (_name, text) => {
    for (const flag of ['--import', '--require']) {
      const running = work.start({
        text: served(
          `let held; ${text}\nconst { verifyNone } = await import('${VERIFY}'); await verifyNone({ timeout: 0 }).catch(({ name }) => console.log(name)); process.exit(held ? 42 : 1);`,
        ),
        flags: [flag, REGISTER],
        env: { HTTP_LEAK_SAMPLE: '1' },
      });
      const { code, out, err } = await running.ended;
      expect({ code, out: out.trim(), err: err.split('\n')[0] }).toEqual({
        code: 42,
        out: 'HttpLeakError',
        err: expect.stringMatching(/^http-leak: 1 open response, /) as string,
      });
    }
  });

  it.each(['--import', '--require'])('may be frozen before the companion is loaded by %s', async (flag) => {
    const frozen = path.join(work.folder, 'frozen.cjs');
    writeFileSync(
      frozen,
      `const http = require('node:http'); for (const one of [http, require('node:https'), require('node:http2'), http.Agent.prototype]) Object.freeze(one);`,
    );
    const text = served(`await fetch('ORIGIN/small').then((response) => response.text()); process.exit(42);`);
    const { code, err } = await work.start({ text, flags: ['--require', frozen, flag, REGISTER] }).ended;
    expect({ code, err }).toEqual({ code: 42, err: '' });
  });

  it.each<[string, string, number]>([
    ['response', `response.on('close', none)`, 10],
    ['request', `request.on('close', none)`, 10],
    // Node has one itself during the evaluation of a module.
    ['process', `process.on('exit', none)`, 9],
  ])('do not warn because of our listeners: %s', async (_name, add, count) => {
    const text = served(`
      import http from 'node:http';
      process.on('warning', () => process.exit(1));
      const none = () => {};
      const request = http.get('ORIGIN/small', (response) => {
        for (let added = 0; added < ${count}; added += 1) ${add};
        response.resume().on('end', () => setTimeout(() => process.exit(42), 20));
      });
    `);
    for (const flags of [[], ['--import', REGISTER]]) expect((await work.start({ text, flags }).ended).code).toBe(42);
  });

  it('use the method that the program has put on their class', async () => {
    const text = `
      import http from 'node:http';
      import { EventEmitter } from 'node:events';
      const { on } = EventEmitter.prototype;
      EventEmitter.prototype.on = function (event, ...rest) { if (event === 'free') console.log('seen'); return on.call(this, event, ...rest); };
      new http.Agent();
    `;
    expect((await work.start({ text, flags: ['--import', REGISTER] }).ended).out).toBe('seen\n');
  });

  it('are counted where an event could not be recorded because of them', async () => {
    const text = `
      import http from 'node:http';
      class Odd extends http.Agent { on() { return super.on(...arguments); } listenerCount() { throw new Error('no'); } }
      new Odd();
      const { snapshot } = await import('${VERIFY}');
      process.exit(snapshot().missed === 1 ? 42 : 1);
    `;
    const { code, err } = await work.start({ text, flags: ['--import', REGISTER], env: { HTTP_LEAK_EXIT: 'always' } })
      .ended;
    expect(code).toBe(42);
    expect(err).toContain('; 1 event could not be recorded');
  });

  it('may throw anything from a block that is tracked', async () => {
    const text = served(`
      import { track } from '${VERIFY}';
      const thrown = Object.create(null);
      const error = await track(async () => { globalThis.held = await fetch('ORIGIN/big'); throw thrown; }, { timeout: 0 }).catch((reason) => reason);
      process.exit(error instanceof AggregateError && error.errors[0] === thrown ? 42 : 1);
    `);
    expect((await work.start({ text }).ended).code).toBe(42);
  });
});

describe('agents', () => {
  /** Prints what a program can find out about the classes. `early` is what it took from the modules before the companion was loaded. */
  const facts = (load: string): string => `
    const early = [{ ...require('node:http') }, { ...require('node:https') }];
    (async () => {
      ${load}
      const util = require('node:util');
      const { EventEmitter } = require('node:events');
      const http = require('node:http'), https = require('node:https');
      const esm = [await import('node:http'), await import('node:https')];
      class Own extends http.Agent { constructor(options) { super(options); this.target = new.target === Own; } }
      class OwnSecure extends https.Agent {}
      function Old() { http.Agent.call(this); }
      util.inherits(Old, http.Agent);
      const facts = [];
      for (const [index, { Agent, globalAgent }] of [http, https].entries()) {
        const agent = new Agent({ keepAlive: true });
        facts.push(
          agent.constructor === Agent, Object.getPrototypeOf(agent) === Agent.prototype, Agent.prototype.constructor === Agent, globalAgent.constructor === Agent,
          globalAgent instanceof Agent, Agent === early[index].Agent, agent.constructor === early[index].Agent, Agent === esm[index].Agent, Agent === esm[index].default.Agent,
          Agent.name, Agent.length, util.types.isProxy(Agent), Function.prototype.toString.call(Agent), Object.getOwnPropertyNames(Agent), Agent() instanceof Agent, Agent().constructor === Agent,
          Reflect.construct(Agent, [], Own) instanceof Own, agent.on.name, agent.on.length, agent.on('free', () => {}) === agent, agent.listenerCount('free'), Object.keys(agent), util.inspect(new Agent()),
        );
      }
      const own = new Own();
      facts.push(Object.getPrototypeOf(https.Agent) === http.Agent, Object.getPrototypeOf(https.Agent.prototype) === http.Agent.prototype, Object.getPrototypeOf(Own) === http.Agent);
      facts.push(own.constructor === Own, own.target, own instanceof http.Agent, own instanceof EventEmitter, new OwnSecure() instanceof http.Agent, new Old() instanceof http.Agent, util.inspect(own));
      facts.push(http.request.name, http.request.length, http.get.name, esm[0].request === http.request, http.globalAgent === esm[0].globalAgent);
      console.log(JSON.stringify(facts, null, 1));
    })();
  `;

  it.each<[string, readonly string[], string]>([
    ['--import', ['--import', REGISTER], ''],
    ['--require', ['--require', REGISTER], ''],
    ['a later import', [], `await import('${VERIFY}');`],
    ['a later require', [], `require('${VERIFY}');`],
  ])('are what they are without the companion, loaded by %s', async (_name, flags, later) => {
    const [without, beside] = await Promise.all([
      work.start({ text: facts(''), type: 'cjs' }).ended,
      work.start({ text: facts(later), type: 'cjs', flags }).ended,
    ]);
    expect(without.code).toBe(0);
    expect(without.out.length).toBeGreaterThan(1000);
    expect(beside).toEqual(without);
  });

  it('that are made by a class taken before the companion came are reported where they were made', async () => {
    const text = served(`
      const { Agent, get } = require('node:http');
      const { verifyNone } = require('${VERIFY}');
      const agent = new Agent({ keepAlive: true });
      get('ORIGIN/small', { agent }, (response) => response.resume().on('close', async () => {
        const { leaks } = await verifyNone({ timeout: 50 }).catch((error) => error);
        console.log(leaks.agents[0].byFirstUse, /program-\\d+\\.cjs:4:/.test(leaks.agents[0].stack[0]));
        process.exit();
      }));
    `);
    expect(await work.start({ text, type: 'cjs' }).ended).toMatchObject({ out: 'false true\n', err: '' });
  });
});

describe('fetch', () => {
  /** Prints what a program can find out, and what it is told when a call fails. */
  const facts = (load: string): string => `
    (async () => {
      ${load}
      const util = require('node:util');
      const lines = [];
      process.on('unhandledRejection', ({ message }) => lines.push('unhandled: ' + message));
      process.on('rejectionHandled', () => lines.push('handled late'));
      process.on('warning', ({ name }) => lines.push('warning: ' + name));
      const { value, ...flags } = Object.getOwnPropertyDescriptor(globalThis, 'fetch');
      const { value: clone, ...cloneFlags } = Object.getOwnPropertyDescriptor(Response.prototype, 'clone');
      for (const f of [fetch, clone]) lines.push([f.name, f.length, typeof f, f instanceof Function, Object.getOwnPropertyNames(f), Object.getPrototypeOf(f) === Function.prototype]);
      lines.push(flags, cloneFlags, value === fetch, globalThis.fetch === fetch, Object.keys(globalThis), Object.getOwnPropertyNames(Response.prototype));
      const response = await fetch('ORIGIN/small');
      
      lines.push(response instanceof Response, response.constructor === Response, util.types.isPromise(fetch('data:,x')), Object.keys(response), [...response.headers.keys()]);
      const copy = response.clone();
      lines.push(await response.text() === await copy.text(), response.bodyUsed, copy.bodyUsed);
      const told = async (name, call) => lines.push([name, await call().catch((error) => [error.name, error.message, error.cause?.code, error instanceof TypeError, error.stack.split('\\n').filter((line) => line.includes('program-')).map((line) => line.replace(/program-\\d+/, ''))])]);
      await told('refused', async () => { await fetch('http://127.0.0.1:1'); });
      await told('invalid', async () => { await fetch('no url'); });
      await told('nothing', async () => { await fetch(); });
      await told('used', async () => { response.clone(); });
      await told('not one', async () => { clone.call({}); });
      await told('aborted', async () => { await fetch('ORIGIN/small', { signal: AbortSignal.abort() }); });
      const later = fetch('http://127.0.0.1:1/late');
      fetch('http://127.0.0.1:1/never');
      fetch('http://127.0.0.1:1/both').catch(() => lines.push('caught'));
      await new Promise((resolve) => setTimeout(resolve, 100));
      later.catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 20));
      let asked = 0;
      await (await fetch('ORIGIN/small', { get method() { asked += 1; return 'POST'; } })).text();
      lines.push(asked > 0);
      console.log(util.inspect(lines, { depth: 9, maxArrayLength: null }));
      process.exit();
    })();
  `;

  it.each<[string, readonly string[], string]>([
    ['--import', ['--import', VERIFY], ''],
    ['--require', ['--require', VERIFY], ''],
    ['a later import, while a test runs', [], `(await import('${VERIFY}')).start();`],
    ['a later require, while a test runs', [], `require('${VERIFY}').start();`],
  ])('is what it is without the companion, loaded by %s', async (_name, flags, later) => {
    const [without, beside] = await Promise.all([
      work.start({ text: served(facts('')), type: 'cjs' }).ended,
      work.start({ text: served(facts(later)), type: 'cjs', flags }).ended,
    ]);
    expect(without.code).toBe(0);
    expect(without.out.length).toBeGreaterThan(2000);
    expect(without.out).toContain('unhandled: ');
    expect(without.out).toContain('handled late');
    expect(beside).toEqual(without);
  });

  it('is left alone in production', async () => {
    const text = `
      const before = [fetch, Response.prototype.clone];
      await import('${REGISTER}');
      await import('${VERIFY}');
      process.exit(before[0] === fetch && before[1] === Response.prototype.clone ? 42 : 1);
    `;
    expect((await work.start({ text }).ended).code).toBe(42);
  });

  it('may be frozen, or an accessor', async () => {
    for (const odd of [
      `Object.defineProperty(globalThis, 'fetch', { value: fetch, writable: false, configurable: false });`,
      `Object.defineProperty(globalThis, 'fetch', { get: ((own) => () => own)(fetch), configurable: true });`,
      `Object.freeze(Response.prototype);`,
      `globalThis.Response = undefined;`,
      `globalThis.fetch = 5;`,
      `delete globalThis.fetch;`,
    ]) {
      const text = `const own = globalThis.fetch; ${odd} const now = globalThis.fetch; const { start, stop, verifyNone } = await import('${VERIFY}'); start(); await verifyNone(); stop(); process.exit(globalThis.fetch === now ? 42 : 1);`;
      const { code, err } = await work.start({ text }).ended;
      expect({ odd, code, err }).toEqual({ odd, code: 42, err: '' });
    }
  });
});
