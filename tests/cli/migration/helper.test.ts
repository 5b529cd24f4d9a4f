/** `http-leak migrate --helper`: repairs call one function of the project, which is made where it is not there. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it, onTestFinished } from 'vitest';
import { folderWith, httpLeak, LEAK, LEAK_JS } from '../harness.js';
import { commit, git, migrate, migrateMeanwhile, repositoryWith, status, textOf } from './harness.js';

const PROJECT =
  '{ "compilerOptions": { "strict": true, "noEmit": true, "module": "nodenext", "target": "es2022", "types": [], "lib": ["es2023", "dom"] }, "include": ["."] }';
const HELPER = 'src/http/discard-body#discardBody';
const CALL = '    await discardBody(response).catch(() => {});\n    throw';
const called = (leak: string, statement: string): string => `${statement}\n\n${leak.replace('    throw', CALL)}`;
const MADE = `/**
 * Ends a response whose body is not read, so that its connection is free again.
 */
export async function discardBody(response: { readonly body: { cancel(): Promise<unknown> } | null }): Promise<void> {
  await response.body?.cancel();
}
`;

/** The type errors of the files of a folder. */
function typeErrors(cwd: string, files: readonly string[]): string[] {
  const { config } = ts.readConfigFile(path.join(cwd, 'tsconfig.json'), (file) => readFileSync(file, 'utf8')) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, cwd);
  const program = ts.createProgram(
    files.map((file) => path.join(cwd, file)),
    options,
  );
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

describe('a module that is not there', () => {
  it('is made in TypeScript, and what was repaired type-checks, leaks nothing and is left alone by a second run', async () => {
    const files = {
      'package.json': '{ "type": "module" }',
      'tsconfig.json': PROJECT,
      'src/a.ts': LEAK,
      'src/deep/b.ts': `// A file about b.\nimport { c } from '../c.js';\n${LEAK}\nexport const kept = c;\n`,
      'src/c.ts': 'export const c = 1;\n',
    };
    const cwd = repositoryWith(files);
    const report = await migrate(cwd, '--write', '--helper', HELPER);
    expect(report).toMatchObject({
      code: 0,
      remaining: [],
      problems: [],
      helper: { name: 'discardBody', files: 2 },
      summary: { fixed: 2, left: 0, filesToChange: 3, filesWritten: 3 },
    });
    expect(report.files.find(({ file }) => file === 'src/http/discard-body.ts')).toMatchObject({
      new: true,
      changes: true,
      written: true,
      fixed: [],
      left: [],
    });
    expect(textOf(cwd, 'src/http/discard-body.ts')).toBe(MADE);
    expect(textOf(cwd, 'src/a.ts')).toBe(called(LEAK, "import { discardBody } from './http/discard-body.js';"));
    expect(textOf(cwd, 'src/deep/b.ts')).toContain(
      "import { c } from '../c.js';\nimport { discardBody } from '../http/discard-body.js';\nexport async",
    );
    expect(status(cwd)).toBe(' M src/a.ts\n M src/deep/b.ts\n?? src/http/\n');
    expect(typeErrors(cwd, ['src/a.ts', 'src/deep/b.ts'])).toEqual([]);
    commit(cwd);
    expect(await migrate(cwd, '--write', '--helper', HELPER)).toMatchObject({ code: 0, files: [] });
    expect(status(cwd)).toBe('');
  });

  it.each([
    [
      'an ECMAScript module',
      { 'package.json': '{ "type": "module" }', 'src/a.js': LEAK_JS },
      "import { discardBody } from './http/discard-body.js';\n",
      'export async function discardBody(response) {',
    ],
    [
      'a module of CommonJS',
      {
        'src/a.js': `'use strict';\nconst fs = require('fs');\n${LEAK_JS.replace('export ', '')}exports.load = load;\n`,
      },
      "const fs = require('fs');\nconst { discardBody } = require('./http/discard-body');\n",
      'module.exports = { discardBody };\n',
    ],
  ])('is made in JavaScript, as %s', async (_, files, statement, text) => {
    const cwd = repositoryWith(files);
    expect(await migrate(cwd, '--write', '--untyped', '--helper', HELPER)).toMatchObject({ code: 0, remaining: [] });
    expect(textOf(cwd, 'src/a.js')).toContain(statement);
    expect(textOf(cwd, 'src/a.js')).toContain(CALL);
    expect(textOf(cwd, 'src/http/discard-body.js')).toContain(text);
    expect(textOf(cwd, 'src/http/discard-body.js')).toContain(
      ' * @param {{ readonly body: { cancel(): Promise<unknown> } | null }} response\n * @returns {Promise<void>}\n',
    );
    expect(await migrate(cwd, '--allow-dirty', '--write', '--untyped', '--helper', HELPER)).toMatchObject({
      code: 0,
      files: [],
    });
  });

  it('is for the client that needs it most; others are released as always', async () => {
    const http = `import http from 'node:http';
export const ping = (url) => new Promise((resolve) => http.get(url, () => resolve()));
`;
    const cwd = repositoryWith({
      'package.json': '{ "type": "module" }',
      'a.js': LEAK_JS,
      'b.js': LEAK_JS,
      'c.js': http,
    });
    const { helper } = await migrate(cwd, '--write', '--helper', './discard.js#discardBody');
    expect(helper).toEqual({ name: 'discardBody', files: 2 });
    expect(textOf(cwd, 'c.js')).toContain('resume()');
    expect(textOf(cwd, 'c.js')).not.toContain('discardBody');
    const streams = repositoryWith({ 'package.json': '{ "type": "module" }', 'c.js': http });
    await migrate(streams, '--write', '--helper', './drain.js#drain');
    expect(textOf(streams, 'drain.js')).toContain('export function drain(res) {\n  res.resume();\n}\n');
    expect(textOf(streams, 'c.js')).toContain("import { drain } from './drain.js';\n");
    expect(textOf(streams, 'c.js')).toContain('drain(res);');
  });

  it('is shown, and not made, without --write', async () => {
    const files = { 'package.json': '{ "type": "module" }', 'src/a.js': LEAK_JS };
    const dry = repositoryWith(files);
    const { code, stdout } = await httpLeak(dry, ['migrate', '--dry-run', '--helper', HELPER]);
    expect(code).toBe(1);
    expect(stdout).toContain('src/http/discard-body.js\n  new      the function that the fixes call\n');
    expect(stdout).toContain('1 file calls discardBody');
    expect(stdout).toContain('--- /dev/null\n+++ b/src/http/discard-body.js\n');
    expect(status(dry)).toBe('');
    const { files: planned } = await migrate(dry, '--dry-run', '--helper', HELPER);
    execFileSync('git', ['-C', dry, 'apply', '-'], { input: planned.map(({ diff }) => diff).join('') });
    const wet = repositoryWith(files);
    await migrate(wet, '--write', '--helper', HELPER);
    for (const file of ['src/a.js', 'src/http/discard-body.js']) expect(textOf(dry, file)).toBe(textOf(wet, file));
  });

  it('is not made where nothing needs it', async () => {
    const agent =
      "import { Agent, fetch } from 'undici';\nexport async function load(url) {\n  const agent = new Agent();\n  const res = await fetch(url, { dispatcher: agent });\n  return await res.text();\n}\n";
    const cwd = repositoryWith({ 'src/a.mjs': agent });
    await migrate(cwd, '--write', '--helper', HELPER);
    expect(status(cwd)).toBe(' M src/a.mjs\n');
  });

  it('is left as another program has made it meanwhile, and nothing is written that would import it', async () => {
    const cwd = repositoryWith({ 'package.json': '{ "type": "module" }', 'src/a.js': LEAK_JS });
    const other = 'export const other = 1;\n';
    const { code, stderr } = await migrateMeanwhile(
      cwd,
      () => {
        mkdirSync(path.join(cwd, 'src/http'));
        writeFileSync(path.join(cwd, 'src/http/discard-body.js'), other);
      },
      '--helper',
      HELPER,
    );
    expect(code).toBe(2);
    expect(stderr).toContain('it exists now: run the command again');
    expect(stderr).toContain('the module that it would import could not be created');
    expect(textOf(cwd, 'src/http/discard-body.js')).toBe(other);
    expect(textOf(cwd, 'src/a.js')).toBe(LEAK_JS);
  });

  it('is not imported where its name means something else, nor by a script', async () => {
    const cwd = repositoryWith({
      'package.json': '{ "type": "module" }',
      'tsconfig.json': PROJECT,
      'a.ts': `${LEAK}export const discardBody = 1;\n`,
      'b.ts': LEAK.replace('export ', '').replace('load', 'loadB'),
      'c.ts': LEAK,
    });
    const { helper } = await migrate(cwd, '--write', '--helper', './discard.ts#discardBody');
    expect(helper).toEqual({ name: 'discardBody', files: 1 });
    for (const file of ['a.ts', 'b.ts']) {
      expect(textOf(cwd, file)).toContain('await response.body?.cancel().catch(() => {});');
      expect(textOf(cwd, file)).not.toContain('import');
    }
  });
});

