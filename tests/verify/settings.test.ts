/** Environment variables that are wrong: each is named once, with what it takes, and has no effect. */
import { describe, expect, it } from 'vitest';
import { readSettings } from '../../src/verify/settings.js';
import { REGISTER, Workplace } from './children.js';

const DEFAULTS = { sample: undefined, signal: 'SIGUSR2', exit: '1', format: 'text' };

it.each([
  [{}, {}],
  [{ HTTP_LEAK_SAMPLE: '', HTTP_LEAK_SIGNAL: '', HTTP_LEAK_EXIT: '', HTTP_LEAK_FORMAT: '', HTTP_LEAK_THROW: '' }, {}],
  [
    {
      HTTP_LEAK_SAMPLE: '25',
      HTTP_LEAK_SIGNAL: 'SIGHUP',
      HTTP_LEAK_EXIT: 'always',
      HTTP_LEAK_FORMAT: 'json',
      HTTP_LEAK_THROW: '1',
    },
    { sample: 25, signal: 'SIGHUP', exit: 'always', format: 'json' },
  ],
  [
    { HTTP_LEAK_SIGNAL: 'none', HTTP_LEAK_EXIT: '0', OTHER: 'x' },
    { signal: 'none', exit: '0' },
  ],
])('takes %j without a word', (environment, settings) => {
  expect(readSettings(environment)).toEqual({ settings: { ...DEFAULTS, ...settings }, complaints: [] });
});

it.each([
  ['HTTP_LEAK_SAMPLE', ['abc', '0', '-1', '1.5', '1e2', ' 5', 'NaN', '9'.repeat(30)], /takes a whole number from 1\.$/],
  [
    'HTTP_LEAK_SIGNAL',
    ['SIGKILL', 'SIGSTOP', 'SIGSEGV', 'SIGFOO', 'sigusr2', 'USR2', '12', 'constructor'],
    /takes one of none, (SIG\w+, )+SIG\w+\.$/,
  ],
  ['HTTP_LEAK_EXIT', ['yes', 'true', '2', 'Always', 'toString'], /takes one of 0, 1, always\.$/],
  ['HTTP_LEAK_FORMAT', ['xml', 'JSON', '__proto__'], /takes one of text, json\.$/],
])('ignores a value that %s does not have', (name, values, allowed) => {
  for (const value of values) {
    const { settings, complaints } = readSettings({ [name]: value });
    expect(settings).toEqual(DEFAULTS);
    expect(complaints).toEqual([expect.stringMatching(allowed)]);
    expect(complaints[0]).toContain(`${name}="${value.slice(0, 40)}" is ignored.`);
  }
});

it.each(['HTTP_LEAK_SAMPEL', 'HTTP_LEAK', 'HTTP_LEAKS_EXIT', 'HTTP_LEAK_sample'])(
  'names the unknown variable %s, without its value',
  (name) => {
    expect(readSettings({ [name]: 'value' })).toEqual({
      settings: DEFAULTS,
      complaints: [
        `${name} is ignored: there is no such variable. There are HTTP_LEAK_EXIT, HTTP_LEAK_FORMAT, HTTP_LEAK_SAMPLE, HTTP_LEAK_SIGNAL.`,
      ],
    });
  },
);

it('prints no control character of a variable', () => {
  expect(
    readSettings({ HTTP_LEAK_FORMAT: '\u001b[2J\nx', 'HTTP_LEAK_\n::error::x': '' }).complaints.join(''),
  ).not.toMatch(/\p{Cc}/u);
});

describe('a program with wrong variables', () => {
  const work = new Workplace();

  it('runs as ever, and each is named once, whatever loads the companion', async () => {
    const text = `
      import { Worker } from 'node:worker_threads';
      await import('eslint-plugin-http-leak/verify');
      await new Promise((resolve) => new Worker("import('eslint-plugin-http-leak/verify')", { eval: true }).on('exit', resolve));
      process.kill(process.pid, 'SIGUSR2');
      setTimeout(() => process.exit(42), 50);
    `;
    const env = {
      HTTP_LEAK_SIGNAL: 'SIGKILL',
      HTTP_LEAK_SAMPLE: 'abc',
      HTTP_LEAK_FORMAT: 'xml',
      HTTP_LEAK_EXIT: 'yes',
      HTTP_LEAK_SINGAL: 'none',
    };
    const { code, err } = await work.start({ text, flags: ['--require', REGISTER, '--import', REGISTER], env }).ended;
    expect(code).toBe(42);
    const lines = err.trim().split('\n');
    expect(
      lines
        .slice(0, 5)
        .map((line) => /^http-leak: (\w+).* is ignored/.exec(line)?.[1])
        .sort(),
    ).toEqual(Object.keys(env).sort());
    expect(lines.slice(5)).toEqual([
      'http-leak: 0 open responses, 0 requests waiting for a connection, 0 agents; stacks of one request in 100',
    ]);
  });

  it.each(['SIGKILL', 'SIGSTOP', 'SIGFOO'])('starts with HTTP_LEAK_SIGNAL=%s', async (signal) => {
    expect(
      await work.start({ text: 'process.exit(42)', flags: ['--import', REGISTER], env: { HTTP_LEAK_SIGNAL: signal } })
        .ended,
    ).toMatchObject({ code: 42, signal: null });
  });
});
