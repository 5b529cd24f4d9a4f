/**
 * Packs the package as it would be published and checks what is inside, how it resolves, and that it works once installed:
 * alone, by the one command that the README gives, beside the oldest ESLint and TypeScript of the matrix, beside TypeScript 7, and as pre-commit runs its hook.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('..', import.meta.url));
const work = mkdtempSync(path.join(tmpdir(), 'http-leak-package-'));
const ALLOWED =
  /^package\/(?:dist\/.+\.(?:js|js\.map|d\.ts)|dist\/packages\/(?:parser|scope-analysis|resolver)\.cjs|dist\/verify\/cjs\/package\.json|schema\/http-leak\.(?:config|report)\.schema\.json|docs\/images\/(?:editor\.svg|playground\.png)|README\.md|LICENSE|CHANGELOG\.md|package\.json)$/;

const LEAK =
  "export async function load(url) {\n  const response = await fetch(url);\n  if (!response.ok) throw new Error('failed');\n  return response.json();\n}\n";

try {
  const printed = run('npm', ['pack', '--pack-destination', work], root);
  const [name] = readdirSync(work);
  if (printed !== `${name}\n`) throw new Error(`pre-commit takes what \`npm pack\` prints for a file: ${printed}`);
  const tarball = path.join(work, name);

  const surplus = run('tar', ['-tzf', tarball], root)
    .trim()
    .split('\n')
    .filter((entry) => !ALLOWED.test(entry));
  if (surplus.length > 0) throw new Error(`the package would contain ${surplus.join(', ')}`);

  run('npx', ['--no-install', 'publint', 'run', tarball, '--strict'], root);
  run('npx', ['--no-install', 'attw', tarball, '--profile', 'esm-only'], root);
  tryInstalled(tarball);
  tryOnce(tarball);
  tryWithOldest(tarball);
  tryWithLatest(tarball);
  for (const hook of parse(readFileSync(path.join(root, '.pre-commit-hooks.yaml'), 'utf8'))) tryHook(hook, tarball);
  console.log('package: contents, publint, types and a fresh installation are fine');
} catch (error) {
  console.error(error.stdout?.toString() ?? '', error.stderr?.toString() ?? '', error.message);
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** Installs the tarball into an empty project, without anything optional, and scans a leaking file. */
function tryInstalled(tarball) {
  const project = emptyProject('project');
  writeFileSync(path.join(project, 'leak.js'), LEAK);
  run('npm', ['install', '--no-audit', '--no-fund', '--silent', '--omit=optional', tarball], project);
  for (const [type, load] of [
    ['module', 'const { verifyNone } = await import'],
    ['commonjs', 'const { verifyNone } = require'],
  ]) {
    const clean = `${load}('eslint-plugin-http-leak/verify'); verifyNone().then(() => console.log('none'));`;
    const says = run(process.execPath, [`--input-type=${type}`, '--eval', clean], project).trim();
    if (says !== 'none') throw new Error(`the companion, loaded as ${type}, says ${says}`);
  }
  const report = run('npx', ['--no-install', 'http-leak', 'scan', '--format', 'json'], project, 1);
  const { findings } = JSON.parse(report);
  if (findings.length !== 1 || findings[0].line !== 2) throw new Error(`the installed package reports ${report}`);
}

/** Runs the command with which the README tries the package on any repository. */
function tryOnce(tarball) {
  const project = typedProject('any');
  const [, command] = /```sh\nnpx (.+)\n```/.exec(readFileSync(path.join(root, 'README.md'), 'utf8'));
  const args = command.split(' ').map((word) => (word === 'eslint-plugin-http-leak' ? tarball : word));
  expectTypes(run('npx', ['--yes', ...args], project, 1), command);
}

/** Installs the tarball beside ESLint 9 and TypeScript 5.9, whose peers have to agree, and lints with them. */
function tryWithOldest(tarball) {
  const project = emptyProject('oldest');
  writeFileSync(path.join(project, 'leak.ts'), LEAK.replace('url', 'url: string'));
  writeFileSync(
    path.join(project, 'eslint.config.js'),
    "import httpLeak from 'eslint-plugin-http-leak';\nimport parser from '@typescript-eslint/parser';\nexport default [...httpLeak.configs.recommended, { files: ['**/*.ts'], languageOptions: { parser } }];\n",
  );
  run(
    'npm',
    [
      'install',
      '--no-audit',
      '--no-fund',
      '--silent',
      tarball,
      'eslint@9',
      'typescript@5.9',
      '@typescript-eslint/parser@8',
    ],
    project,
  );
  const [{ messages }] = JSON.parse(run('npx', ['--no-install', 'eslint', '--format', 'json', 'leak.ts'], project, 1));
  if (messages.length !== 1 || messages[0].ruleId !== 'http-leak/no-unconsumed-body' || messages[0].line !== 2)
    throw new Error(`ESLint 9 reports ${JSON.stringify(messages)}`);
}

