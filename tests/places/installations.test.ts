/** The packed package in empty projects: each ESLint with each TypeScript or none, both kinds of configuration, the command, and oxlint. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeBlock } from '../support/documented.js';
import { projectWith } from '../support/packed.js';

const ESLINTS = { 'ESLint 9': 'eslint9', 'ESLint 10': 'eslint' } as const;
/** What the project has with each, as npm places it; `check:package` looks whether npm does. */
const TYPESCRIPTS = {
  'no TypeScript': {},
  'TypeScript 5.9': { typescript: 'typescript59', '@typescript-eslint/parser': '@typescript-eslint/parser' },
  'TypeScript 6.0': { typescript: 'typescript', '@typescript-eslint/parser': '@typescript-eslint/parser' },
  // typescript-eslint does not go with it, and the plugin's own TypeScript has no place at the top.
  'TypeScript 7': { typescript: 'typescript7', 'eslint-plugin-http-leak/node_modules/typescript': 'typescript' },
} as const;

const LEAK = `export async function load(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error('failed');
  return response.text();
}
`;
/** A leak that nothing but types shows: the client is injected, and the helper stands in another file. */
const TYPED = {
  'client.ts': `export interface Client { send: typeof fetch }\nexport const get = (client: Client, url: string) => client.send(url);\n`,
  'load.ts': `import { type Client, get } from './client.js';\nexport async function load(client: Client, url: string) {\n  const response = await get(client, url);\n  return response.ok;\n}\n`,
};
const TSCONFIG = JSON.stringify({
  compilerOptions: { target: 'ES2023', lib: ['ES2023', 'DOM'], module: 'NodeNext', strict: true, types: [] },
  include: ['*.ts'],
});

/** The configurations that the documentation shows. */
const readme = new URL('../../README.md', import.meta.url);
const places = new URL('../../docs/editors-and-hooks.md', import.meta.url);
const CONFIGS = {
  ESM: {
    file: 'eslint.config.mjs',
    javascript: codeBlock(readme, 'js', 'eslint.config.mjs'),
    typescript: codeBlock(readme, 'js', 'projectService'),
  },
  CommonJS: {
    file: 'eslint.config.cjs',
    javascript: codeBlock(places, 'js', 'eslint.config.cjs'),
    typescript: codeBlock(places, 'js', 'projectService'),
  },
} as const;

/** Of a package of this repository. */
function versionOf(name: string): string {
  return (createRequire(import.meta.url)(`${name}/package.json`) as { version: string }).version;
}

/** What a linter says of a project, as `file:line rule`. */
function lint(
  project: string,
  command: string,
  ...args: string[]
): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  const env = { ...process.env, HTTP_LEAK_THROW: '' };
  return spawnSync(process.execPath, [path.join(project, command), ...args], {
    cwd: project,
    env,
    encoding: 'utf8',
  });
}

interface Linted {
  readonly filePath: string;
  readonly messages: readonly { readonly line: number; readonly ruleId: string | null; readonly message: string }[];
}

function eslint(project: string): string[] {
  const { stdout, stderr } = lint(project, 'node_modules/eslint/bin/eslint.js', '--format', 'json', '.');
  expect(stderr).toBe('');
  return reportsOf(project, JSON.parse(stdout) as Linted[]);
}

/** Lints a folder after the other, each as ESLint started there would, in one process: most of the time is for loading it. */
const IN_FOLDERS = `import { ESLint } from 'eslint';
const all = [];
for (const cwd of process.argv.slice(2)) all.push(...(await new ESLint({ cwd }).lintFiles('.')));
console.log(JSON.stringify(all));
`;

function eslintInFolders(project: string, folders: readonly string[]): string[] {
  const { stdout, stderr } = lint(project, 'in-folders.mjs', ...folders.map((name) => path.join(project, name)));
  expect(stderr).toBe('');
  return reportsOf(project, JSON.parse(stdout) as Linted[]);
}

function reportsOf(project: string, results: readonly Linted[]): string[] {
  return results
    .flatMap(({ filePath, messages }) =>
      messages.map(({ line, ruleId, message }) => `${path.relative(project, filePath)}:${line} ${ruleId ?? message}`),
    )
    .sort();
}

const MATRIX = Object.keys(ESLINTS).flatMap((eslintName) =>
  Object.keys(TYPESCRIPTS).map(
    (typescriptName) => [eslintName, typescriptName] as [keyof typeof ESLINTS, keyof typeof TYPESCRIPTS],
  ),
);

describe.each(MATRIX)('%s, %s', (eslintName, typescriptName) => {
  const typescript = TYPESCRIPTS[typescriptName];
  const isTyped = '@typescript-eslint/parser' in typescript;
  const packages = { eslint: ESLINTS[eslintName], ...typescript };

  it('with a configuration in either module system', () => {
    const kinds = ['CommonJS', 'ESM'] as const;
    const files = kinds.flatMap((kind): [string, string][] => {
      const { file, javascript, typescript: typed } = CONFIGS[kind];
      const own = isTyped ? { ...TYPED, 'tsconfig.json': TSCONFIG, [file]: typed } : { [file]: javascript };
      return Object.entries({ 'load.js': LEAK, ...own }).map(([name, text]) => [`${kind}/${name}`, text]);
    });
    const project = projectWith(
      { 'package.json': '{ "type": "module" }', 'in-folders.mjs': IN_FOLDERS, ...Object.fromEntries(files) },
      packages,
    );
    expect(eslintInFolders(project, kinds)).toEqual(
      kinds.flatMap((kind) => [
        `${kind}/load.js:2 http-leak/no-unconsumed-body`,
        ...(isTyped ? [`${kind}/load.ts:3 http-leak/no-unconsumed-body`] : []),
      ]),
    );
  });
});

