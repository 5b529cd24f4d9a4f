/** `http-leak init`: what it finds, what it writes, and what it leaves alone. ESLint loads what it writes in tests/places/init.test.ts. */
import fc from 'fast-check';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { addPlugin } from '../../src/cli/init/edit.js';
import { exportedBy } from '../../src/cli/init/exported.js';
import { parseConfig } from '../../src/cli/init/parsed.js';
import { folderWith, httpLeak } from './harness.js';

function added(text: string, file = 'eslint.config.js'): string {
  const edited = addPlugin(text, file);
  if (edited === 'present' || 'unknown' in edited) throw new Error(JSON.stringify(edited));
  expect(addPlugin(edited.text, file)).toBe('present');
  return edited.text;
}

const IMPORT = "import httpLeak from 'eslint-plugin-http-leak';\n";
const REQUIRE = "const httpLeak = require('eslint-plugin-http-leak');\n";

describe('an exported array', () => {
  it.each([
    ['on one line', 'export default [a, b];\n', 'export default [a, b, ...httpLeak.configs.recommended];\n'],
    ['empty', 'export default [];\n', 'export default [...httpLeak.configs.recommended];\n'],
    [
      'on several lines',
      'export default [\n  a,\n  { rules: {} }\n];\n',
      'export default [\n  a,\n  { rules: {} },\n  ...httpLeak.configs.recommended\n];\n',
    ],
    [
      'with a comma at the end',
      'export default [\n    a,\n    b,\n];\n',
      'export default [\n    a,\n    b,\n    ...httpLeak.configs.recommended,\n];\n',
    ],
    [
      'with a comment behind the last element',
      'export default [\n  a, // first\n  b // last, on purpose\n  // nothing below\n];\n',
      'export default [\n  a, // first\n  b, // last, on purpose\n  ...httpLeak.configs.recommended\n  // nothing below\n];\n',
    ],
    [
      'with a comment behind the last comma',
      'export default [\n  a, // first\n  b, /* last */ // of all\n];\n',
      'export default [\n  a, // first\n  b, /* last */ // of all\n  ...httpLeak.configs.recommended,\n];\n',
    ],
    [
      'with only a comment in it',
      'export default [\n  // nothing yet\n];\n',
      'export default [\n  // nothing yet\n...httpLeak.configs.recommended];\n',
    ],
    [
      'of one object',
      'export default { rules: {} };\n',
      'export default [{ rules: {} }, ...httpLeak.configs.recommended];\n',
    ],
    [
      'in a constant',
      'const all = [a];\nexport default all;\n',
      'const all = [a, ...httpLeak.configs.recommended];\nexport default all;\n',
    ],
    [
      'that is exported by name',
      'const all = [a];\nexport { all as default };\n',
      'const all = [a, ...httpLeak.configs.recommended];\nexport { all as default };\n',
    ],
  ])('%s', (_, text, expected) => {
    expect(added(text)).toBe(`${IMPORT}\n${expected}`);
  });

  it.each([
    ['asserted', 'export default [a] as const;\n', 'export default [a, ...httpLeak.configs.recommended] as const;\n'],
    [
      'checked',
      'export default [a] satisfies Linter.Config[];\n',
      'export default [a, ...httpLeak.configs.recommended] satisfies Linter.Config[];\n',
    ],
    [
      'declared',
      'const all: Linter.Config[] = [a];\nexport default all;\n',
      'const all: Linter.Config[] = [a, ...httpLeak.configs.recommended];\nexport default all;\n',
    ],
  ])('in TypeScript, %s', (_, text, expected) => {
    expect(added(text, 'eslint.config.ts')).toBe(`${IMPORT}\n${expected}`);
  });

  it.each([
    ['module.exports = [a];\n', `${REQUIRE}\nmodule.exports = [a, ...httpLeak.configs.recommended];\n`],
    [
      "'use strict';\n\nmodule.exports = [a];\n",
      `'use strict';\n\n${REQUIRE}\nmodule.exports = [a, ...httpLeak.configs.recommended];\n`,
    ],
    [
      "const js = require('@eslint/js');\nconst all = [js.configs.recommended];\nmodule.exports = all;\nconst late = require('late');\n",
      `const js = require('@eslint/js');\n${REQUIRE}const all = [js.configs.recommended, ...httpLeak.configs.recommended];\nmodule.exports = all;\nconst late = require('late');\n`,
    ],
  ])('of CommonJS: %j', (text, expected) => {
    expect(added(text, 'eslint.config.cjs')).toBe(expected);
    expect(added(text, 'eslint.config.js')).toBe(expected);
  });
});

