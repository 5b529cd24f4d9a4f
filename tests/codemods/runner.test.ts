/** The transforms under the stock runner of jscodeshift, from a build of their own. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { folderWith } from '../support/folder.js';
import { built } from '../support/built.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Otherwise the runner works in one process: each worker loads the transform again. */
const WORKERS = '--cpus=2';

/** Runs a transform over files and gives their texts back, with what the runner said. */
function run(
  transform: string,
  files: Record<string, string>,
  ...flags: string[]
): { texts: Record<string, string>; said: string } {
  const folder = folderWith(files);
  const runner = path.join(root, 'node_modules/jscodeshift/bin/jscodeshift.js');
  const said = execFileSync(
    process.execPath,
    [
      runner,
      '--no-babel',
      '-t',
      path.join(built(), 'dist/codemods', `${transform}.js`),
      '--extensions=ts,tsx,js,jsx',
      ...(flags.includes(WORKERS) ? [] : ['--run-in-band']),
      ...flags,
      folder,
    ],
    { encoding: 'utf8' },
  );
  return {
    texts: Object.fromEntries(Object.keys(files).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')])),
    said,
  };
}

const leaking =
  'export async function load(url) {\r\n\tconst res = await fetch(url)\r\n\tif (!res.ok) return null\r\n\treturn res.json()\r\n}\r\n';
const pending =
  'export async function load(url) {\n  const answer = fetch(url);\n  if (await isOver()) return null;\n  return (await answer).text();\n}\n';

it.each([WORKERS, '--run-in-band'])('rewrites TypeScript, TSX and JavaScript, and nothing else in them: %s', (flag) => {
  const component =
    'export const Page = async () => {\n  const res: Response = await fetch("/x");\n  if (!res.ok) return <b>bad</b>;\n  return <p>{await res.text()}</p>;\n};\n';
  const files = {
    'a.js': leaking,
    'b.ts': 'export const up = async (url: string): Promise<boolean> => (await fetch(url)).ok;\n',
    'c.tsx': component,
    'd.js': 'export const one = 1\n',
  };
  const { texts, said } = run('consume-body', files, flag);
  expect(texts).toEqual({
    'a.js': leaking.replace('return null', '{\r\n\t\tawait res.body?.cancel()\r\n\t\treturn null\r\n\t}'),
    'b.ts':
      'export const up = async (url: string): Promise<boolean> => {\n  const response = await fetch(url);\n  await response.body?.cancel();\n  return response.ok;\n};\n',
    'c.tsx': component
      .replace('return <b>', '{\n    await res.body?.cancel();\n    return <b>')
      .replace('</b>;', '</b>;\n  }'),
    'd.js': 'export const one = 1\n',
  });
  expect(said).toContain('0 errors');
  expect(said).toContain('1 unmodified');
  expect(said).toContain('3 ok');
});

it('changes nothing in a dry run, nor a second time', () => {
  expect(run('consume-body', { 'a.js': leaking }, '--dry').texts['a.js']).toBe(leaking);
  const once = run('consume-body', { 'a.js': leaking }).texts['a.js']!;
  expect(run('consume-body', { 'a.js': once }).texts['a.js']).toBe(once);
});

it('leaves fixes that a person has to check, unless they are requested, and reports them', () => {
  const { texts, said } = run('consume-body', { 'a.js': pending });
  expect(texts['a.js']).toBe(pending);
  expect(said).toContain('left for a person: The request may still be running');
  expect(run('consume-body', { 'a.js': pending }, '--review=true').texts['a.js']).not.toBe(pending);
});

it('drains where that is chosen', () => {
  expect(run('consume-body', { 'a.js': leaking }, '--release=drain').texts['a.js']).toContain(
    'res.arrayBuffer().catch(() => {})',
  );
});

it('closes agents', () => {
  const agent =
    "import { Agent, fetch } from 'undici';\nexport async function load(url) {\n  const agent = new Agent();\n  const res = await fetch(url, { dispatcher: agent });\n  return await res.text();\n}\n";
  expect(run('close-agent', { 'a.js': agent }).texts['a.js']).toContain(
    '  } finally {\n    agent.close().catch(() => {});\n  }\n',
  );
});

it('reports a file that does not parse and goes on', () => {
  const { texts, said } = run('consume-body', { 'a.js': 'const = ;\n', 'b.js': leaking });
  expect(texts['a.js']).toBe('const = ;\n');
  expect(texts['b.js']).not.toBe(leaking);
  expect(said).toContain('1 errors');
});
