/** Verification goes by real time, whatever a test has done to what tells it, before the companion is loaded or after. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, it } from 'vitest';
import { Workplace } from './children.js';
import { serverForTests } from './support.js';

const work = new Workplace();
const server = serverForTests();

/** What Jest and Vitest take their fake timers from. */
const SINON = path.dirname(createRequire(import.meta.url).resolve('@sinonjs/fake-timers/package.json'));

const FAKES: readonly [string, string][] = [
  ['the fake timers of Sinon, all of them', `require(${JSON.stringify(SINON)}).install({ toNotFake: ['nextTick'] });`],
  [
    'the fake timers of Sinon and the names of modules updated',
    `require(${JSON.stringify(SINON)}).install({ toNotFake: ['nextTick'] }); require('node:module').syncBuiltinESMExports();`,
  ],
  ['the fake timers of node:test', `require('node:test').mock.timers.enable();`],
  [
    'functions that do nothing',
    `for (const owner of [globalThis, require('node:timers'), require('node:timers/promises')]) for (const name of ['setTimeout', 'setInterval', 'setImmediate']) owner[name] = () => {};
     globalThis.queueMicrotask = () => {};
     Date.now = () => 0; globalThis.performance = require('node:perf_hooks').performance = { now: () => 0 };
     process.hrtime = Object.assign(() => [0, 0], { bigint: () => 0n });`,
  ],
];

const VERIFY = `
  const leaking = await new Promise((resolve) => require('node:http').get('ORIGIN/big', { agent: false }, resolve));
  console.log(await verifyNone({ timeout: 50 }).catch(({ name, leaks }) => name + ' ' + leaks.bodies.length));
  leaking.destroy();
  await verifyNone();
  console.log('clean');
`;

it.each(
  FAKES.flatMap(([name, fake]) =>
    ['import', 'require'].flatMap((way) => {
      const load = `const { verifyNone } = ${way === 'import' ? 'await import' : 'require'}('eslint-plugin-http-leak/verify');`;
      return [
        [`${name}, then ${way}`, fake + load],
        [`${way}, then ${name}`, load + fake],
      ] as const;
    }),
  ),
)('ends after %s', async (_name, before) => {
  const text = `(async () => { ${before} ${VERIFY} process.exit(); })();`.replaceAll('ORIGIN', server.origin);
  expect(await work.start({ text, type: 'cjs', flags: ['--no-warnings'] }).ended).toEqual({
    code: 0,
    signal: null,
    out: 'HttpLeakError 1\nclean\n',
    err: '',
  });
});

it('waits in a process that nothing else keeps alive', async () => {
  const text = `
    import http from 'node:http';
    import { verifyNone } from 'eslint-plugin-http-leak/verify';
    const response = await new Promise((resolve) => http.get('ORIGIN/big', resolve));
    response.socket.unref();
    await verifyNone({ timeout: 50 }).catch(({ name }) => console.log(name));
  `;
  const running = work.start({ text: text.replaceAll('ORIGIN', server.origin) });
  expect(await running.ended).toEqual({ code: 0, signal: null, out: 'HttpLeakError\n', err: '' });
});
