/** The one-line set-ups of docs/testing.md, run by their runners on a suite with small bodies, of which one test leaks. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { HttpLeakError, start } from '../../src/verify/index.js';
import type { Summary } from '../../src/verify/run.js';
import { begin, end } from '../../src/verify/session.js';
import { installCompanion, serverForTests } from './support.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(path.join(root, 'docs', 'testing.md'), 'utf8');
let work: string;

beforeAll(() => {
  work = mkdtempSync(path.join(tmpdir(), 'http-leak-setups-'));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

const SUITE = `
const { allowLeaks } = require('eslint-plugin-http-leak/verify');
let server, origin;
before(async () => {
  server = require('node:http').createServer((request, response) => response.end('x'.repeat(20)));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = 'http://127.0.0.1:' + server.address().port;
});
after(() => {
  server.closeAllConnections();
  server.close();
});
const held = [];
let late;
afterEach(() => (late?.bodyUsed === false ? late.text() : undefined));
test('reads', async () => void (await (await fetch(origin)).text()));
test('leaks', async () => void held.push(await fetch(origin)));
test('cancels', async () => void (await (await fetch(origin)).body.cancel()));
test('is allowed to', async () => {
  allowLeaks('only its status counts');
  held.push(await fetch(origin));
});
test('reads in a hook', async () => void (late = await fetch(origin)));
`;

interface Runner {
  readonly heading: string;
  readonly type: 'module' | 'commonjs';
  readonly packages: readonly string[];
  readonly preamble: string;
  readonly command: readonly string[];
  /** Whether the test itself fails. */
  readonly failsTest: boolean;
}

const REQUIRE = "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);\n";
const FILES = ['a.test.js', 'b.test.js'];

const RUNNERS: readonly Runner[] = [
  {
    heading: 'Vitest',
    type: 'module',
    packages: ['vitest'],
    preamble: `import { afterAll as after, afterEach, beforeAll as before, test } from 'vitest';\n${REQUIRE}`,
    command: ['node_modules/vitest/vitest.mjs', 'run', '--reporter=verbose', '--no-color'],
    failsTest: true,
  },
  {
    heading: 'Jest',
    type: 'commonjs',
    packages: ['jest'],
    preamble: 'const [before, after] = [beforeAll, afterAll];',
    command: ['node_modules/jest/bin/jest.js', '--verbose', '--no-color'],
    failsTest: true,
  },
  {
    heading: 'Mocha',
    type: 'commonjs',
    packages: ['mocha'],
    preamble: 'const test = it;',
    command: ['node_modules/mocha/bin/mocha.js', '--no-color', ...FILES],
    failsTest: false,
  },
  {
    heading: 'node:test',
    type: 'module',
    packages: [],
    preamble: `import { after, afterEach, before, test } from 'node:test';\n${REQUIRE}`,
    command: [...argumentsOf('node:test'), ...FILES],
    failsTest: true,
  },
];

describe.concurrent.each(RUNNERS)('$heading', ({ heading, type, packages, preamble, command, failsTest }) => {
  it('fails because of the test that leaks, and of no other, and prints the summary', async () => {
    const project = path.join(work, heading.replace(':', '-'));
    installCompanion(project);
    for (const name of packages) install(name, project);
    writeFileSync(path.join(project, 'package.json'), JSON.stringify({ name: 'suite', private: true, type }));
    for (const [file, text] of blocksOf(heading)) writeFileSync(path.join(project, file), text);
    for (const file of FILES) writeFileSync(path.join(project, file), `${preamble}${SUITE}`);
    // With hooks of the file, Jest fails the file; without, the test.
    if (heading === 'Jest') writeFileSync(path.join(project, 'b.test.js'), `${preamble}${withoutHook(SUITE)}`);

    const { status, output } = await run(command, project);
    const line = `${preamble}${SUITE}`.split('\n').findIndex((text) => text.startsWith("test('leaks'")) + 1;
    expect(status).not.toBe(0);
    for (const name of ['reads', 'cancels', 'is allowed to', ...(heading === 'Jest' ? [] : ['reads in a hook'])])
      expect(output).toMatch(new RegExp(`[✓✔] .*${name}`));
    expect(output).toMatch(failsTest ? /[✗✖×✕] .*leaks/ : /[✓✔] .*leaks/);
    expect(output).toContain('1 HTTP response was left open');
    expect(output).toContain(`> ${line} | test('leaks'`);
    expect(output).toContain('rule: http-leak/no-unconsumed-body');
    expect(output).toContain(`explained by: npx http-leak explain a.test.js:${line}`);
    expect(output).toContain('http-leak: 2 tests left 2 responses open\n\n     1  fetch GET http://127.0.0.1:');
    for (const file of FILES) {
      expect(output).toMatch(new RegExp(`  npx http-leak explain ${file}:${line}\n +in: ${file} > leaks`));
    }
    const summary = JSON.parse(readFileSync(path.join(project, 'leaks.json'), 'utf8')) as Summary;
    expect(summary).toMatchObject({ tests: 2, responses: 2, agents: 0, stalled: 0, unchecked: [] });
    expect(summary.groups.map(({ left, rule, tests }) => [left, rule, tests])).toEqual(
      expect.arrayContaining(FILES.map((file) => [1, 'http-leak/no-unconsumed-body', [`${file} > leaks`]])),
    );
    // The files of the run are removed.
    expect(readdirSync(path.join(project, 'tmp')).filter((name) => name.startsWith('http-leak'))).toEqual([]);
  });
});