/** What the command says of a project: `file:line` of every finding, the problems, how many files had types, and the exit code. */
function scan(packages: Readonly<Record<string, string>>, files: Readonly<Record<string, string>>): unknown {
  const project = projectWith({ 'package.json': '{ "type": "module" }', ...files }, { eslint: 'eslint', ...packages });
  const { stdout, status } = lint(
    project,
    'node_modules/eslint-plugin-http-leak/dist/cli/main.js',
    'scan',
    '--format',
    'json',
  );
  const { findings, problems, summary } = JSON.parse(stdout) as {
    findings: { file: string; line: number }[];
    problems: { kind: string; message: string }[];
    summary: { filesWithTypes: number };
  };
  return {
    findings: findings.map(({ file, line }) => `${file}:${line}`),
    problems: problems.map(({ kind, message }) => `${kind}: ${message}`),
    typed: summary.filesWithTypes,
    status,
  };
}

describe('the command', () => {
  const project = { ...TYPED, 'tsconfig.json': TSCONFIG };

  it.each(['TypeScript 5.9', 'TypeScript 6.0', 'TypeScript 7'] as const)('reads types in a project with %s', (name) => {
    expect(scan(TYPESCRIPTS[name], project)).toEqual({ findings: ['load.ts:3'], problems: [], typed: 2, status: 1 });
  });

  const { typescript: alone } = TYPESCRIPTS['TypeScript 7'];
  it.each([
    ['no TypeScript', {}, 'TypeScript is not installed; `npm install --include=optional` installs it'],
    [
      'TypeScript 7 only',
      { typescript: alone },
      `TypeScript ${versionOf(alone)} has no API that the parser can load; \`npm install --include=optional\` installs TypeScript 6 too`,
    ],
  ])('says why there are no types with %s', (_, packages, why) => {
    expect(scan(packages, project)).toEqual({
      findings: [],
      problems: [`types: 2 TypeScript files were not read: ${why}`],
      typed: 0,
      status: 2,
    });
    expect(scan(packages, { 'load.js': LEAK })).toEqual({
      findings: ['load.js:2'],
      problems: [`untyped: read without type information: ${why}`],
      typed: 0,
      status: 1,
    });
  });

  it.each([
    ['parser', 'scan', {}, 'TypeScript is not installed'],
    ['ts-morph', 'migrate', { typescript: 'typescript' }, 'ts-morph is missing'],
  ])('executes no %s of the folder that it reads', (_, command, packages, message) => {
    const trap = (name: string): Record<string, string> => ({
      [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: '6.0.3', main: 'index.js' }),
      [`node_modules/${name}/index.js`]:
        "require('node:fs').writeFileSync('executed', ''); module.exports = require('elsewhere');",
    });
    const here = projectWith({}, { eslint: 'eslint', ...packages });
    const foreign = projectWith(
      { ...project, ...trap('typescript'), ...trap('@typescript-eslint/parser'), ...trap('ts-morph') },
      {},
    );
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [path.join(here, 'node_modules/eslint-plugin-http-leak/dist/cli/main.js'), command],
      { cwd: foreign, encoding: 'utf8' },
    );
    expect(stdout + stderr).toContain(message);
    expect(existsSync(path.join(foreign, 'executed'))).toBe(false);
  });
});

it('reads a program of TypeScript 5.9 with the parser that made it, where the plugin has TypeScript 6 of its own', () => {
  const packages = {
    eslint: 'eslint',
    ...TYPESCRIPTS['TypeScript 5.9'],
    'eslint-plugin-http-leak/node_modules/typescript': 'typescript',
  };
  const project = projectWith(
    {
      'package.json': '{ "type": "module" }',
      ...TYPED,
      'tsconfig.json': TSCONFIG,
      [CONFIGS.ESM.file]: CONFIGS.ESM.typescript,
    },
    packages,
  );
  expect(eslint(project)).toEqual(['load.ts:3 http-leak/no-unconsumed-body']);
});

it('runs under oxlint, which has no types to offer', () => {
  const config = {
    ...(JSON.parse(codeBlock(places, 'json', 'jsPlugins')) as object),
    categories: { correctness: 'off' },
  };
  const agent = `import { Agent } from 'undici';\nexport function forget(url) {\n  const agent = new Agent();\n  agent.compose([]);\n  return url;\n}\n`;
  const project = projectWith(
    {
      'package.json': '{ "type": "module" }',
      '.oxlintrc.json': JSON.stringify(config),
      'load.js': LEAK,
      'agent.js': agent,
      ...TYPED,
    },
    { oxlint: 'oxlint' },
  );
  const { stdout, status } = lint(project, 'node_modules/oxlint/bin/oxlint', '--format', 'json');
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { code: string; filename: string; message: string; labels: { span: { line: number } }[] }[];
  };
  expect(diagnostics.map(({ filename, code, labels }) => `${filename}:${labels[0]?.span.line} ${code}`).sort()).toEqual(
    ['agent.js:3 http-leak(no-unclosed-agent)', 'load.js:2 http-leak(no-unconsumed-body)'],
  );
  expect(diagnostics.find(({ filename }) => filename === 'load.js')?.message).toContain(
    'on the path of the `throw` on line 3',
  );
  expect(status).toBe(1);
});