/**
 * Runs the commands of the page on TypeScript, one after the other, in an empty project, where `typescript` is what the registry calls the latest:
 * the scan has types beside it; without the TypeScript of the package it says so, and what it says helps; and with both versions ESLint has types.
 */
function tryWithLatest(tarball) {
  const page = readFileSync(path.join(root, 'docs/typescript.md'), 'utf8');
  const [plain, both, parser, back] = [...page.matchAll(/^npm (install .+)$/gm)].map(([, command]) =>
    command.split(' ').map((word) => (word === 'eslint-plugin-http-leak' ? tarball : word)),
  );
  const npm = (project, args) => run('npm', [...args, '--no-audit', '--no-fund', '--silent'], project);
  const scan = (project, status) => run('npx', ['--no-install', 'http-leak', 'scan'], project, status);
  const project = typedProject('latest');
  npm(project, plain);
  expectTypes(scan(project, 1), 'http-leak beside the latest TypeScript');

  npm(project, both);
  npm(project, parser);
  writeFileSync(
    path.join(project, 'eslint.config.mjs'),
    /```js\n(\/\/ eslint\.config\.mjs\nimport parser .+?)```/s.exec(
      readFileSync(path.join(root, 'README.md'), 'utf8'),
    )[1],
  );
  const [{ messages }] = JSON.parse(run('npx', ['--no-install', 'eslint', '--format', 'json', 'leak.ts'], project, 1));
  if (messages.length !== 1 || messages[0].ruleId !== 'http-leak/no-unconsumed-body')
    throw new Error(`ESLint beside TypeScript 7 reports ${JSON.stringify(messages)}`);

  const bare = typedProject('bare');
  npm(bare, [...plain, '--omit=optional']);
  const said = scan(bare, 2);
  if (!said.includes(`\`npm ${back.join(' ')}\``)) throw new Error(`without its TypeScript the scan says ${said}`);
  npm(bare, back);
  expectTypes(scan(bare, 1), `http-leak after npm ${back.join(' ')}`);
}

function expectTypes(said, command) {
  if (!said.includes('1 leak in 1 file; 1 file scanned (1 with type information)'))
    throw new Error(`${command} says ${said}`);
}

/** A project with a leak in TypeScript. */
function typedProject(name) {
  const project = emptyProject(name);
  writeFileSync(
    path.join(project, 'tsconfig.json'),
    '{ "compilerOptions": { "module": "NodeNext", "lib": ["ES2023", "DOM"], "types": [] } }',
  );
  writeFileSync(path.join(project, 'leak.ts'), LEAK.replace('url', 'url: string'));
  return project;
}

/** Runs what pre-commit runs, with the tarball in the place of the published package, on files of a project that knows nothing of it. */
function tryHook({ id, entry }, tarball) {
  const project = emptyProject('hooked');
  writeFileSync(path.join(project, 'leak.ts'), LEAK.replace('url', 'url: string'));
  writeFileSync(
    path.join(project, 'clean.ts'),
    'export const load = async (url: string) => (await fetch(url)).text();\n',
  );
  const [command, ...args] = entry
    .split(' ')
    .map((word) => (word.startsWith('eslint-plugin-http-leak@') ? tarball : word));
  const said = run(command, [...args, 'leak.ts', 'clean.ts'], project, 1);
  if (!said.includes('leak.ts:2:26  http-leak/no-unconsumed-body')) throw new Error(`the hook ${id} says ${said}`);
  run(command, [...args, 'clean.ts'], project, 0);
}

function emptyProject(name) {
  const project = path.join(work, name);
  mkdirSync(project);
  writeFileSync(
    path.join(project, 'package.json'),
    JSON.stringify({ name: 'consumer', private: true, type: 'module' }),
  );
  return project;
}

function run(command, args, cwd, expectedStatus = 0) {
  try {
    return execFileSync(command, args, {
      cwd,
      encoding: 'utf8',
      stdio: 'pipe',
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
    });
  } catch (error) {
    if (error.status === expectedStatus) return error.stdout;
    throw error;
  }
}
