/** What a signal does to a program is the same with the companion as without. */
import { describe, expect, it } from 'vitest';
import { REGISTER, Workplace, type Ended } from './children.js';
import { serverForTests } from './support.js';

const work = new Workplace();
const server = serverForTests();

/** What programs do with a signal. Each that goes on after the first one says so, and ends at the second. */
const HANDLING: readonly [string, string][] = [
  [
    'once, raising it again',
    `process.once(SIGNAL, () => { process.kill(process.pid, SIGNAL); console.log('not reached'); });`,
  ],
  [
    'once, raising it again and ending otherwise',
    `process.once(SIGNAL, () => { process.kill(process.pid, SIGNAL); process.exit(7); });`,
  ],
  [
    'once, raising it again after some work',
    `process.once(SIGNAL, async () => { await wait(20); count(); process.kill(process.pid, SIGNAL); });`,
  ],
  [
    'once before the others',
    `process.on(SIGNAL, () => {}); process.prependOnceListener(SIGNAL, () => { count(); process.exit(3); });`,
  ],
  [
    'before the others, added later',
    `process.on(SIGNAL, () => process.exit(3)); await wait(10); process.prependListener(SIGNAL, count);`,
  ],
  [
    'until it removes itself',
    `const own = () => { process.off(SIGNAL, own); count(); process.kill(process.pid, SIGNAL); }; process.on(SIGNAL, own);`,
  ],
  [
    'until it removes all',
    `process.on(SIGNAL, () => { process.removeAllListeners(SIGNAL); count(); process.kill(process.pid, SIGNAL); });`,
  ],
  [
    'if nobody else does',
    `process.on(SIGNAL, () => { if (process.listeners(SIGNAL).length === 1) { process.removeAllListeners(SIGNAL); process.kill(process.pid, SIGNAL); } });`,
  ],
  [
    'always',
    `let times = 0; process.on(SIGNAL, () => { count(); times += 1; if (times === 2) process.exit(4); console.log('again'); });`,
  ],
  ['by ending', `process.on(SIGNAL, () => process.exit(5));`],
  ['once, and then not any more', `process.once(SIGNAL, () => console.log('again'));`],
  ['for a while', `const own = () => {}; process.on(SIGNAL, own); await wait(10); process.off(SIGNAL, own);`],
  [
    'with listeners that are taken away and put back',
    `process.on(SIGNAL, () => process.exit(6)); await wait(10); const all = process.listeners(SIGNAL); process.removeAllListeners(SIGNAL); for (const one of all) process.on(SIGNAL, one);`,
  ],
];

const PRELUDE = `
  import { setTimeout as wait } from 'node:timers/promises';
  const count = () => console.log(process.listenerCount(SIGNAL), process.listeners(SIGNAL).length);
  setTimeout(() => process.exit(99), 5000);
`;

const REPORT = /^http-leak: \d+ open response/gm;

async function handled(signal: NodeJS.Signals, text: string, flags: readonly string[]): Promise<Ended> {
  const running = work.start({
    text: `const SIGNAL = '${signal}';${PRELUDE}${text}\ncount(); await wait(10); console.log('ready');`,
    flags,
    env: { HTTP_LEAK_EXIT: 'always' },
  });
  await running.says('ready');
  running.child.kill(signal);
  await Promise.race([running.ended, running.says('again').catch(() => {})]);
  running.child.kill(signal);
  return running.ended;
}

