/** The shared configurations, used as the documentation says. */
import { fileURLToPath } from 'node:url';
import { ESLint, type Linter } from 'eslint';
import { defineConfig } from 'eslint/config';
import { describe, expect, it, vi } from 'vitest';
import plugin from '../../src/index.js';

const LEAK =
  'export async function load(url) {\n  const res = await fetch(url);\n  if (!res.ok) throw new Error();\n  return res.json();\n}\n';

async function reported(config: Linter.Config[], code = LEAK): Promise<(string | null)[]> {
  const eslint = new ESLint({
    overrideConfigFile: true,
    overrideConfig: config,
    cwd: fileURLToPath(new URL('.', import.meta.url)),
  });
  const [result] = await eslint.lintText(code, { filePath: 'file.js' });
  return result!.messages.map(({ ruleId }) => ruleId);
}

describe('the configurations', () => {
  it.each(['recommended', 'strict', 'server', 'browser', 'all'] as const)(
    '%s names itself, brings the plugin and reports errors',
    (name) => {
      const [config] = plugin.configs[name];
      expect(plugin.configs[name]).toHaveLength(1);
      expect(config).toMatchObject({ name: `http-leak/${name}`, plugins: { 'http-leak': plugin } });
      for (const [rule, severity] of Object.entries(config!.rules!)) {
        expect(rule.replace('http-leak/', '') in plugin.rules, rule).toBe(true);
        expect([severity].flat()[0]).toBe('error');
      }
    },
  );

  it('recommended enables the rule without options, strict with its own', () => {
    expect(plugin.configs.recommended[0]!.rules).toMatchObject({ 'http-leak/no-unconsumed-body': 'error' });
    expect(plugin.configs.strict[0]!.rules).toMatchObject({
      'http-leak/no-unconsumed-body': ['error', { strict: true }],
    });
  });

  it('recommended and strict have the rules that they had', () => {
    const rulesOf = (name: 'recommended' | 'strict'): string[] => Object.keys(plugin.configs[name][0]!.rules!).sort();
    const recommended = [
      'no-body-reuse',
      'no-locked-cancel',
      'no-premature-close',
      'no-unclosed-agent',
      'no-unconsumed-body',
    ];
    expect(rulesOf('recommended')).toEqual(recommended.map((name) => `http-leak/${name}`));
    expect(rulesOf('strict')).toEqual([...recommended, 'no-orphaned-body'].sort().map((name) => `http-leak/${name}`));
  });

  it('differ by what a runtime has: agents, and bodies that outlive their response', async () => {
    const agent =
      "import { Agent } from 'undici';\nexport function forget() {\n  const agent = new Agent();\n  agent.compose([]);\n}\n";
    const orphan =
      'export async function f(url) {\n  const { body } = await fetch(url);\n  await audit(url);\n  for await (const chunk of body) use(chunk);\n}\n';
    const all = async (name: keyof typeof plugin.configs): Promise<(string | null)[]> =>
      (await Promise.all([LEAK, agent, orphan].map((code) => reported(plugin.configs[name], code)))).flat();
    expect(await all('browser')).toEqual(['http-leak/no-unconsumed-body']);
    expect(await all('recommended')).toEqual(['http-leak/no-unconsumed-body', 'http-leak/no-unclosed-agent']);
    for (const name of ['server', 'all'] as const)
      expect(await all(name)).toEqual([
        'http-leak/no-unconsumed-body',
        'http-leak/no-unclosed-agent',
        'http-leak/no-orphaned-body',
      ]);
  });

  it('can be spread', async () => {
    expect(await reported([...plugin.configs.recommended])).toEqual(['http-leak/no-unconsumed-body']);
  });

  it('can be extended by its value and by its name', async () => {
    const byValue = defineConfig({ files: ['**/*.js'], extends: [plugin.configs.recommended] });
    const byName = defineConfig({
      files: ['**/*.js'],
      plugins: { 'http-leak': plugin },
      extends: ['http-leak/recommended'],
    });
    expect(await reported(byValue)).toEqual(['http-leak/no-unconsumed-body']);
    expect(await reported(byName)).toEqual(['http-leak/no-unconsumed-body']);
  });

  it('is silenced by a comment', async () => {
    const silenced = LEAK.replace('  const', '  // eslint-disable-next-line http-leak/no-unconsumed-body\n  const');
    expect(await reported([...plugin.configs.recommended], silenced)).toEqual([]);
  });

  it('rejects options that do not exist', async () => {
    const config: Linter.Config[] = [
      ...plugin.configs.recommended,
      { rules: { 'http-leak/no-unconsumed-body': ['error', { everything: true }] } },
    ];
    await expect(reported(config)).rejects.toThrow(/everything/);
  });
});

it('works on JavaScript where TypeScript is not installed', async () => {
  vi.resetModules();
  vi.doMock('typescript', () => {
    throw new Error('Cannot find module typescript');
  });
  try {
    const { default: untouched } = await import('../../src/index.js');
    expect(untouched).not.toBe(plugin);
    expect(await reported([...untouched.configs.recommended])).toEqual(['http-leak/no-unconsumed-body']);
  } finally {
    vi.doUnmock('typescript');
    vi.resetModules();
  }
});