describe('a call that takes configurations', () => {
  it.each([
    ["import { defineConfig } from 'eslint/config';\n", 'defineConfig([a])', 'defineConfig([a, …])'],
    ["import { defineConfig as make } from 'eslint/config';\n", 'make(a, [b])', 'make(a, [b], …)'],
    ["import { defineConfig } from 'eslint/config';\n", 'defineConfig()', 'defineConfig(…)'],
    ["import tseslint from 'typescript-eslint';\n", 'tseslint.config(a, b,)', 'tseslint.config(a, b, …)'],
    ["import * as tseslint from 'typescript-eslint';\n", 'tseslint.config(a)', 'tseslint.config(a, …)'],
    ["import { config } from 'typescript-eslint';\n", 'config(...a)', 'config(...a, …)'],
    ["import antfu from '@antfu/eslint-config';\n", 'antfu({ vue: true })', 'antfu({ vue: true }, …)'],
    ["import antfu from '@antfu/eslint-config';\n", 'await antfu({}, [b])', 'await antfu({}, [b], …)'],
    ["import withNuxt from './.nuxt/eslint.config.mjs';\n", 'withNuxt()', 'withNuxt(…)'],
    [
      "import { defineConfigWithVueTs } from '@vue/eslint-config-typescript';\n",
      'defineConfigWithVueTs(a)',
      'defineConfigWithVueTs(a, …)',
    ],
  ])('%s%s', (imports, call, expected) => {
    expect(added(`${imports}\nexport default ${call};\n`)).toBe(
      `${imports}${IMPORT}\nexport default ${expected.replace('…', '...httpLeak.configs.recommended')};\n`,
    );
  });

  it.each([
    ["const { defineConfig } = require('eslint/config');\n", 'defineConfig([a])', 'defineConfig([a, …])'],
    ["const tseslint = require('typescript-eslint');\n", 'tseslint.config(a)', 'tseslint.config(a, …)'],
    ["const antfu = require('@antfu/eslint-config').default;\n", 'antfu({})', 'antfu({}, …)'],
  ])('in CommonJS: %s%s', (requires, call, expected) => {
    expect(added(`${requires}module.exports = ${call};\n`)).toBe(
      `${requires}${REQUIRE}module.exports = ${expected.replace('…', '...httpLeak.configs.recommended')};\n`,
    );
  });
});

describe('the line that loads the plugin', () => {
  const list = 'export default [a];\n';
  const expected = 'export default [a, ...httpLeak.configs.recommended];\n';
  it.each([
    ["import a from 'a'; // first\n", "import a from 'a'; // first\nimport httpLeak from 'eslint-plugin-http-leak';\n"],
    ['import a from "a"\n', 'import a from "a"\nimport httpLeak from "eslint-plugin-http-leak"\n'],
    ['// @ts-check\n', `// @ts-check\n${IMPORT}\n`],
    [
      "// @ts-check\n/** @type {import('eslint').Linter.Config[]} */\n",
      `// @ts-check\n${IMPORT}\n/** @type {import('eslint').Linter.Config[]} */\n`,
    ],
    ['/* licence */\n\n// ours\n', `/* licence */\n\n${IMPORT}\n// ours\n`],
    ['#!/usr/bin/env node\n', `#!/usr/bin/env node\n${IMPORT}\n`],
  ])('goes with %j', (above, wanted) => {
    const bare = above.includes('"a"');
    expect(added(above + (bare ? list.replace(';', '') : list))).toBe(
      wanted + (bare ? expected.replace(';', '') : expected),
    );
  });

  it('does not share a line with code', () => {
    expect(added("import a from 'a'; export default [a];")).toBe(
      "import a from 'a';\nimport httpLeak from 'eslint-plugin-http-leak';\n export default [a, ...httpLeak.configs.recommended];",
    );
  });

  it('takes another name where the usual one is in use, and the line ends of the file', () => {
    expect(added('const httpLeak = 1;\r\nexport default [\r\n  a,\r\n];\r\n')).toBe(
      "import httpLeakPlugin from 'eslint-plugin-http-leak';\r\n\r\nconst httpLeak = 1;\r\nexport default [\r\n  a,\r\n  ...httpLeakPlugin.configs.recommended,\r\n];\r\n",
    );
  });
});

