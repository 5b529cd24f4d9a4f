/** The packed package in empty projects: each ESLint with each TypeScript or none, both kinds of configuration, and oxlint. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeBlock } from '../support/documented.js';
import { projectWith } from '../support/packed.js';

const ESLINTS = { 'ESLint 9': 'eslint9', 'ESLint 10': 'eslint' } as const;
const TYPESCRIPTS = { 'no TypeScript': null, 'TypeScript 5.9': 'typescript59', 'TypeScript 6.0': 'typescript' } as const;

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
const TSCONFIG = JSON.stringify({ compilerOptions: { target: 'ES2023', lib: ['ES2023', 'DOM'], module: 'NodeNext', strict: true, types: [] }, include: ['*.ts'] });

/** The configurations that the documentation shows. */
const readme = new URL('../../README.md', import.meta.url);
const places = new URL('../../docs/editors-and-hooks.md', import.meta.url);
const CONFIGS = {
  ESM: { file: 'eslint.config.mjs', javascript: codeBlock(readme, 'js', 'eslint.config.mjs'), typescript: codeBlock(readme, 'js', 'projectService') },
  CommonJS: { file: 'eslint.config.cjs', javascript: codeBlock(places, 'js', 'eslint.config.cjs'), typescript: codeBlock(places, 'js', 'projectService') },
} as const;

/** What a linter says of a project, as `file:line rule`. */
function lint(project: string, command: string, ...args: string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  const env = { ...process.env, HTTP_LEAK_THROW: '' };
  return spawnSync(process.execPath, [path.join(project, 'node_modules', command), ...args], { cwd: project, env, encoding: 'utf8' });
}

function eslint(project: string): string[] {
  const { stdout, stderr } = lint(project, 'eslint/bin/eslint.js', '--format', 'json', '.');
  expect(stderr).toBe('');
  const results = JSON.parse(stdout) as { filePath: string; messages: { line: number; ruleId: string | null; message: string }[] }[];
  return results.flatMap(({ filePath, messages }) => messages.map(({ line, ruleId, message }) => `${path.relative(project, filePath)}:${line} ${ruleId ?? message}`)).sort();
}

const MATRIX = Object.keys(ESLINTS).flatMap((eslintName) => Object.keys(TYPESCRIPTS).map((typescriptName) => [eslintName, typescriptName] as [keyof typeof ESLINTS, keyof typeof TYPESCRIPTS]));

describe.each(MATRIX)('%s, %s', (eslintName, typescriptName) => {
  const typescript = TYPESCRIPTS[typescriptName];
  const packages = { eslint: ESLINTS[eslintName], ...(typescript && { typescript, '@typescript-eslint/parser': '@typescript-eslint/parser' }) };

  it.each(['ESM', 'CommonJS'] as const)('%s configuration', (kind) => {
    const { file, javascript, typescript: typed } = CONFIGS[kind];
    const files = typescript ? { ...TYPED, 'tsconfig.json': TSCONFIG, [file]: typed } : { [file]: javascript };
    const project = projectWith({ 'package.json': '{ "type": "module" }', 'load.js': LEAK, ...files }, packages);
    expect(eslint(project)).toEqual(['load.js:2 http-leak/no-unconsumed-body', ...(typescript ? ['load.ts:3 http-leak/no-unconsumed-body'] : [])]);
  });
});

it('runs under oxlint, which has no types to offer', () => {
  const config = { ...(JSON.parse(codeBlock(places, 'json', 'jsPlugins')) as object), categories: { correctness: 'off' } };
  const agent = `import { Agent } from 'undici';\nexport function forget(url) {\n  const agent = new Agent();\n  agent.compose([]);\n  return url;\n}\n`;
  const project = projectWith({ 'package.json': '{ "type": "module" }', '.oxlintrc.json': JSON.stringify(config), 'load.js': LEAK, 'agent.js': agent, ...TYPED }, { oxlint: 'oxlint' });
  const { stdout, status } = lint(project, 'oxlint/bin/oxlint', '--format', 'json');
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; filename: string; message: string; labels: { span: { line: number } }[] }[] };
  expect(diagnostics.map(({ filename, code, labels }) => `${filename}:${labels[0]?.span.line} ${code}`).sort()).toEqual(['agent.js:3 http-leak(no-unclosed-agent)', 'load.js:2 http-leak(no-unconsumed-body)']);
  expect(diagnostics.find(({ filename }) => filename === 'load.js')?.message).toContain('on the path of the `throw` on line 3');
  expect(status).toBe(1);
});
