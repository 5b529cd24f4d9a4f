/** ESLint, the real one, with the configurations that `http-leak init` edits or writes: the leak is reported, and every rule of before still applies. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';
import { httpLeak } from '../cli/harness.js';
import { projectWith } from '../support/packed.js';

const LEAK = `export async function load(url) {
  const response = await fetch(url);
  debugger;
  return response.ok;
}
`;

/** A stand-in for a package that is not installed here: it composes configurations as that one does. */
const composer = (name: string, body: string): Record<string, string> => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({ name, type: 'module', exports: './index.js' }),
  [`node_modules/${name}/index.js`]: body,
});

const OWN = "{ name: 'own', rules: { 'no-debugger': 'error' } }";
/** The forms of a configuration, each in a folder of its own. */
const FORMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  array: { 'eslint.config.js': `export default [${OWN}];\n` },
  lines: { 'eslint.config.js': `export default [\n  // before\n  ${OWN}, // behind\n];\n` },
  object: { 'eslint.config.mjs': `export default ${OWN};\n` },
  constant: {
    'eslint.config.js': `/** @type {import('eslint').Linter.Config[]} */\nconst config = [${OWN}];\nexport default config;\n`,
  },
  commonjs: { 'package.json': '{}', 'eslint.config.js': `'use strict';\nmodule.exports = [${OWN}];\n` },
  require: {
    'eslint.config.cjs': `const { defineConfig } = require('eslint/config');\n\nmodule.exports = defineConfig([${OWN}]);\n`,
  },
  define: {
    'eslint.config.js': `import { defineConfig } from 'eslint/config';\n\nexport default defineConfig([\n  ${OWN},\n]);\n`,
  },
  arguments: {
    'eslint.config.js': `import { defineConfig } from 'eslint/config';\n\nexport default defineConfig(${OWN}, [${OWN}]);\n`,
  },
  tseslint: {
    'eslint.config.js': `import tseslint from 'typescript-eslint';\n\nexport default tseslint.config(tseslint.configs.base, ${OWN});\n`,
  },
  antfu: { 'eslint.config.js': `import antfu from '@antfu/eslint-config';\n\nexport default antfu({}, ${OWN});\n` },
  ignores: { 'eslint.config.js': `export default [${OWN}, { ignores: ['other.js'] }];\n`, 'other.js': LEAK },
  later: { 'eslint.config.js': `const config = [];\nconfig.push(${OWN});\nexport default config;\n` },
};

/** Prints, for each folder, the rules that apply to a file and what is reported. */
const LINT = `import { ESLint } from 'eslint';
const all = {};
for (const cwd of process.argv.slice(2)) {
  const eslint = new ESLint({ cwd });
  const { rules = {} } = await eslint.calculateConfigForFile('load.js');
  const results = await eslint.lintFiles('.');
  const messages = results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, ruleId, message }) => filePath.slice(cwd.length + 1) + ':' + line + ' ' + (ruleId ?? message)));
  all[cwd] = { rules, messages: messages.filter((message) => !message.startsWith('eslint.config')) };
}
console.log(JSON.stringify(all));
`;

type Linted = Readonly<
  Record<string, { readonly rules: Readonly<Record<string, unknown>>; readonly messages: readonly string[] }>
>;

function lint(project: string, folders: readonly string[]): Linted {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['lint.mjs', ...folders.map((name) => path.join(project, name))],
    {
      cwd: project,
      env: { ...process.env, HTTP_LEAK_THROW: '' },
      encoding: 'utf8',
    },
  );
  expect(stderr).toBe('');
  const linted = JSON.parse(stdout) as Linted;
  return Object.fromEntries(Object.entries(linted).map(([folder, value]) => [path.relative(project, folder), value]));
}

it.each(['eslint', 'eslint9'])('every form of a configuration, in %s', async (eslint) => {
  const names = Object.keys(FORMS);
  const files = Object.entries(FORMS).flatMap(([name, of]) =>
    Object.entries({ 'load.js': LEAK, ...of }).map(([file, text]) => [`${name}/${file}`, text] as const),
  );
  const project = projectWith(
    {
      'package.json': '{ "type": "module" }',
      'lint.mjs': LINT,
      ...composer(
        '@antfu/eslint-config',
        'export default async (options, ...configs) => (await Promise.all(configs)).flat(Infinity);\n',
      ),
      ...Object.fromEntries(files),
    },
    { eslint, typescript: 'typescript', 'typescript-eslint': 'typescript-eslint' },
  );
  const before = lint(project, names);
  for (const name of names) expect((await httpLeak(path.join(project, name), ['init', '--yes'])).code, name).toBe(0);
  const after = lint(project, names);
  for (const name of names) {
    expect(before[name]!.messages, name).toEqual(['load.js:3 no-debugger']);
    expect(after[name]!.messages, name).toEqual(['load.js:2 http-leak/no-unconsumed-body', 'load.js:3 no-debugger']);
    expect(after[name]!.rules, name).toMatchObject(before[name]!.rules);
    const own = Object.keys(after[name]!.rules).filter((rule) => rule.startsWith('http-leak/'));
    expect(Object.keys(after[name]!.rules).sort(), name).toEqual([...Object.keys(before[name]!.rules), ...own].sort());
    const again = await httpLeak(path.join(project, name), ['init', '--yes']);
    expect(again.stdout, name).toContain('is already set up');
  }
});

const TYPED = {
  'src/client.ts': 'export interface Client { send: typeof fetch }\n',
  'src/load.ts': `import type { Client } from './client.js';\nexport async function load(client: Client, url: string) {\n  const response = await client.send(url);\n  return response.ok;\n}\n`,
  'vitest.config.ts': `export async function up(url: string) {\n  return (await fetch(url)).ok;\n}\n`,
  'tsconfig.json':
    '{ "compilerOptions": { "module": "NodeNext", "lib": ["ES2023", "DOM"], "types": [], "strict": true }, "include": ["src"] }',
};

it.each(['@typescript-eslint/parser', 'typescript-eslint'])(
  'a new configuration for TypeScript, with %s',
  async (parser) => {
    const project = projectWith(
      {
        'package.json': JSON.stringify({
          type: 'module',
          devDependencies: { eslint: '10', typescript: '6', [parser]: '8' },
        }),
        'lint.mjs': LINT,
        'plain/load.js': LEAK,
        ...TYPED,
      },
      { eslint: 'eslint', typescript: 'typescript', [parser]: parser },
    );
    expect((await httpLeak(project, ['init', '--yes'])).code).toBe(0);
    expect(lint(project, [''])['']!.messages).toEqual([
      'plain/load.js:2 http-leak/no-unconsumed-body',
      'src/load.ts:3 http-leak/no-unconsumed-body',
      'vitest.config.ts:2 http-leak/no-unconsumed-body',
    ]);
  },
);