describe('a module that is there', () => {
  const helper = 'export async function discardBody(res) {\n  await res.body?.cancel();\n}\n';
  const project = (text: string, leak = LEAK_JS): Record<string, string> => ({
    'package.json': '{ "type": "module" }',
    'src/a.js': leak,
    'src/http/discard-body.js': text,
  });

  it.each([[['--untyped']], [[]]])('is imported, and not changed (%j)', async (argv) => {
    const cwd = repositoryWith(project(helper));
    expect(await migrate(cwd, '--write', ...argv, '--helper', HELPER)).toMatchObject({
      code: 0,
      helper: { name: 'discardBody', files: 1 },
      summary: { filesWritten: 1 },
    });
    expect(textOf(cwd, 'src/a.js')).toBe(called(LEAK_JS, "import { discardBody } from './http/discard-body.js';"));
    expect(status(cwd)).toBe(' M src/a.js\n');
  });

  it('is called by what calls it already, and what is left is named by where it was', async () => {
    const pending =
      'export async function later(url) {\n  const answer = fetch(url);\n  if (await isOver()) return null;\n  return (await answer).text();\n}\n';
    const cwd = repositoryWith(project(helper, LEAK_JS + pending));
    const { files } = await migrate(cwd, '--helper', HELPER);
    expect(files).toMatchObject([{ fixed: [{ line: 2 }], left: [{ line: 9, column: 18 }] }]);
  });

  it('is added to an import of it', async () => {
    const leak = `import { get } from "./http/discard-body.js"; // ours\n${LEAK_JS}`;
    const cwd = repositoryWith(project(`${helper}export const get = 1;\n`, leak));
    await migrate(cwd, '--write', '--helper', HELPER);
    expect(textOf(cwd, 'src/a.js')).toMatch(
      /^import \{ get, discardBody \} from "\.\/http\/discard-body\.js"; \/\/ ours\n/,
    );
  });

  it.each([
    ['leaves the body open on a path', helper.replace('await', 'if (res.ok) await')],
    ['logs', helper.replace('  await', "  console.log('discarded');\n  await")],
    ['throws', helper.replace(';\n', ";\n  throw new Error('discarded');\n")],
    ['is for another client', 'export function discardBody(res) {\n  res.resume();\n}\n'],
  ])('is not called where its function %s', async (_, text) => {
    const cwd = repositoryWith(project(text));
    const { code, stdout } = await httpLeak(cwd, ['migrate', '--write', '--helper', HELPER]);
    expect(code).toBe(0);
    expect(stdout).toContain('no fix calls discardBody: it does not do what these fixes do');
    expect(textOf(cwd, 'src/a.js')).toBe(
      LEAK_JS.replace('    throw', '    await response.body?.cancel().catch(() => {});\n    throw'),
    );
  });

  it('that has no such export ends the run, and nothing is written', async () => {
    const cwd = repositoryWith(project('export const other = 1;\n'));
    const { code, stderr } = await httpLeak(cwd, ['migrate', '--write', '--helper', HELPER]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'http-leak: src/http/discard-body.js exports no discardBody: add it there, or name another module. Nothing has been written\n',
    });
    expect(status(cwd)).toBe('');
  });
});

