/** Where the command takes settings from: data, and an ESLint configuration only where a flag asks for it. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type * as ask from '../../src/cli/eslint-config/ask.js';
import { built } from '../support/built.js';
import { servedCommand } from './command.js';
import { CLEAN, folderWith, httpLeak, LEAK } from './harness.js';

/** Leaks on line 2 if `send` is known. */
const SENT = "import { send } from '@acme/http';\nexport const ok = async (url) => (await send(url)).ok;\n";
const CLIENTS = [{ from: 'package', package: '@acme/http', name: 'send', protocol: 'fetch' }];
const SETTINGS = JSON.stringify({ clients: CLIENTS });
const NONE = '{}';
const MANIFEST = JSON.stringify({ name: 'x', 'http-leak': { clients: CLIENTS } });
const ESLINT = `export default [{ settings: { 'http-leak': ${SETTINGS} } }];\n`;
const HOME = '.git/HEAD';

interface Report {
  findings: { file: string }[];
  problems: { kind: string; file: string; message: string }[];
}

const command = servedCommand();
const json = (stdout: string): Report => JSON.parse(stdout) as Report;

async function scan(files: Readonly<Record<string, string>>, ...argv: string[]): Promise<Report & { code: number }> {
  const { code, stdout, stderr } = await httpLeak(folderWith(files), ['scan', ...argv, '--format', 'json']);
  if (stdout === '') throw new Error(stderr);
  return { code, ...(JSON.parse(stdout) as Report) };
}

const leaking = ({ findings }: Report): string[] => findings.map(({ file }) => file);