describe('a configuration that is not understood', () => {
  it.each([
    ['a function', 'export default () => [a];'],
    ['a call of its own', "import make from './make.js';\nexport default make([a]);"],
    ['a name from another file', "import all from './all.js';\nexport default all;"],
    ['another file', "export { default } from './all.js';"],
    ['a variable that is declared twice', 'var all = [a];\nvar all = [b];\nexport default all;'],
    ['a choice', 'export default process.env.CI ? [a] : [b];'],
    ['holes', 'export default [a, , b];'],
    ['options alone are no configuration', "import antfu from '@antfu/eslint-config';\nexport default antfu();"],
    ['two exports of CommonJS', 'module.exports = [a];\nmodule.exports = [b];'],
    ['no export', 'const all = [a];'],
    ['a syntax error', 'export default [a'],
  ])('is left as it is: %s', async (_, text) => {
    const cwd = folderWith({ 'eslint.config.js': text });
    const { code, stderr } = await httpLeak(cwd, ['init', '--yes']);
    expect(code).toBe(2);
    expect(stderr).toContain('eslint.config.js was not changed: ');
    expect(stderr).toContain('  ...httpLeak.configs.recommended, // as the last element of the exported array\n');
    expect(readFileSync(path.join(cwd, 'eslint.config.js'), 'utf8')).toBe(text);
    expect(readdirSync(cwd)).toEqual(['eslint.config.js']);
  });
});

it.each([
  "import 'eslint-plugin-http-leak'",
  "require('eslint-plugin-http-leak')",
  "await import('eslint-plugin-http-leak')",
])('sees that the plugin is there already: %s', async (load) => {
  const cwd = folderWith({ 'eslint.config.js': `${load};\nexport default make();\n` });
  const { code, stdout } = await httpLeak(cwd, ['init', '--yes']);
  expect(code).toBe(0);
  expect(stdout).toContain('eslint.config.js is already set up: it loads eslint-plugin-http-leak\n');
});

const element = fc.constantFrom('a', '...b.c', '{ rules: { x: [2, ","] } }', 'f({ g: [1] }, 2)', '(h)', '[i, // j\n]');
const gap = fc.constantFrom('', ' ', '\n', '\n  ', ' // x, y\n', '/* , ] */', ' /* a\n b */ ');
const listText = fc
  .tuple(fc.array(fc.tuple(gap, element, gap)), fc.boolean(), gap)
  .map(
    ([elements, hasComma, end]) =>
      elements.map((parts) => parts.join('')).join(',') + (hasComma && elements.length > 0 ? `,${end}` : end),
  );
const around = fc.constantFrom(
  ['export default [', '];\n'],
  ["import { defineConfig } from 'eslint/config';\n\nexport default defineConfig(", ');\n'],
  ['module.exports = [', ']'],
  ['const all = [', '];\nexport default all;\n'],
);

it('keeps every character of a list, every comment, and adds one element', () => {
  fc.assert(
    fc.property(around, listText, ([before, after], list) => {
      const text = before + list + after;
      const was = exportedBy(parseConfig(text, 'eslint.config.js'));
      const edited = added(text);
      const parsed = parseConfig(edited, 'eslint.config.js');
      const is = exportedBy(parsed);
      expect(is?.kind === 'list' && is.items.length).toBe(was?.kind === 'list' && was.items.length + 1);
      let rest = edited;
      for (const character of text) {
        expect(rest).toContain(character);
        rest = rest.slice(rest.indexOf(character) + 1);
      }
      const comments = (of: string): string[] => parseConfig(of, 'eslint.config.js').comments.map(({ value }) => value);
      expect(comments(edited)).toEqual(comments(text));
    }),
  );
});

describe('a person', () => {
  const files = { 'eslint.config.js': 'export default [];\n' };
  const written = `${IMPORT}\nexport default [...httpLeak.configs.recommended];\n`;

  it.each([
    ['y\n', true],
    ['Yes\n', true],
    ['\n', false],
    ['no\n', false],
    ['', false],
  ])('at a terminal answers %j', async (answer, isYes) => {
    const cwd = folderWith(files);
    const { code, stdout } = await httpLeak(cwd, ['init', '--no-color'], { terminal: true, answer });
    expect(stdout).toContain('+export default [...httpLeak.configs.recommended];\n');
    expect(stdout).toContain('Write eslint.config.js? [y/N] ');
    expect(code).toBe(isYes ? 0 : 1);
    expect(readFileSync(path.join(cwd, 'eslint.config.js'), 'utf8')).toBe(isYes ? written : files['eslint.config.js']);
  });

  it.each([[['init']], [['init', '--dry-run']]])(
    'is not asked by %j without a terminal, and nothing is written',
    async (argv) => {
      const cwd = folderWith(files);
      const { code, stdout } = await httpLeak(cwd, argv, { answer: 'y\n' });
      expect(code).toBe(1);
      expect(stdout).toContain('+import httpLeak');
      expect(stdout).not.toContain('[y/N]');
      expect(readFileSync(path.join(cwd, 'eslint.config.js'), 'utf8')).toBe(files['eslint.config.js']);
    },
  );
});

