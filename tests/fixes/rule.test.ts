/** The fixes as ESLint applies them: proven ones by `--fix`, the others as suggestions. */
import path from 'node:path';
import { Linter } from 'eslint';
import { expect, it } from 'vitest';
import plugin from '../../src/index.js';
import { fixtures, languageOptions, lint } from '../support/lint.js';

const linter = new Linter({ configType: 'flat', cwd: fixtures });

const config = (release?: 'cancel' | 'drain'): Linter.Config[] => [
  {
    files: ['**/*.js'],
    plugins: { 'http-leak': plugin },
    rules: Object.fromEntries(
      Object.keys(plugin.rules).map((name) => [
        `http-leak/${name}`,
        name === 'no-unconsumed-body' && release ? ['error', { release }] : 'error',
      ]),
    ),
    languageOptions: languageOptions({ parser: 'espree' }),
  },
];

const filename = path.join(fixtures, 'file.js');

it('applies proven fixes, and then reports nothing', () => {
  const code = [
    "import { Agent, request } from 'undici';",
    'export async function load(url) {',
    '  const agent = new Agent();',
    '  const { statusCode, body } = await request(url, { dispatcher: agent });',
    "  if (statusCode !== 200) throw new Error('bad');",
    '  const other = await fetch(url);',
    '  return [await body.text(), other.status];',
    '}',
    '',
  ].join('\n');
  const { output, messages } = linter.verifyAndFix(code, config(), { filename });
  expect(messages).toEqual([]);
  expect(output).toMatchInlineSnapshot(`
    "import { Agent, request } from 'undici';
    export async function load(url) {
      const agent = new Agent();
      try {
        const { statusCode, body } = await request(url, { dispatcher: agent });
        if (statusCode !== 200) {
          body.dump().catch(() => {});
          throw new Error('bad');
        }
        const other = await fetch(url);
        await other.body?.cancel();
        return [await body.text(), other.status];
      } finally {
        agent.close().catch(() => {});
      }
    }
    "
  `);
  expect(linter.verifyAndFix(output, config(), { filename }).output).toBe(output);
});

it('suggests fixes that a person has to check, with what to check', () => {
  const code =
    "import { Agent, request } from 'undici';\n\nexport async function size(url, dispatcher = new Agent()) {\n  const { body } = await request(url, { dispatcher });\n  return (await body.text()).length;\n}\n";
  const [message] = linter.verify(code, config(), { filename });
  expect(message?.fix).toBeUndefined();
  expect(message?.suggestions).toEqual([
    expect.objectContaining({
      desc: 'Close the agent, or share it. The agent is made once and shared by all calls: check that its connections may be shared.',
    }),
  ]);
  expect(linter.verifyAndFix(code, config(), { filename }).fixed).toBe(false);
});

it('takes the release that the options choose', () => {
  const code = 'export const up = async (url) => (await fetch(url)).ok;\n';
  expect(linter.verifyAndFix(code, config('drain'), { filename }).output).toContain(
    'response.arrayBuffer().catch(() => {});',
  );
  expect(linter.verifyAndFix(code, config('cancel'), { filename }).output).toContain('await response.body?.cancel();');
});

it.each([
  ['T', undefined],
  ['T extends { ok: boolean }', undefined],
  ['T extends Response', expect.stringContaining('.body?.cancel()') as string],
])('writes into a helper for <%s> what the type has', (parameter, text) => {
  const code = `async function poll<${parameter}>(get: () => Promise<T>, options: { done: (value: T) => boolean; discard?: (value: T) => unknown }): Promise<T> {
  for (let turn = 0; ; turn++) {
    const value = await get();
    if (turn > 1 || options.done(value)) return value;
    if (options.discard) await options.discard(value);
  }
}
export async function size(url: string, some: boolean): Promise<number> {
  const res = await poll(() => fetch(url), { done: (one) => one.ok, ...(some ? { discard: (one: Response) => one.body?.cancel() } : {}) });
  return (await res.text()).length;
}
`;
  const messages = lint(code, { typed: true });
  expect(messages.map(({ line, fix, suggestions }) => ({ line, text: (fix ?? suggestions?.[0]?.fix)?.text }))).toEqual([
    { line: 9, text },
  ]);
});
