/** The set-ups by hand of docs/testing.md, run by their runners on a suite in which one test of three leaks. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installCompanion } from './support.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(path.join(root, 'docs', 'testing.md'), 'utf8');
let work: string;

beforeAll(() => {
  work = mkdtempSync(path.join(tmpdir(), 'http-leak-runners-'));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** The tests; `fetch` is the same in every runner. */
const SUITE = `
let server, origin;
before(async () => {
  server = require('node:http').createServer((request, response) => response.end(Buffer.alloc(8 << 20)));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = 'http://127.0.0.1:' + server.address().port;
});
after(() => {
  server.closeAllConnections();
  server.close();
});
let held;
test('reads', async () => void (await (await fetch(origin)).text()));
test('leaks', async () => void (held = await fetch(origin)));
test('cancels', async () => void (await (await fetch(origin)).body.cancel()));
`;

interface Runner {
  readonly heading: string;
  readonly type: 'module' | 'commonjs';
  readonly packages: readonly string[];
  readonly preamble: string;
  readonly command: readonly string[];
  /** Replaces all that the runner can replace of what tells the time and calls back. */
  readonly fake: string;
}

const RUNNERS: readonly Runner[] = [
  {
    heading: 'Vitest by hand',
    type: 'module',
    packages: ['vitest'],
    preamble:
      "import { createRequire } from 'node:module';\nimport { afterAll as after, beforeAll as before, test } from 'vitest';\nconst require = createRequire(import.meta.url);",
    command: ['node_modules/vitest/vitest.mjs', 'run', '--reporter=verbose', '--no-color'],
    fake: "import { vi } from 'vitest';\nvi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'setImmediate', 'Date', 'performance', 'hrtime'] });",
  },
  {
    heading: 'node:test by hand',
    type: 'module',
    packages: [],
    preamble:
      "import { createRequire } from 'node:module';\nimport { after, before, test } from 'node:test';\nconst require = createRequire(import.meta.url);",
    command: ['--import', './http-leak.setup.js', '--test', '--test-reporter=spec', 'suite.test.js'],
    fake: "import { mock } from 'node:test';\nmock.timers.enable();",
  },
  {
    heading: 'Jest by hand',
    type: 'commonjs',
    packages: ['jest'],
    preamble: 'const [before, after] = [beforeAll, afterAll];',
    command: ['node_modules/jest/bin/jest.js', '--verbose', '--no-color'],
    fake: 'jest.useFakeTimers();',
  },
];

const IMPORT = /import (\{.*\}) from ('eslint-plugin-http-leak\/verify');/;

describe.concurrent.each(RUNNERS)('$heading', ({ heading, type, packages, preamble, command, fake }) => {
  it.each([
    ['', (setUp: string) => setUp],
    [
      ' under fake timers that were there before the companion',
      (setUp: string) => `${fake}\n${setUp.replace(IMPORT, 'const $1 = await import($2);')}`,
    ],
  ])('fails the test that leaks, with the line that acquired the response%s', async (name, change) => {
    const project = path.join(work, heading.replace(':', '-') + name.length);
    installCompanion(project);
    for (const name of packages)
      symlinkSync(path.join(root, 'node_modules', name), path.join(project, 'node_modules', name));
    writeFileSync(path.join(project, 'package.json'), JSON.stringify({ name: 'suite', private: true, type }));
    for (const [file, text] of filesOf(heading))
      writeFileSync(path.join(project, file), file.includes('setup') ? change(text) : text);
    writeFileSync(path.join(project, 'suite.test.js'), preamble + SUITE);

    const { status, output } = await run(command, project);
    const line = (preamble + SUITE).split('\n').findIndex((text) => text.startsWith("test('leaks'")) + 1;
    expect(output).toMatch(/[✓✔] .*reads/);
    expect(output).toMatch(/[✗✖×✕] .*leaks/);
    expect(output).toMatch(/[✓✔] .*cancels/);
    expect(output).toContain('1 HTTP response was left open');
    expect(output).toContain(`suite.test.js:${line}:`);
    expect(status).toBe(1);
  });
});

it('are all the set-ups by hand that the page has', () => {
  expect(RUNNERS.map(({ heading }) => [...filesOf(heading).keys()])).toEqual([
    ['vitest.config.js', 'http-leak.setup.js'],
    ['http-leak.setup.js'],
    ['jest.config.js', 'http-leak.setup.js'],
  ]);
});

/** The blocks below a heading that begin with the name of their file. */
function filesOf(heading: string): Map<string, string> {
  const [section = ''] = page.split(`### ${heading}\n`)[1]?.split(/^##/m) ?? [];
  return new Map(
    [...section.matchAll(/```js\n\/\/ (\S+)\n([^]*?)```/g)].map(([, name = '', text = '']) => [name, text]),
  );
}

/** Runs Node without what this test runner has put into the environment. */
function run(args: readonly string[], cwd: string): Promise<{ status: number; output: string }> {
  const env = { PATH: process.env['PATH'], TMPDIR: work, HOME: cwd };
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd, env, timeout: 50_000 }, (error, stdout, stderr) =>
      resolve({ status: error ? Number(error.code) : 0, output: stdout + stderr }),
    );
  });
}