it('prints what the documentation shows', async () => {
  const cwd = folderWith({
    'package.json': '{ "devDependencies": { "eslint": "10", "vitest": "4" } }',
    'package-lock.json': '{}',
    'node_modules/eslint/package.json': '{ "version": "10.15.0" }',
    'eslint.config.js': "import js from '@eslint/js';\n\nexport default [js.configs.recommended];\n",
  });
  const page = readFileSync(new URL('../../docs/cli.md', import.meta.url), 'utf8');
  const [, shown] = /^\$ npx http-leak init\n([^]*?)^```/m.exec(page)!;
  const { stdout } = await httpLeak(cwd, ['init', '--no-color'], { terminal: true, answer: 'y\n' });
  expect(stdout).toBe(shown!.replace('[y/N] y\n', '[y/N] '));
});

it('runs nothing of the project', async () => {
  const trap = "require('node:fs').writeFileSync('executed', '');\n";
  const cwd = folderWith({
    'eslint.config.cjs': `${trap}module.exports = [];\n`,
    'node_modules/eslint/package.json': '{ "version": "10.0.0", "main": "index.js" }',
    'node_modules/eslint/index.js': trap,
    'node_modules/typescript/package.json': '{ "version": "6.0.0", "main": "index.js" }',
    'node_modules/typescript/index.js': trap,
  });
  expect((await httpLeak(cwd, ['init', '--yes'])).code).toBe(0);
  expect(readFileSync(path.join(cwd, 'eslint.config.cjs'), 'utf8')).toContain(REQUIRE);
  expect(existsSync(path.join(cwd, 'executed'))).toBe(false);
});

it('keeps a byte order mark', async () => {
  const cwd = folderWith({ 'eslint.config.js': '\uFEFFexport default [];\n' });
  expect((await httpLeak(cwd, ['init', '--yes'])).code).toBe(0);
  expect(readFileSync(path.join(cwd, 'eslint.config.js'), 'utf8')).toBe(
    `\uFEFF${IMPORT}\nexport default [...httpLeak.configs.recommended];\n`,
  );
});

describe('a format that ESLint no longer reads', () => {
  it.each([
    ['.eslintrc.json', '{}', 'npx @eslint/migrate-config .eslintrc.json'],
    ['.eslintrc.cjs', 'throw 1;', 'npx @eslint/migrate-config .eslintrc.cjs'],
    ['package.json', '{ "eslintConfig": {} }', 'Move `eslintConfig`'],
  ])('%s', async (file, text, advice) => {
    const cwd = folderWith({ [file]: text });
    const { code, stderr } = await httpLeak(cwd, ['init', '--yes']);
    expect(code).toBe(2);
    expect(stderr).toContain(advice);
    expect(readdirSync(cwd)).toEqual([file]);
  });

  it('is old news beside a new one', async () => {
    const cwd = folderWith({ '.eslintrc.json': '{}', 'eslint.config.js': 'export default [];' });
    expect((await httpLeak(cwd, ['init', '--yes'])).code).toBe(0);
  });

  it('says so for ESLint 8 itself', async () => {
    const cwd = folderWith({
      'package.json': '{ "devDependencies": { "eslint": "^8.57.0" } }',
      'eslint.config.js': 'export default [];',
    });
    const { code, stderr } = await httpLeak(cwd, ['init', '--yes']);
    expect(code).toBe(2);
    expect(stderr).toContain('the plugin needs ESLint 9 or 10, and this project has ESLint 8.57.');
  });
});

describe('the package manager', () => {
  it.each([
    [{}, 'npm install --save-dev eslint eslint-plugin-http-leak'],
    [{ 'package-lock.json': '{}' }, 'npm install --save-dev eslint eslint-plugin-http-leak'],
    [{ 'pnpm-lock.yaml': '' }, 'pnpm add --save-dev eslint eslint-plugin-http-leak'],
    [
      { 'pnpm-lock.yaml': '', 'pnpm-workspace.yaml': '' },
      'pnpm add --save-dev --workspace-root eslint eslint-plugin-http-leak',
    ],
    [{ 'yarn.lock': '' }, 'yarn add --dev eslint eslint-plugin-http-leak'],
    [
      { 'yarn.lock': '', 'package.json': '{ "workspaces": ["a"] }' },
      'yarn add --dev --ignore-workspace-root-check eslint eslint-plugin-http-leak',
    ],
    [
      { 'yarn.lock': '', '.yarnrc.yml': '', 'package.json': '{ "workspaces": ["a"] }' },
      'yarn add --dev eslint eslint-plugin-http-leak',
    ],
    [{ 'bun.lock': '' }, 'bun add --dev eslint eslint-plugin-http-leak'],
    [
      { 'yarn.lock': '', 'package.json': '{ "packageManager": "pnpm@9.0.0" }' },
      'pnpm add --save-dev eslint eslint-plugin-http-leak',
    ],
    [{ 'package.json': '{ "devDependencies": { "eslint": "10" } }' }, 'npm install --save-dev eslint-plugin-http-leak'],
  ])('of %j', async (files, command) => {
    const { code, stdout } = await httpLeak(folderWith(files), ['init', '--yes']);
    expect(code).toBe(0);
    expect(stdout).toContain(`install: ${command}\n`);
  });

  it.each([
    ['0', 0],
    ['1', 2],
  ])('runs only on demand; it ends with %s', async (status, code) => {
    const cwd = folderWith({ 'bin/npm': `#!/bin/sh\necho "$@" > installed\nexit ${status}\n` });
    chmodSync(path.join(cwd, 'bin/npm'), 0o755);
    const env = { PATH: `${path.join(cwd, 'bin')}:${process.env['PATH']}` };
    const declined = await httpLeak(cwd, ['init', '--install'], { env, terminal: true, answer: 'y\nn\n' });
    expect(declined.stdout).toContain('Run `npm install --save-dev eslint eslint-plugin-http-leak`? [y/N] ');
    expect(declined.stdout).toContain('install: npm install');
    expect(existsSync(path.join(cwd, 'installed'))).toBe(false);
    expect((await httpLeak(cwd, ['init', '--yes', '--install'], { env })).code).toBe(code);
    expect(readFileSync(path.join(cwd, 'installed'), 'utf8')).toBe(
      'install --save-dev eslint eslint-plugin-http-leak\n',
    );
  });
});