describe('settings', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['beside the file', { 'a.mjs': SENT, 'http-leak.config.json': SETTINGS }, ['a.mjs']],
    ['in package.json', { 'a.mjs': SENT, 'package.json': MANIFEST }, ['a.mjs']],
    ['above the file', { 'lib/deep/a.mjs': SENT, 'http-leak.config.json': SETTINGS }, ['lib/deep/a.mjs']],
    [
      'of the nearest folder',
      { 'a.mjs': SENT, 'lib/a.mjs': SENT, 'http-leak.config.json': SETTINGS, 'lib/http-leak.config.json': NONE },
      ['a.mjs'],
    ],
    [
      'of the file rather than of package.json',
      { 'a.mjs': SENT, 'package.json': MANIFEST, 'http-leak.config.json': NONE },
      [],
    ],
    [
      'above a package without any',
      {
        'packages/a/a.mjs': SENT,
        'packages/a/package.json': '{ "name": "http-leak-user", "keywords": ["http-leak"] }',
        'package.json': MANIFEST,
      },
      ['packages/a/a.mjs'],
    ],
    [
      'not from above the repository',
      { 'inner/a.mjs': SENT, [`inner/${HOME}`]: '', 'http-leak.config.json': SETTINGS },
      [],
    ],
    [
      'with a byte order mark and a schema',
      {
        'a.mjs': SENT,
        'http-leak.config.json': `\uFEFF${JSON.stringify({ $schema: './node_modules/eslint-plugin-http-leak/schema/http-leak.config.schema.json', clients: CLIENTS })}`,
      },
      ['a.mjs'],
    ],
  ])('are taken: %s', async (_name, files, expected) => {
    const report = await scan(files);
    expect(leaking(report)).toEqual(expected);
    expect(report).toMatchObject({ code: expected.length > 0 ? 1 : 0, problems: [] });
  });

  it('are taken from the root of the repository, wherever the command runs', async () => {
    const root = folderWith({ [HOME]: '', 'lib/a.mjs': SENT, 'http-leak.config.json': SETTINGS });
    expect((await httpLeak(path.join(root, 'lib'), ['scan'])).code).toBe(1);
    const outside = folderWith({ 'lib/a.mjs': SENT, 'http-leak.config.json': SETTINGS });
    expect((await httpLeak(path.join(outside, 'lib'), ['scan'])).code).toBe(0);
  });

  it.each<[string, Record<string, string>, string, string]>([
    ['are no JSON', { 'http-leak.config.json': '{ // none\n}' }, 'http-leak.config.json', 'not valid JSON: '],
    ['are empty', { 'http-leak.config.json': '' }, 'http-leak.config.json', 'not valid JSON: '],
    ['are no object', { 'http-leak.config.json': '[]' }, 'http-leak.config.json', 'the file must be an object; got []'],
    [
      'have an unknown key',
      { 'http-leak.config.json': '{ "client": [] }' },
      'http-leak.config.json',
      'the file has no key "client"; it has clients, helpers',
    ],
    [
      'have a schema that is none',
      { 'http-leak.config.json': '{ "$schema": 1 }' },
      'http-leak.config.json',
      'the file has no key "$schema"',
    ],
    [
      'have a wrong value',
      { 'http-leak.config.json': '{ "clients": [{ "from": "lib", "name": "get", "protocol": "Fetch" }] }' },
      'http-leak.config.json',
      'clients[0].protocol must be one of fetch, ',
    ],
    [
      'have a wrong value in package.json',
      { 'package.json': '{ "http-leak": { "helpers": [{ "from": "lib", "name": "get", "effect": 1 }] } }' },
      'package.json',
      'http-leak.helpers[0].effect must be one of consumes, borrows, takes; got 1',
    ],
    [
      'are no object in package.json',
      { 'package.json': '{ "http-leak": null }' },
      'package.json',
      'http-leak must be an object; got null',
    ],
    [
      'are in a package.json that is no JSON',
      { 'package.json': '{ "http-leak": {}, }' },
      'package.json',
      'not valid JSON: ',
    ],
  ])('that %s are named, count as none, and end with 2', async (_name, files, file, message) => {
    const { code, problems, findings } = await scan({ 'a.mjs': SENT, 'b.ts': LEAK, ...files });
    expect(problems).toMatchObject([{ kind: 'settings', file }]);
    expect(problems[0]?.message).toContain(`the settings in this file are ignored: ${message}`);
    expect({ code, findings: findings.map(({ file }) => file) }).toEqual({ code: 2, findings: ['b.ts'] });
  });

  it('do not say that all is well where they could not be read', async () => {
    const folder = folderWith({ 'a.js': CLEAN, 'http-leak.config.json': '1' });
    const { code, stdout } = await httpLeak(folder, ['scan']);
    expect(code).toBe(2);
    expect(stdout).not.toContain('✔');
    const migrated = await httpLeak(folder, ['migrate', '--untyped']);
    expect(migrated.code).toBe(2);
    expect(migrated.stdout).not.toContain('✔');
  });

  it('that are wrong keep a migration from writing', async () => {
    const folder = folderWith({ 'a.js': LEAK.replace(': string', ''), 'http-leak.config.json': '1' });
    expect((await httpLeak(folder, ['migrate', '--write', '--untyped'])).code).toBe(2);
    expect(await httpLeak(folder, ['scan', 'a.js', '--untyped'])).toMatchObject({
      code: 2,
      stdout: expect.stringContaining('1 leak') as unknown,
    });
  });

  it('may be in things that are no files: those are named or passed over', async () => {
    const folder = folderWith({
      'a.mjs': SENT,
      'b/http-leak.config.json/x.txt': '',
      'b/b.mjs': SENT,
      'package.json/x.txt': '',
      'c/c.mjs': SENT,
      'd/d.mjs': SENT,
    });
    const server = createServer().listen(path.join(folder, 'd/http-leak.config.json'));
    onTestFinished(() => void server.close());
    await new Promise((done) => server.once('listening', done));
    execFileSync('mkfifo', [path.join(folder, 'c/http-leak.config.json'), path.join(folder, 'b/package.json')]);
    const { code, stdout } = await httpLeak(folder, ['scan', '--format', 'json']);
    const { problems } = JSON.parse(stdout) as Report;
    expect(code).toBe(2);
    expect(problems.map(({ kind, file, message }) => `${kind} ${file}: ${message}`).sort()).toEqual([
      'config b/package.json: the settings in this file are ignored: it is a named pipe, not a file',
      'config package.json: the settings in this file are ignored: it is a folder, not a file',
      'settings b/http-leak.config.json: the settings in this file are ignored: it is a folder, not a file',
      'settings c/http-leak.config.json: the settings in this file are ignored: it is a named pipe, not a file',
      'settings d/http-leak.config.json: the settings in this file are ignored: it is a socket, not a file',
    ]);
  });

  it('that lead to themselves are named', async () => {
    const folder = folderWith({ 'a.mjs': SENT });
    symlinkSync('http-leak.config.json', path.join(folder, 'http-leak.config.json'));
    const { code, stderr } = await httpLeak(folder, ['scan', '--format', 'json']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: '! http-leak.config.json: the settings in this file are ignored: its symbolic links form a cycle\n',
    });
  });
});