describe('a package', () => {
  it('is imported by its name, where its types say that it takes the response', async () => {
    const cwd = repositoryWith({
      'package.json': '{ "type": "module" }',
      'tsconfig.json': PROJECT,
      '.gitignore': 'node_modules\n',
      'a.ts': LEAK,
      'node_modules/@acme/http/package.json': '{ "name": "@acme/http", "types": "index.d.ts", "main": "index.js" }',
      'node_modules/@acme/http/index.d.ts':
        'export function discard(response: Response): Promise<void>;\nexport function end(stream: { resume(): void }): void;\n',
    });
    await migrate(cwd, '--dry-run', '--helper', '@acme/http#end').then(({ helper }) =>
      expect(helper).toEqual({ name: 'end', files: 0 }),
    );
    expect(await migrate(cwd, '--write', '--helper', '@acme/http#discard')).toMatchObject({ code: 0, remaining: [] });
    expect(textOf(cwd, 'a.ts')).toBe(
      `import { discard } from '@acme/http';\n\n${LEAK.replace('    throw', '    await discard(response).catch(() => {});\n    throw')}`,
    );
    expect(git(cwd, 'status', '--porcelain')).toBe(' M a.ts\n');
  });
});

describe('the argument', () => {
  it.each([
    ['discardBody', 'It has to be a module and one of its exports'],
    ['#discardBody', 'It has to be a module and one of its exports'],
    ['src/http#', 'The name after # is missing'],
    ['src/http#discard-body', 'discard-body is not a valid name of an export'],
    ['src/http#default', 'default is not a valid name of an export'],
    ['nowhere#discard', 'but there is no such file and no such installed package'],
    ['elsewhere/discard#discard', 'but there is no such file and no such installed package'],
    ['./src#discard', 'which is a folder'],
    ['./notes.md#discard', 'neither TypeScript nor JavaScript'],
  ])('%s', async (given, said) => {
    const cwd = folderWith({ 'src/a.js': LEAK_JS, 'notes.md': '# Notes\n' });
    const { code, stdout, stderr } = await httpLeak(cwd, ['migrate', '--write', '--helper', given]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(said);
    expect(textOf(cwd, 'src/a.js')).toBe(LEAK_JS);
  });
});

describe('under a server', () => {
  it('what calls the function that was made leaks nothing, and does what it did', async () => {
    const main = (file: string): string =>
      file.replace('load(url) {', 'main(url) {').replace('text()', 'text().then((text) => typeof text)');
    // Below the packages, so that the companion of the run is found.
    const cache = fileURLToPath(new URL('../../../node_modules/.cache/', import.meta.url));
    mkdirSync(cache, { recursive: true });
    const cwd = mkdtempSync(path.join(cache, 'helper-'));
    onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
    writeFileSync(path.join(cwd, 'package.json'), '{ "type": "module" }');
    for (const name of ['before.js', 'after.js']) writeFileSync(path.join(cwd, name), main(LEAK_JS));
    const { code, stderr } = await httpLeak(cwd, [
      'migrate',
      'after.js',
      '--write',
      '--allow-dirty',
      '--helper',
      './end/discard.js#discardBody',
    ]);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(textOf(cwd, 'after.js')).toContain('await discardBody(response)');
    const runs = ['before.js', 'after.js'].flatMap((file) =>
      ['/500', '/json'].map((route) => ({ file: path.join(cwd, file), path: route })),
    );
    writeFileSync(path.join(cwd, 'runs.json'), JSON.stringify(runs));
    const runner = fileURLToPath(new URL('../../fixes/runner.mjs', import.meta.url));
    const observed = JSON.parse(
      execFileSync(process.execPath, ['--no-warnings', runner, path.join(cwd, 'runs.json')], { encoding: 'utf8' }),
    ) as { open: number; outcome: string; stray: string[] }[];
    const [failing, clean, failingAfter, cleanAfter] = observed;
    expect(failing!.open).toBe(1);
    expect(failingAfter).toEqual({ ...failing!, open: 0 });
    expect(cleanAfter).toEqual({ ...clean!, open: 0 });
  }, 60_000);
});