describe('a project without a configuration', () => {
  async function configOf(
    files: Readonly<Record<string, string>>,
  ): Promise<{ readonly text: string; readonly said: string }> {
    const cwd = folderWith(files);
    const { code, stdout } = await httpLeak(cwd, ['init', '--yes']);
    expect(code).toBe(0);
    return { text: readFileSync(path.join(cwd, 'eslint.config.mjs'), 'utf8'), said: stdout };
  }
  const typescript = (range: string): string => JSON.stringify({ devDependencies: { typescript: range } });

  it('is for JavaScript where TypeScript was only installed with this package', async () => {
    const { text } = await configOf({
      'package.json': '{ "devDependencies": { "eslint": "10" } }',
      'node_modules/typescript/package.json': '{ "version": "6.0.3" }',
      'a.js': '',
    });
    expect(text).toBe(
      "import httpLeak from 'eslint-plugin-http-leak';\n\nexport default [...httpLeak.configs.recommended];\n",
    );
  });

  it('of JavaScript', async () => {
    const { text } = await configOf({ 'a.js': '' });
    expect(text).toBe(`${IMPORT}\nexport default [...httpLeak.configs.recommended];\n`);
  });

  it('of TypeScript gets types from its tsconfig.json, and none where it includes no file', async () => {
    const { text, said } = await configOf({
      'package.json': typescript('^6.0.0'),
      'tsconfig.json': '{ "include": ["src"] }',
      '.gitignore': 'node_modules/\n/dist/\ncoverage\n*.log\n.env\nnotes.txt\n',
      'src/a.ts': '',
      'vitest.config.ts': '',
      'routes/[id].ts': '',
    });
    expect(text).toBe(`import parser from '@typescript-eslint/parser';
import httpLeak from 'eslint-plugin-http-leak';

export default [
  { ignores: ['dist/', '**/coverage/'] },
  ...httpLeak.configs.recommended,
  { files: ['**/*.{ts,tsx,mts,cts}'], languageOptions: { parser, parserOptions: { projectService: true } } },
  // No tsconfig.json includes these.
  {
    files: ['routes/\\\\[id\\\\].ts', 'vitest.config.ts'],
    languageOptions: { parserOptions: { projectService: false } },
  },
];
`);
    expect(said).toContain(
      'install: npm install --save-dev eslint eslint-plugin-http-leak @typescript-eslint/parser\n',
    );
  });

  it('of TypeScript without a tsconfig.json is read without types', async () => {
    const { text } = await configOf({ 'package.json': typescript('~5.9.3'), 'a.ts': '' });
    expect(text).toContain("  { files: ['**/*.{ts,tsx,mts,cts}'], languageOptions: { parser } },\n");
  });

  it('takes the parser that the project has', async () => {
    const { text, said } = await configOf({
      'package.json': '{ "devDependencies": { "typescript": "6", "typescript-eslint": "8", "eslint": "9" } }',
      'tsconfig.json': '{}',
      'a.ts': '',
    });
    expect(text).toContain("import { parser } from 'typescript-eslint';\n");
    expect(text).toContain('projectService: true');
    expect(said).toContain('install: npm install --save-dev eslint-plugin-http-leak\n');
  });

  it('of TypeScript 7 is told that ESLint has no parser for it', async () => {
    const { text, said } = await configOf({ 'package.json': typescript('^7.0.2'), 'tsconfig.json': '{}', 'a.ts': '' });
    expect(text).toBe(`${IMPORT}\nexport default [...httpLeak.configs.recommended];\n`);
    expect(said).toContain(
      'note:    ESLint has no parser for TypeScript 7.0; `http-leak scan` reads TypeScript, with types\n',
    );
  });

  it.each([
    ['{ "devDependencies": { "vitest": "4" } }', 'vitest.config: '],
    ['{ "devDependencies": { "jest": "30" } }', 'jest.config: '],
    ['{ "devDependencies": { "mocha": "12" } }', '.mocharc: '],
    ['{ "scripts": { "test": "node --test" } }', 'node --import eslint-plugin-http-leak/verify/node-test --test'],
  ])('is told how its tests find leaks: %s', async (manifest, advice) => {
    expect((await configOf({ 'package.json': manifest })).said).toContain(`tests:   ${advice}`);
  });
});

