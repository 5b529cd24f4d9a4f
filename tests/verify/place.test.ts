/** From the stack of a report to the code. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, expect, it } from 'vitest';
import { start } from '../../src/verify/index.js';
import { explainCommand, linesAround, placeOf } from '../../src/verify/place.js';
import { folderWith } from '../support/folder.js';
import { leaksNow, serverForTests } from './support.js';

const server = serverForTests();
beforeEach(() => start());

it.each([
  ['at load (/app/src/a b.js:12:26)', { file: '/app/src/a b.js', line: 12, column: 26 }],
  ['at async load (file:///app/src/a%20b.js:12:26)', { file: '/app/src/a b.js', line: 12, column: 26 }],
  ['at /app/a.js:1:2', { file: '/app/a.js', line: 1, column: 2 }],
  ['at async file:///app/(group)/a.js:1:2', { file: '/app/(group)/a.js', line: 1, column: 2 }],
  ['at async Promise.all (index 0)', undefined],
  ['at load (data:…:1:2)', undefined],
  ['at load (https://host/a.js:1:2)', undefined],
  ['', undefined],
])('finds the place of "%s"', (frame, place) => {
  expect(placeOf([frame, 'at other (/other.js:1:1)'])).toEqual(place);
});

it('shows the lines around, however few there are', () => {
  const folder = folderWith({ 'a.js': ['one', '\ttwo', 'three\u001b[2J', 'four', 'five', 'six'].join('\r\n') });
  const file = path.join(folder, 'a.js');
  expect(linesAround({ file, line: 2, column: 2 })).toEqual([
    '  1 | one',
    '> 2 |  two',
    '    |  ^',
    '  3 | three\\u{1b}[2J',
    '  4 | four',
  ]);
  expect(linesAround({ file, line: 6, column: 1 })).toHaveLength(4);
  expect(linesAround({ file, line: 7, column: 1 })).toEqual([]);
  expect(linesAround({ file: folder, line: 1, column: 1 })).toEqual([]);
  expect(linesAround({ file: path.join(folder, 'none.js'), line: 1, column: 1 })).toEqual([]);
});

it.runIf(process.platform === 'linux')('waits for no named pipe, and reads no file of any size', () => {
  const folder = folderWith({});
  const pipe = path.join(folder, 'pipe.js');
  execFileSync('mkfifo', [pipe]);
  expect(linesAround({ file: pipe, line: 1, column: 1 })).toEqual([]);
  const large = path.join(folder, 'large.js');
  writeFileSync(large, 'x'.repeat(3 << 20));
  expect(linesAround({ file: large, line: 1, column: 1 })).toEqual([]);
});

it.each([
  [path.join(process.cwd(), 'src', 'a.js'), 'npx http-leak explain src/a.js:3'],
  [path.join(process.cwd(), 'src', 'a b.js'), "npx http-leak explain 'src/a b.js:3'"],
  [path.join(process.cwd(), '$(x)', "a'b.js"), String.raw`npx http-leak explain '$(x)/a'\''b.js:3'`],
  ['/elsewhere/a.js', 'npx http-leak explain /elsewhere/a.js:3'],
])('gives the command for %s', (file, command) => {
  expect(explainCommand({ file, line: 3, column: 1 })).toBe(command);
});

it('is in the report: the code, the rule and the command', async () => {
  const held = await fetch(`${server.origin}/small`);
  const { message, bodies } = await leaksNow();
  const { line } = placeOf(bodies[0]!.stack)!;
  expect(message).toContain(`       > ${line} |   const held = await fetch(\`\${server.origin}/small\`);\n`);
  expect(message).toMatch(/ \|\s{22}\^\n/);
  expect(message).toContain(
    `     rule: http-leak/no-unconsumed-body\n     explained by: npx http-leak explain tests/verify/place.test.ts:${line}`,
  );
  await held.text();
});

it('names the file by its path if the stack has its URL', () => {
  const file = path.join(process.cwd(), 'a#b.js');
  expect(placeOf([`at load (${pathToFileURL(file).href}:1:2)`])?.file).toBe(file);
});