describe.each(['SIGUSR2', 'SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s', (signal) => {
  it.each(HANDLING)('ends a program as it does without the companion that handles it %s', async (_name, text) => {
    const flag = signal === 'SIGUSR2' ? '--import' : '--require';
    const [without, beside] = await Promise.all([handled(signal, text, []), handled(signal, text, [flag, REGISTER])]);
    const facts = ({ code, signal: by, out }: Ended): unknown => ({
      code,
      by,
      out: out.replace(/^\d+ \d+\nready$/m, 'ready'),
    });
    expect(facts(beside)).toEqual(facts(without));
    expect(beside.err).toMatch(/^(http-leak: \d+ open responses.*\n\n)*$/);
  });
});

describe('the signal of the report', () => {
  it('prints the open responses, and a program without a handler continues', async () => {
    const running = work.start({
      text: `console.log('ready'); process.stdin.resume();`,
      flags: ['--import', REGISTER],
    });
    await running.says('ready');
    for (const turns of [1, 2]) {
      running.child.kill('SIGUSR2');
      await expect.poll(() => running.err.match(REPORT)?.length, { timeout: 20_000 }).toBe(turns);
    }
    running.child.stdin?.end();
    expect(await running.ended).toMatchObject({ code: 0, signal: null });
  });

  it('prints besides what a listener of the program does, that was there before or came later, and once though both module systems load it', async () => {
    const own = `process.on('SIGUSR2', () => process.exit(5));`;
    const before = work.start({
      text: `${own} await import('${REGISTER}'); console.log('ready'); process.stdin.resume();`,
    });
    const later = work.start({
      text: `${own} console.log('ready'); process.stdin.resume();`,
      flags: ['--require', REGISTER, '--import', REGISTER],
    });
    for (const running of [before, later]) {
      await running.says('ready');
      running.child.kill('SIGUSR2');
      const { code, err } = await running.ended;
      expect(code).toBe(5);
      expect(err.match(REPORT)).toHaveLength(1);
    }
  });
});

describe('the report at exit', () => {
  const LEAKING = `const response = await fetch('ORIGIN/big');`;
  const ended = async (
    text: string,
    signal: NodeJS.Signals,
    env: Readonly<Record<string, string>> = {},
  ): Promise<Ended> => {
    const running = work.start({
      text: `${text.replaceAll('ORIGIN', server.origin)} console.log('ready'); process.stdin.resume();`,
      flags: ['--import', REGISTER],
      env,
    });
    await running.says('ready');
    running.child.kill(signal);
    return running.ended;
  };

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'comes before %s ends the process, which it does as ever',
    async (signal) => {
      const { code, signal: by, err } = await ended(LEAKING, signal);
      expect({ code, by }).toEqual({ code: null, by: signal });
      expect(err).toMatch(/^http-leak: 1 open response,/);
      expect(err.match(REPORT)).toHaveLength(1);
    },
  );

  it('does not use a `process.kill` that a test has replaced', async () => {
    const { signal, err } = await ended(`${LEAKING} process.kill = () => process.exit(1);`, 'SIGTERM');
    expect(signal).toBe('SIGTERM');
    expect(err).toMatch(/^http-leak: 1 open response,/);
  });

  it('is left out where nothing is open, unless it is always wanted', async () => {
    expect(await ended('', 'SIGTERM')).toMatchObject({ signal: 'SIGTERM', err: '' });
    expect((await ended('', 'SIGTERM', { HTTP_LEAK_EXIT: 'always' })).err).toMatch(/^http-leak: 0 open responses/);
    expect(await ended(LEAKING, 'SIGTERM', { HTTP_LEAK_EXIT: '0' })).toMatchObject({ signal: 'SIGTERM', err: '' });
  });

  it('comes once where the program ends itself on the signal', async () => {
    const { code, err } = await ended(`${LEAKING} process.on('SIGTERM', () => process.exit(3));`, 'SIGTERM');
    expect(code).toBe(3);
    expect(err.match(REPORT)).toHaveLength(1);
  });

  it('leaves the program alone with its signals while nothing is open: they are not listened to, and end it where its event loop does not run', async () => {
    const counts = `console.log(...['SIGTERM', 'SIGINT', 'SIGHUP'].map((signal) => process.listenerCount(signal)), '.');`;
    const fetched = `await (await fetch('ORIGIN/small')).text();`;
    const calm = `while (process.listenerCount('SIGTERM') > 0) await new Promise((resolve) => setTimeout(resolve, 10));`;
    const stuck = await ended(
      `${counts} ${fetched} ${calm} ${counts} console.log('ready'); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20_000);`,
      'SIGTERM',
    );
    expect(stuck).toMatchObject({ signal: 'SIGTERM', out: '0 0 0 .\n0 0 0 .\nready\n', err: '' });
  });
});