describe('an ESLint configuration', () => {
  const withMark = (text: string): string =>
    `import { writeFileSync } from 'node:fs';\nwriteFileSync(new URL('run.txt', import.meta.url), '');\n${text}`;

  it.each([
    ['scan', ['scan']],
    ['explain', ['explain', 'lib/a.mjs:2']],
    ['migrate', ['migrate', '--untyped']],
  ])('is not executed by %s', async (_name, argv) => {
    const cwd = folderWith({
      'lib/a.mjs': SENT,
      'eslint.config.mjs': withMark('// http-leak\nprocess.exit(0);'),
      'lib/eslint.config.mjs': withMark('// http-leak\nwhile (1);'),
    });
    expect(await command(cwd, argv)).toMatchObject({ code: 0, stderr: '' });
    expect([existsSync(path.join(cwd, 'run.txt')), existsSync(path.join(cwd, 'lib/run.txt'))]).toEqual([false, false]);
  });

  it.each([
    ['that is named', ['--config', 'my.config.mjs'], 'my.config.mjs'],
    ['that is the nearest', ['--use-eslint-config'], 'eslint.config.mjs'],
  ])('%s gives its settings', async (_name, flags, name) => {
    const cwd = folderWith({ 'a.mjs': SENT, [name]: `console.log('loaded');\n${ESLINT}` });
    const { code, stdout, stderr } = await command(cwd, ['scan', '--format', 'json', ...flags]);
    expect({ code, stderr, files: leaking(json(stdout)) }).toEqual({ code: 1, stderr: '', files: ['a.mjs'] });
    expect((await command(cwd, ['explain', 'a.mjs:2', ...flags])).stdout).toContain(
      'your settings, or a tag of its declaration, say so',
    );
    expect((await command(cwd, ['migrate', '--untyped', ...flags])).stdout).toContain('a.mjs\n  2:');
    expect((await command(cwd, ['scan'])).code).toBe(0);
  });

  it('may come as a promise, and from more than one place', async () => {
    const cwd = folderWith({
      'a.mjs': SENT,
      'eslint.config.mjs': `export default Promise.resolve([{ settings: { 'http-leak': ${SETTINGS} } }]);`,
      'lib/a.mjs': SENT,
      'lib/eslint.config.mjs': 'export default []; // http-leak',
      'other/a.mjs': SENT,
      'other/eslint.config.mjs': "throw new Error('not mentioned');",
    });
    expect(leaking(json((await command(cwd, ['scan', '--format', 'json', '--use-eslint-config'])).stdout))).toEqual([
      'a.mjs',
    ]);
  });

  it.each([
    ['ends the process', 'process.exit(0);', 'it ended the process that loaded it (exit code 0)'],
    [
      'ends the process later',
      `setTimeout(() => process.exit(0));\nawait new Promise(() => setInterval(() => {}, 1000));\n${ESLINT}`,
      'it ended the process that loaded it (exit code 0)',
    ],
    [
      'ends the process at its end',
      "process.on('exit', () => (process.exitCode = 0));\nawait new Promise(() => {});",
      'it ended the process that loaded it',
    ],
    ['kills the process', "process.kill(process.pid, 'SIGKILL');", 'it ended the process that loaded it (SIGKILL)'],
    ['throws', "throw new Error('no');", 'no'],
    ['throws nothing', 'throw null;', ''],
    ['exports a function', 'export default () => [];', ''],
    ['is no JavaScript', 'export default [', ''],
    [
      'has wrong settings',
      "export default [{ settings: { 'http-leak': { clients: 1 } } }];",
      'clients must be an array; got 1',
    ],
    [
      'has settings that are no data',
      "export default [{ settings: { 'http-leak': () => ({}) } }];",
      "settings['http-leak'] must be an object",
    ],
  ])('that %s is named, and the command ends with 2', async (_name, text, message) => {
    const cwd = folderWith({ 'a.mjs': SENT, 'eslint.config.mjs': `// http-leak\n${text}`, 'leak.ts': LEAK });
    const { code, stdout } = await command(cwd, [
      'scan',
      'a.mjs',
      'leak.ts',
      '--format',
      'json',
      '--use-eslint-config',
    ]);
    const { problems, findings } = json(stdout);
    expect(problems).toMatchObject([
      {
        kind: 'settings',
        file: 'eslint.config.mjs',
        message: expect.stringContaining(`the settings in this file are ignored: ${message}`) as unknown,
      },
    ]);
    expect({ code, files: findings.map(({ file }) => file) }).toEqual({ code: 2, files: ['leak.ts'] });
  });

  it.each([
    ['scan', ['scan']],
    ['explain', ['explain', 'a.mjs:2']],
    ['migrate', ['migrate', '--untyped', '--write']],
  ])('that ends the process, and is named, ends %s with 2', async (_name, argv) => {
    const cwd = folderWith({ 'a.mjs': CLEAN, 'my.mjs': 'process.exit(0);' });
    const { code, stdout, stderr } = await command(cwd, [...argv, '--config', 'my.mjs']);
    expect(code).toBe(2);
    expect(stdout + stderr).toContain(
      'my.mjs: the settings in this file are ignored: it ended the process that loaded it (exit code 0)',
    );
    expect(stdout).not.toContain('✔');
  });

  it('that never ends is stopped', async () => {
    const cwd = folderWith({
      'a.mjs': SENT,
      'eslint.config.mjs': 'while (1);',
      'b/eslint.config.mjs': ESLINT,
      'b/b.mjs': SENT,
    });
    const { configuredSettings } = (await import(
      pathToFileURL(path.join(built(), 'dist/cli/eslint-config/ask.js')).href
    )) as typeof ask;
    const told: string[] = [];
    const settings = await configuredSettings(
      { files: [path.join(cwd, 'a.mjs')], config: path.join(cwd, 'eslint.config.mjs'), cwd, patience: 1500 },
      (config, message) => told.push(`${path.relative(cwd, config)}: ${message}`),
    );
    expect({ told, settings: [...settings] }).toEqual({
      told: ['eslint.config.mjs: the settings in this file are ignored: it did not finish within 1.5 s'],
      settings: [],
    });
  });

  it('that is missing or no file is named', async () => {
    const cwd = folderWith({ 'a.mjs': SENT });
    mkdirSync(path.join(cwd, 'folder'));
    execFileSync('mkfifo', [path.join(cwd, 'pipe.mjs')]);
    expect(await command(cwd, ['scan', 'a.mjs', '--config', 'gone.mjs'])).toMatchObject({
      code: 2,
      stdout: expect.stringContaining('! gone.mjs: no such file\n') as unknown,
    });
    expect(await command(cwd, ['scan', 'a.mjs', '--config', 'folder'])).toMatchObject({
      code: 2,
      stdout: expect.stringContaining('! folder: it is a folder, not a file\n') as unknown,
    });
    expect(await command(cwd, ['scan', 'a.mjs', '--config', 'pipe.mjs'])).toMatchObject({
      code: 2,
      stdout: expect.stringContaining('! pipe.mjs: it is a named pipe, not a file\n') as unknown,
    });
  });

  it('is named by one flag or looked up by the other', async () => {
    expect(await command(folderWith({}), ['scan', '--config', 'x.mjs', '--use-eslint-config'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('cannot be used with') as unknown,
    });
  });
});

describe('nothing else of the scanned tree is executed', () => {
  const MARK =
    "require('node:fs').writeFileSync(require('node:path').join(__dirname, 'run.txt'), '');\nmodule.exports = () => ({ create: (info) => info.languageService });\n";

  it('plugins of a tsconfig.json, and what it extends', async () => {
    const cwd = folderWith({
      'tsconfig.json': JSON.stringify({
        extends: ['./base.js', 'evil'],
        compilerOptions: { types: [], plugins: [{ name: 'evil' }, { name: './base.js' }, { transform: 'evil' }] },
        include: ['src'],
      }),
      'src/a.ts': LEAK,
      'base.js': MARK,
      'node_modules/evil/package.json': '{ "name": "evil", "main": "index.js" }',
      'node_modules/evil/index.js': MARK,
    });
    const { stdout } = await command(cwd, ['scan', '--format', 'json', 'src']);
    expect(json(stdout)).toMatchObject({ findings: [{ file: 'src/a.ts' }] });
    expect([existsSync(path.join(cwd, 'run.txt')), existsSync(path.join(cwd, 'node_modules/evil/run.txt'))]).toEqual([
      false,
      false,
    ]);
  });

  it('configurations of other tools', async () => {
    const cwd = folderWith({
      'a.mjs': `/* eslint-env evil/x */\n/* eslint evil/x: "error" */\n${SENT}`,
      '.eslintrc.js': MARK,
      '.eslintrc.json': '{ "extends": "evil", "plugins": ["evil"] }',
      'node_modules/eslint-plugin-evil/index.js': MARK,
      'http-leak.config.js': MARK,
      'babel.config.js': MARK,
    });
    expect((await command(cwd, ['scan', 'a.mjs'])).code).toBe(0);
    expect([
      existsSync(path.join(cwd, 'run.txt')),
      existsSync(path.join(cwd, 'node_modules/eslint-plugin-evil/run.txt')),
    ]).toEqual([false, false]);
  });
});
