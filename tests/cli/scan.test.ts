import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLEAN, folderWith, httpLeak, LEAK, LEAK_JS } from './harness.js';

interface Report {
  findings: { file: string; line: number }[];
  problems: { kind: string; file?: string; line?: number; message: string }[];
  summary: Record<string, number>;
}

/** Scans with `--format json` and parses the report. */
async function scan(cwd: string, ...argv: string[]): Promise<Report & { code: number }> {
  const { code, stdout } = await httpLeak(cwd, ['scan', ...argv, '--format', 'json']);
  return { code, ...(JSON.parse(stdout) as Report) };
}

const places = ({ findings }: Report): string[] => findings.map(({ file, line }) => `${file}:${line}`);

describe('exit codes', () => {
  it('is 0 where nothing leaks', async () => {
    expect(await scan(folderWith({ 'a.js': CLEAN }))).toMatchObject({ code: 0, findings: [] });
  });

  it('is 1 where something does', async () => {
    expect((await scan(folderWith({ 'a.js': LEAK_JS }))).code).toBe(1);
  });

  it.each([
    ['an unknown option', ['scan', '--nope'], '--nope'],
    ['an unknown format', ['scan', '--format', 'xml'], 'xml'],
    ['an unknown command', ['look'], 'look'],
    ['a missing path', ['scan', 'missing'], 'missing: no such file or folder'],
    ['an empty folder', ['scan', '.'], 'nothing to scan here'],
    ['a file of another kind', ['scan', 'notes.txt'], 'not a JavaScript or TypeScript file'],
  ])('is 2 for %s, with a line that says so', async (_name, argv, line) => {
    const { code, stdout, stderr } = await httpLeak(folderWith({ 'notes.txt': '' }), argv);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(line);
  });

  it('is 2 where a named path is missing and the rest is clean, and 1 where the rest leaks', async () => {
    expect(await scan(folderWith({ 'a.js': CLEAN }), '.', 'gone.js')).toMatchObject({ code: 2, summary: { files: 1 } });
    expect(await scan(folderWith({ 'a.js': LEAK_JS }), '.', 'gone.js')).toMatchObject({
      code: 1,
      summary: { files: 1 },
    });
  });

  it('is 2 where the report cannot be written', async () => {
    const cwd = folderWith({ 'a.js': CLEAN, file: '' });
    expect((await httpLeak(cwd, ['scan', '--output', 'file/report.txt'])).code).toBe(2);
  });

  it('is 0 for help and version', async () => {
    const help = await httpLeak('.', ['scan', '--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toContain('--format <format>');
    expect(await httpLeak('.', ['--version'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
    });
  });
});

describe('files', () => {
  it('are found by their endings, without dependencies, declarations and minified ones', async () => {
    const endings = ['js', 'jsx', 'mjs', 'cjs', 'ts', 'tsx', 'mts', 'cts'];
    const files = Object.fromEntries(endings.map((ending) => [`kind.${ending}`, LEAK_JS]));
    const report = await scan(
      folderWith({
        ...files,
        'node_modules/a/index.js': LEAK_JS,
        'a.d.ts': '',
        'a.min.js': LEAK_JS,
        'big.js': `${LEAK_JS}//${'x'.repeat(1 << 20)}`,
      }),
    );
    expect(report.summary).toMatchObject({ files: endings.length, filesMinified: 1, filesTooLarge: 1 });
    expect(places(report)).toEqual(endings.map((ending) => `kind.${ending}:2`).sort());
  });

  it('are left out by .gitignore files at every level, also from above the scanned folder', async () => {
    const cwd = folderWith({
      '.git/HEAD': '',
      '.gitignore': 'build/\n*.gen.js\n',
      'a.js': LEAK_JS,
      'build/b.js': LEAK_JS,
      'lib/.gitignore': 'c.js\n!kept.gen.js\n',
      'lib/c.js': LEAK_JS,
      'lib/d.gen.js': LEAK_JS,
      'lib/kept.gen.js': LEAK_JS,
    });
    expect(places(await scan(cwd))).toEqual(['a.js:2', 'lib/kept.gen.js:2']);
    expect(places(await scan(path.join(cwd, 'lib')))).toEqual(['kept.gen.js:2']);
  });

  it('that are named are scanned even when they are ignored', async () => {
    const cwd = folderWith({ '.git/HEAD': '', '.gitignore': 'a.js', 'a.js': LEAK_JS, 'node_modules/b/b.js': LEAK_JS });
    expect(places(await scan(cwd, 'a.js', 'node_modules/b/b.js'))).toEqual(['a.js:2', 'node_modules/b/b.js:2']);
  });

  it('may have names that look like globs, be given as globs, or twice', async () => {
    const cwd = folderWith({ 'app/[id].js': LEAK_JS, 'app/x.js': LEAK_JS });
    expect(places(await scan(cwd, 'app/[id].js'))).toEqual(['app/[id].js:2']);
    expect(places(await scan(cwd, 'app/*.js', 'app', 'app/x.js'))).toEqual(['app/[id].js:2', 'app/x.js:2']);
  });

  it('outside of the current folder are named by their full path', async () => {
    const cwd = folderWith({ 'a.js': LEAK_JS });
    expect(places(await scan(folderWith({}), cwd))).toEqual([`${path.join(cwd, 'a.js')}:2`]);
  });

  it('that are scripts rather than modules are read as such', async () => {
    const script = `with (Math) { floor(1); }\nreturn 1;\n${LEAK_JS.replace('export ', '')}`;
    expect(places(await scan(folderWith({ 'old.js': script })))).toEqual(['old.js:4']);
  });

  it('have the same places with a byte order mark as without', async () => {
    const line =
      'export async function f(url) { const res = await fetch(url); if (!res.ok) return; return res.text(); }';
    const { findings } = await scan(folderWith({ 'a.js': line, 'b.js': `\uFEFF${line}` }));
    const [without, marked] = findings.map((finding) => ({ ...finding, file: '', fingerprint: '' }));
    expect(marked).toEqual(without);
    expect(JSON.stringify(marked)).toContain('`res.ok` is falsy');
  });

  it('with configuration comments that ESLint refuses are read', async () => {
    const report = await scan(folderWith({ 'old.js': `/* eslint-env node */\n${LEAK_JS}` }));
    expect(places(report)).toEqual(['old.js:3']);
    expect(report).toMatchObject({ problems: [] });
  });

  it('that do not parse get a line and do not stop the others', async () => {
    const cwd = folderWith({ 'a.js': CLEAN, 'broken.ts': 'const = 1;\n' });
    const report = await scan(cwd);
    expect(report).toMatchObject({
      code: 0,
      problems: [{ kind: 'parse', file: 'broken.ts', line: 1 }],
      summary: { files: 1 },
    });
    expect((await httpLeak(cwd, ['scan'])).stdout).toMatch(/^! broken\.ts:1:\d+: could not parse: .+$/m);
    expect((await scan(cwd, 'broken.ts')).code).toBe(2);
  });
});

describe('comments', () => {
  it('disable reports', async () => {
    const disabled = LEAK_JS.replace('  const', '  // eslint-disable-next-line http-leak/no-unconsumed-body\n  const');
    expect((await scan(folderWith({ 'a.js': disabled, 'b.js': `/* eslint-disable */\n${LEAK_JS}` }))).code).toBe(0);
  });

  it('about rules of others are ignored', async () => {
    const text = `/* eslint other/rule: "error", no-undef: "error" */\n/* eslint-disable foo/bar */\n// eslint-disable-next-line foo/baz\n${LEAK_JS}`;
    const report = await scan(folderWith({ 'a.js': text }));
    expect(places(report)).toEqual(['a.js:5']);
    expect(report.problems).toEqual([]);
  });
});

describe('type information', () => {
  const project = '{ "compilerOptions": { "strict": true, "types": [] }, "include": ["src"] }';

  it('comes from the nearest tsconfig.json of each file', async () => {
    const cwd = folderWith({
      'packages/a/tsconfig.json': project,
      'packages/a/src/a.ts': LEAK,
      'packages/b/tsconfig.json': project,
      'packages/b/src/b.ts': LEAK,
      'packages/b/other/c.ts': LEAK,
      'd.js': LEAK_JS,
    });
    const report = await scan(cwd);
    expect(places(report)).toEqual([
      'd.js:2',
      'packages/a/src/a.ts:2',
      'packages/b/other/c.ts:2',
      'packages/b/src/b.ts:2',
    ]);
    expect(report.summary).toMatchObject({ files: 4, filesWithTypes: 4, filesOutsideProjects: 2 });
    expect((await httpLeak(cwd, ['scan'])).stdout).toContain(
      '2 files in no tsconfig.json, read with the default compiler options',
    );
  });

  it('reaches into the other files of a repository without a tsconfig.json', async () => {
    const cwd = folderWith({
      'lib/api.js': `const check = async (response) => {
  if (!response.ok) throw new Error(response.statusText);
  return response.json();
};
const request = (url) => fetch(url);
module.exports = { check, request, async head(url) { return fetch(url, { method: 'HEAD' }); } };
`,
      'lib/send.js': 'module.exports = async function send(url) {\n  return fetch(url);\n};\n',
      'lib/release.js':
        'exports.release = release;\nasync function release(response) {\n  await response.body?.cancel();\n}\n',
      'main.js': `const api = require('./lib/api');
const { check, request } = require('./lib/api');
const send = require('./lib/send');
const { release } = require('./lib/release');
exports.one = async (url) => check(await request(url));
exports.two = async (url) => (await send(url)).ok;
exports.three = async (url) => {
  const response = await api.request(url);
  await release(response);
  return response.ok;
};
exports.four = async (url) => (await api.head(url)).ok;
`,
    });
    const report = await scan(cwd);
    expect(places(report)).toEqual(['main.js:5', 'main.js:6']);
    expect(report.summary).toMatchObject({ files: 4, filesWithTypes: 4, filesOutsideProjects: 4 });
    expect(places(await scan(cwd, '--untyped'))).toEqual(['main.js:5', 'main.js:6']);
  });

  it('of a file beside a project follows its paths', async () => {
    const cwd = folderWith({
      'tsconfig.json': '{ "compilerOptions": { "types": [], "paths": { "#lib/*": ["./src/*"] } }, "include": ["src"] }',
      'src/api.ts': 'export const request = (url: string): Promise<Response> => fetch(url);\n',
      'scripts/ping.ts':
        "import { request } from '#lib/api';\nexport const ping = async (url: string): Promise<boolean> => (await request(url)).ok;\n",
    });
    const report = await scan(cwd);
    expect(places(report)).toEqual(['scripts/ping.ts:2']);
    expect(report.summary).toMatchObject({ filesWithTypes: 2, filesOutsideProjects: 1 });
  });

  it('follows the references of a solution', async () => {
    const cwd = folderWith({
      'tsconfig.json': '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }',
      'tsconfig.app.json': '{ "compilerOptions": { "composite": true, "types": [] }, "include": ["src"] }',
      'src/a.ts': LEAK,
    });
    expect((await scan(cwd)).summary).toMatchObject({ filesWithTypes: 1 });
  });

  it('has the packages of types that no configuration names', async () => {
    const cwd = folderWith({
      'tsconfig.json': '{ "compilerOptions": { "strict": true }, "include": ["src"] }',
      'node_modules/@types/node/package.json': '{ "name": "@types/node", "types": "index.d.ts" }',
      'node_modules/@types/node/index.d.ts': '/// <reference path="http.d.ts" />\n',
      'node_modules/@types/node/http.d.ts': `declare module 'node:http' {
  export class IncomingMessage { statusCode?: number; resume(): this }
  export function get(url: string, listener: (response: IncomingMessage) => void): unknown;
}
`,
      'src/type.ts': "import type * as http from 'node:http';\nexport type Transport = Pick<typeof http, 'get'>;\n",
      'src/get.ts': `import type { Transport } from './type.js';
export const get = (transport: Transport, url: string): Promise<number> =>
  new Promise((resolve) => {
    transport.get(url, (response) => resolve(response.statusCode ?? 0));
  });
`,
    });
    expect(places(await scan(cwd))).toEqual(['src/get.ts:4']);
  });

  it('is not used with --untyped', async () => {
    const cwd = folderWith({ 'tsconfig.json': project, 'src/a.ts': LEAK });
    const report = await scan(cwd, '--untyped');
    expect(places(report)).toEqual(['src/a.ts:2']);
    expect(report.summary).toMatchObject({ filesWithTypes: 0, filesOutsideProjects: 0 });
    expect((await httpLeak(cwd, ['scan', '--untyped'])).stdout).toContain('1 file scanned (without type information)');
  });

  it.each([
    ['is no JSON', '{ "compilerOptions": ', 'expected'],
    ['extends a file that is missing', '{ "extends": "./gone.json" }', 'gone.json'],
    ['has an unknown value', '{ "compilerOptions": { "module": "punchcards" } }', '--module'],
  ])('survives a tsconfig.json that %s, and says what is wrong', async (_name, config, words) => {
    const report = await scan(folderWith({ 'tsconfig.json': config, 'a.ts': LEAK }));
    expect(report.code).toBe(1);
    expect(places(report)).toEqual(['a.ts:2']);
    expect(report.problems[0]).toMatchObject({ kind: 'config', file: 'tsconfig.json' });
    expect(report.problems[0]?.message).toContain(words);
  });
});

describe('output', () => {
  it('goes to a file that is named', async () => {
    const cwd = folderWith({ 'a.js': LEAK_JS, 'out/old.json': '' });
    const { code, stdout, stderr } = await httpLeak(cwd, ['scan', '--format', 'json', '-o', 'out/report.json'], {
      terminal: true,
    });
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('out/report.json');
    expect(JSON.parse(readFileSync(path.join(cwd, 'out/report.json'), 'utf8'))).toMatchObject({
      version: 1,
      findings: [{ file: 'a.js' }],
    });
  });

  it.each([
    ['on a terminal', {}, [], true],
    ['not with --no-color', {}, ['--no-color'], false],
    ['not with NO_COLOR', { NO_COLOR: '1' }, [], false],
  ])('is coloured %s', async (_name, env, argv, coloured) => {
    const { stdout } = await httpLeak(folderWith({ 'a.js': LEAK_JS }), ['scan', ...argv], { terminal: true, env });
    expect(stdout.includes('\u001B[')).toBe(coloured);
  });

  it('shows progress on a terminal only', async () => {
    const cwd = folderWith(Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`f${index}.js`, CLEAN])));
    expect((await httpLeak(cwd, ['scan'], { terminal: true })).stderr).toContain('/30 files');
    expect((await httpLeak(cwd, ['scan'], { terminal: true, env: { CI: 'true' } })).stderr).toBe('');
    expect((await httpLeak(cwd, ['scan'])).stderr).toBe('');
  });
});