describe('in a monorepo', () => {
  const root = { '.git/HEAD': '', 'pnpm-workspace.yaml': '', 'pnpm-lock.yaml': '', 'packages/a/package.json': '{}' };

  it('the configuration of the repository is edited from a package', async () => {
    const cwd = folderWith({ ...root, 'eslint.config.js': 'export default [];\n' });
    const { code, stdout } = await httpLeak(path.join(cwd, 'packages/a'), ['init', '--yes']);
    expect(code).toBe(0);
    expect(stdout).toContain(
      'install: cd ../.. && pnpm add --save-dev --workspace-root eslint eslint-plugin-http-leak\n',
    );
    expect(readFileSync(path.join(cwd, 'eslint.config.js'), 'utf8')).toContain(IMPORT);
  });

  it('the configuration of a package comes first', async () => {
    const cwd = folderWith(root);
    mkdirSync(path.join(cwd, 'packages/b'));
    writeFileSync(path.join(cwd, 'packages/b/eslint.config.mjs'), 'export default [];\n');
    writeFileSync(path.join(cwd, 'eslint.config.mjs'), 'export default [];\n');
    expect((await httpLeak(path.join(cwd, 'packages/b'), ['init', '--yes'])).code).toBe(0);
    expect(readFileSync(path.join(cwd, 'packages/b/eslint.config.mjs'), 'utf8')).toContain(IMPORT);
    expect(readFileSync(path.join(cwd, 'eslint.config.mjs'), 'utf8')).toBe('export default [];\n');
  });

  it('the file that a script names is the configuration', async () => {
    const cwd = folderWith({
      'package.json': '{ "scripts": { "lint": "tsc && eslint . -c config/lint.mjs --cache" } }',
      'config/lint.mjs': 'export default [];\n',
    });
    expect((await httpLeak(cwd, ['init', '--yes'])).code).toBe(0);
    expect(readFileSync(path.join(cwd, 'config/lint.mjs'), 'utf8')).toContain(IMPORT);
  });
});