it('are all that the page has', () => {
  const [section = ''] = page.split('\n## Set-up\n')[1]?.split('\n### The summary\n') ?? [];
  expect([...section.matchAll(/^### (.*)$/gm)].map(([, heading]) => heading)).toEqual(
    RUNNERS.map(({ heading }) => heading),
  );
});

describe('tests that overlap', () => {
  const server = serverForTests();

  it('are not checked, and counted', async () => {
    const [one, two] = [begin('one', null), begin('two', null)];
    const held = await fetch(`${server.origin}/small`);
    await end(one);
    await end(two);
    const alone = begin('three', null);
    await end(alone);
    const leaking = begin('four', null);
    const again = await fetch(`${server.origin}/small`);
    await expect(end(leaking)).rejects.toThrow(HttpLeakError);
    await end(leaking);
    start();
    await vi.waitFor(() => Promise.all([held.text(), again.text()]));
  });
});

/** The same lines, without the hook after each test and the test that needs it. */
function withoutHook(suite: string): string {
  return suite.replace(/^afterEach.*$/m, '').replace(/^test\('reads in a hook.*$/m, '');
}

/** The blocks of the set-up that begin with the name of their file. */
function blocksOf(heading: string): Map<string, string> {
  return new Map(
    [...sectionOf(heading).matchAll(/```js\n\/\/ (\S+)\n([^]*?)```/g)].map(([, name = '', text = '']) => [name, text]),
  );
}

/** The arguments of Node in the set-up. */
function argumentsOf(heading: string): string[] {
  const [, text = ''] = /```sh\nnode ([^]*?)```/.exec(sectionOf(heading)) ?? [];
  return text.replaceAll('\\\n', ' ').trim().split(/\s+/);
}

function sectionOf(heading: string): string {
  return page.split(`### ${heading}\n`)[1]?.split(/^##/m)[0] ?? '';
}

/** Links a package. Mocha loads modules from its own place, so it is copied. */
function install(name: string, project: string): void {
  const modules = path.join(root, 'node_modules');
  const target = path.join(project, 'node_modules', name);
  if (name !== 'mocha') return symlinkSync(path.join(modules, name), target);
  cpSync(path.join(modules, name), target, { recursive: true });
  const nested = readdirSync(target).includes('node_modules') ? readdirSync(path.join(target, 'node_modules')) : [];
  const needed = [target, ...nested.map((one) => path.join(target, 'node_modules', one))].flatMap((folder) => {
    const manifest = readFileSync(path.join(folder, 'package.json'), 'utf8');
    return Object.keys((JSON.parse(manifest) as { dependencies?: object }).dependencies ?? {});
  });
  for (const one of new Set(needed))
    if (!nested.includes(one)) symlinkSync(path.join(modules, one), path.join(project, 'node_modules', one));
}

/** Runs Node without what this test runner has put into the environment. */
function run(args: readonly string[], cwd: string): Promise<{ status: number; output: string }> {
  const temporary = path.join(cwd, 'tmp');
  mkdirSync(temporary);
  const env = { PATH: process.env['PATH'], TMPDIR: temporary, HOME: cwd, HTTP_LEAK_JSON: 'leaks.json' };
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd, env, timeout: 55_000 }, (error, stdout, stderr) =>
      resolve({ status: error ? Number(error.code ?? -1) : 0, output: stdout + stderr }),
    );
  });
}
