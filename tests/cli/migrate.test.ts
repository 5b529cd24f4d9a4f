/** `http-leak migrate` in temporary folders, with real repositories. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLEAN, folderWith, httpLeak, LEAK, LEAK_JS } from './harness.js';
import {
  commit,
  FIXED,
  FIXED_JS,
  git,
  journalOf,
  migrate,
  repositoryWith,
  status,
  textOf,
} from './migration/harness.js';

/** A leak whose fix a person has to check. */
const PENDING =
  'export async function load(url) {\n  const answer = fetch(url);\n  if (await isOver()) return null;\n  return (await answer).text();\n}\n';
const AGENT =
  "import { Agent, fetch } from 'undici';\nexport async function load(url) {\n  const agent = new Agent();\n  const res = await fetch(url, { dispatcher: agent });\n  return await res.text();\n}\n";
const PROJECT = '{ "compilerOptions": { "strict": true, "types": [], "lib": ["es2022", "dom"] }, "include": ["."] }';

it('reads once what is read twice, and leaves alone what a person has to look at', async () => {
  const twice = (line: string): string =>
    `export async function load(url) {\n  const res = await fetch(url);\n  ${line}\n}\n`;
  const cwd = repositoryWith({
    'a.js': twice('return [await res.text(), await res.json()];'),
    'b.js': twice('return [await res.blob(), await res.json()];'),
  });
  expect(await migrate(cwd, '--write')).toMatchObject({ code: 1 });
  expect(textOf(cwd, 'a.js')).toBe(twice('const text = await res.text();\n  return [text, JSON.parse(text)];'));
  expect(textOf(cwd, 'b.js')).toBe(twice('return [await res.blob(), await res.json()];'));
});

describe('the plan', () => {
  it('lists the fix of every site, and the sites that are left with the reason, and writes nothing', async () => {
    const cwd = repositoryWith({ 'a.js': LEAK_JS, 'lib/b.js': PENDING, 'c.js': CLEAN });
    const { code, stdout } = await httpLeak(cwd, ['migrate', '--untyped']);
    expect(stdout).toMatchInlineSnapshot(`
      "a.js
        2:26     http-leak/no-unconsumed-body  fix   Release the body on the paths that leak it

      lib/b.js
        2:18     http-leak/no-unconsumed-body  left  The response of \`fetch\` is never consumed or cancelled on the path of the \`return\` on line 3. Read the body (\`await res.text()\`), or cancel it (\`await res.body?.cancel()\`), on every path.
            why: The request may still be running: check that no other code needs its result.

      2 sites in 2 files; 3 files read without type information
        1 gets a fix, in 1 file
        1 is left for a person; --strategy review repairs 1 of them, to be checked

      nothing has been written; use --write to write the changes
      "
    `);
    expect(code).toBe(1);
    expect(status(cwd)).toBe('');
  });

  it('marks fixes that a person has to check, if they are applied', async () => {
    const { stdout } = await httpLeak(repositoryWith({ 'b.js': PENDING }), ['migrate', '--strategy', 'review']);
    expect(stdout).toContain(
      'fix   Release the body on the paths that leak it\n      check: The request may still be running',
    );
    expect(stdout).toContain('1 gets a fix, in 1 file; 1 of them to be checked by a person');
  });

  it('is empty where nothing leaks', async () => {
    expect(await httpLeak(repositoryWith({ 'a.js': CLEAN }), ['migrate', '--untyped'])).toEqual({
      code: 0,
      stdout: '✔ nothing to migrate; 1 file read without type information\n',
      stderr: '',
    });
  });

  it('obeys comments that disable a rule', async () => {
    const disabled = LEAK_JS.replace('  const', '  // eslint-disable-next-line http-leak/no-unconsumed-body\n  const');
    expect(await migrate(repositoryWith({ 'a.js': disabled }), '--write')).toMatchObject({ code: 0, files: [] });
  });

  it('shows with --dry-run what `git apply` makes of it the same as --write', async () => {
    const files = { 'a.js': LEAK_JS, 'my lib/b.js': LEAK_JS.replaceAll('\n', '\r\n'), 'c.js': LEAK_JS.trimEnd() };
    const dry = repositoryWith(files);
    const { code, files: planned } = await migrate(dry, '--dry-run');
    expect(code).toBe(1);
    expect(status(dry)).toBe('');
    execFileSync('git', ['-C', dry, 'apply', '-'], { input: planned.map(({ diff }) => diff).join('') });
    const wet = repositoryWith(files);
    expect((await migrate(wet, '--write')).code).toBe(0);
    for (const file of Object.keys(files)) expect(textOf(dry, file)).toBe(textOf(wet, file));
    expect(textOf(wet, 'a.js')).toBe(FIXED_JS);
  });

  it('colours the difference', async () => {
    const { stdout } = await httpLeak(folderWith({ 'a.js': LEAK_JS }), ['migrate', '--dry-run'], { terminal: true });
    expect(stdout).toContain('\u001B[32m+    await response.body?.cancel().catch(() => {});\u001B[39m\n');
    expect(stdout).toContain('\u001B[36m@@ -1,7 +1,8 @@\u001B[39m\n');
  });
});

describe('--write', () => {
  it('repairs a typed project, looks again, and has nothing to do a second time', async () => {
    const cwd = repositoryWith({
      'tsconfig.json': PROJECT,
      'src/a.ts': LEAK,
      'src/b.ts': LEAK,
      'src/c.ts': "import { load } from './a.js';\nexport const both = [load('x')];\n",
    });
    const report = await migrate(cwd, '--write');
    expect(report).toMatchObject({
      code: 0,
      remaining: [],
      problems: [],
      summary: { files: 3, filesWithTypes: 3, fixed: 2, left: 0, filesWritten: 2, remaining: 0 },
    });
    expect([textOf(cwd, 'src/a.ts'), textOf(cwd, 'src/b.ts')]).toEqual([FIXED, FIXED]);
    expect(status(cwd)).toBe(' M src/a.ts\n M src/b.ts\n');
    commit(cwd);
    expect(await migrate(cwd, '--write')).toMatchObject({ code: 0, files: [], summary: { filesWritten: 0 } });
  });

  it('lists the remaining findings, with the lines of the new files', async () => {
    const cwd = repositoryWith({ 'a.js': `${LEAK_JS}${PENDING.replace('load', 'other')}` });
    const { code, stdout } = await httpLeak(cwd, ['migrate', '--write']);
    expect(code).toBe(1);
    expect(stdout).toContain(
      '1 file written; 1 site in 1 file for a person:\n  a.js:10:18  http-leak/no-unconsumed-body  The request may still be running',
    );
    expect(stdout).toContain('  9:18     http-leak/no-unconsumed-body  left');
  });

  it('keeps line ends, byte order mark and mode', async () => {
    const cwd = repositoryWith({ 'a.js': `\uFEFF${LEAK_JS.replaceAll('\n', '\r\n')}` });
    chmodSync(path.join(cwd, 'a.js'), 0o755);
    commit(cwd);
    expect((await migrate(cwd, '--write')).code).toBe(0);
    expect(textOf(cwd, 'a.js')).toBe(`\uFEFF${FIXED_JS.replaceAll('\n', '\r\n')}`);
    expect(statSync(path.join(cwd, 'a.js')).mode & 0o777).toBe(0o755);
  });

  it('writes the file that a link leads to', async () => {
    const cwd = repositoryWith({ 'lib/a.js': LEAK_JS });
    symlinkSync('lib/a.js', path.join(cwd, 'link.js'));
    commit(cwd);
    expect(await migrate(cwd, '--write', 'link.js')).toMatchObject({ code: 0, files: [{ file: 'lib/a.js' }] });
    expect(textOf(cwd, 'lib/a.js')).toBe(FIXED_JS);
    expect(git(cwd, 'status', '--porcelain')).toBe(' M lib/a.js\n');
  });

  it('uses the given rules, strategy and release', async () => {
    const files = { 'a.js': LEAK_JS, 'b.js': PENDING, 'c.js': AGENT };
    const agents = repositoryWith(files);
    expect(await migrate(agents, '--write', '--only', 'http-leak/no-unclosed-agent')).toMatchObject({
      code: 0,
      summary: { fixed: 1 },
    });
    expect(status(agents)).toBe(' M c.js\n');
    const all = repositoryWith(files);
    expect(await migrate(all, '--write', '--strategy', 'review', '--release', 'drain')).toMatchObject({
      code: 0,
      summary: { fixed: 3, toCheck: 1 },
    });
    expect(textOf(all, 'a.js')).toContain('    response.arrayBuffer().catch(() => {});\n');
  });
});

describe('a working tree', () => {
  it('with changes of tracked files is left alone unless that is allowed', async () => {
    const cwd = repositoryWith({ 'a.js': LEAK_JS, 'notes.txt': 'one' });
    writeFileSync(path.join(cwd, 'notes.txt'), 'two');
    const refused = await httpLeak(cwd, ['migrate', '--write']);
    expect(refused).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'http-leak: . has changes that are not committed (notes.txt): commit or stash them, or use --allow-dirty\n',
    });
    expect((await httpLeak(cwd, ['migrate', '--dry-run'])).code).toBe(1);
    expect(textOf(cwd, 'a.js')).toBe(LEAK_JS);
    expect((await migrate(cwd, '--write', '--allow-dirty')).code).toBe(0);
    expect(textOf(cwd, 'a.js')).toBe(FIXED_JS);
  });

  it('may have files of which git knows nothing, unless they are to be changed', async () => {
    const cwd = repositoryWith({ 'a.js': LEAK_JS });
    writeFileSync(path.join(cwd, 'clean.js'), CLEAN);
    expect((await migrate(cwd, '--write')).code).toBe(0);
    commit(cwd);
    writeFileSync(path.join(cwd, 'new.js'), LEAK_JS);
    expect((await httpLeak(cwd, ['migrate', '--write'])).stderr).toBe(
      'http-leak: git has no version of new.js: add and commit, or use --allow-dirty\n',
    );
    expect(textOf(cwd, 'new.js')).toBe(LEAK_JS);
  });

  it('that git cannot read is left alone', async () => {
    const cwd = folderWith({ '.git/HEAD': 'nonsense', 'a.js': LEAK_JS });
    const { code, stderr } = await httpLeak(cwd, ['migrate', '--write']);
    expect({ code, text: textOf(cwd, 'a.js') }).toEqual({ code: 2, text: LEAK_JS });
    expect(stderr).toContain('git cannot say whether . has changes that are not committed');
    expect((await migrate(cwd, '--write', '--allow-dirty')).code).toBe(0);
  });

  it('is needed where git is configured to look at another folder', async () => {
    const [cwd, other] = [repositoryWith({ 'a.js': LEAK_JS }), folderWith({ 'a.js': LEAK_JS })];
    execFileSync('git', ['-C', cwd, 'config', 'core.worktree', other]);
    writeFileSync(path.join(cwd, 'a.js'), `${LEAK_JS}// mine\n`);
    const { code, stderr } = await httpLeak(cwd, ['migrate', '--write', '--untyped']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('git is configured to look at ')]);
    expect(textOf(cwd, 'a.js')).toBe(`${LEAK_JS}// mine\n`);
  });

  it('is not needed', async () => {
    const cwd = folderWith({ 'a.js': LEAK_JS });
    const { code, stderr } = await httpLeak(cwd, ['migrate', '--write']);
    expect(code).toBe(0);
    expect(stderr).toContain('not everything is in a git repository');
    expect(textOf(cwd, 'a.js')).toBe(FIXED_JS);
  });
});

describe('a file', () => {
  const OTHER_BODY =
    'declare global {\n  interface Response { readonly ok: boolean; readonly body: { cancel(reason: string): Promise<void> } | null; text(): Promise<string> }\n  function fetch(url: string): Promise<Response>;\n}\nexport {};\n';

  it('whose result has a new type error is reported and not written, the others are', async () => {
    const cwd = repositoryWith({
      'a/tsconfig.json': '{ "compilerOptions": { "strict": true, "types": [], "lib": ["es2022"] } }',
      'a/globals.ts': OTHER_BODY,
      'a/a.ts': LEAK,
      'b/tsconfig.json': PROJECT,
      'b/b.ts': `${LEAK}export const wrong: string = 1;\n`,
    });
    const report = await migrate(cwd, '--write');
    expect(report).toMatchObject({
      code: 1,
      problems: [{ kind: 'refused', file: 'a/a.ts' }],
      remaining: [{ file: 'a/a.ts', line: 2 }],
    });
    expect(report.remaining?.[0]?.reason).toBe(
      'with its fixes there is a new type error: a.ts: TS2554 Expected 1 arguments, but got 0.',
    );
    expect(status(cwd)).toBe(' M b/b.ts\n');
  });

  it('whose response has no body by its type is read away, or left where that is not possible', async () => {
    const globals = (methods: string): string =>
      `declare global {\n  interface Response { readonly ok: boolean; text(): Promise<string>${methods} }\n  function fetch(url: string): Promise<Response>;\n}\nexport {};\n`;
    const config = '{ "compilerOptions": { "strict": true, "types": [], "lib": ["es2022"] } }';
    const cwd = repositoryWith({
      'a/tsconfig.json': config,
      'a/globals.ts': globals('; arrayBuffer(): Promise<unknown>'),
      'a/a.ts': LEAK,
      'b/tsconfig.json': config,
      'b/globals.ts': globals(''),
      'b/b.ts': LEAK,
    });
    const report = await migrate(cwd, '--write');
    expect(report).toMatchObject({
      code: 1,
      problems: [],
      remaining: [{ file: 'b/b.ts', line: 2, reason: 'its type there has no method that releases it' }],
    });
    expect(textOf(cwd, 'a/a.ts')).toContain('    response.arrayBuffer().catch(() => {});\n    throw');
  });

  it('outside every project is repaired, and not checked for type errors', async () => {
    const cwd = repositoryWith({ 'a.ts': LEAK });
    const { code, stdout } = await httpLeak(cwd, ['migrate', '--write']);
    expect(code).toBe(0);
    expect(stdout).toContain('1 file in no tsconfig.json, so not checked for type errors');
    expect(textOf(cwd, 'a.ts')).toBe(FIXED);
  });

  it('that does not parse is named, and the others are repaired', async () => {
    const cwd = repositoryWith({ 'a.js': LEAK_JS, 'broken.ts': 'const = 1;\n' });
    expect(await migrate(cwd, '--write')).toMatchObject({
      code: 0,
      problems: [{ kind: 'parse', file: 'broken.ts', line: 1 }],
      summary: { filesWritten: 1 },
    });
    expect((await migrate(cwd, 'broken.ts')).code).toBe(2);
  });

  it('that is not UTF-8 is named and stays', async () => {
    const cwd = repositoryWith({ 'a.js': '' });
    const latin = Buffer.from(`// caf\u00E9\n${LEAK_JS}`, 'latin1');
    writeFileSync(path.join(cwd, 'a.js'), latin);
    commit(cwd);
    expect(await migrate(cwd, '--write')).toMatchObject({
      code: 1,
      problems: [{ kind: 'unreadable', file: 'a.js' }],
      remaining: [{ line: 3, reason: 'it is not encoded in UTF-8' }],
    });
    expect(readFileSync(path.join(cwd, 'a.js'))).toEqual(latin);
  });

  it('that is read-only, or cannot be written beside, is named, and the others are repaired', async () => {
    const long = `${'n'.repeat(250)}.js`;
    const cwd = repositoryWith({ 'a.js': LEAK_JS, 'b.js': LEAK_JS, [long]: LEAK_JS });
    chmodSync(path.join(cwd, 'a.js'), 0o444);
    const report = await migrate(cwd, '--write');
    expect(report).toMatchObject({
      code: 2,
      problems: [
        { kind: 'unwritable', file: 'a.js', message: 'it is read-only' },
        { kind: 'unwritable', file: long },
      ],
      summary: { filesWritten: 1, remaining: 2 },
    });
    expect(report.remaining?.map(({ reason }) => reason)).toEqual([
      'the file could not be written',
      'the file could not be written',
    ]);
    expect(report.files.map(({ file, written }) => [file.length > 9, written])).toEqual([
      [false, false],
      [false, true],
      [true, false],
    ]);
    expect(textOf(cwd, 'a.js')).toBe(LEAK_JS);
    // The run is over for all that: what it has written are changes like any others.
    expect(existsSync(journalOf(cwd))).toBe(false);
    chmodSync(path.join(cwd, 'a.js'), 0o644);
    expect((await httpLeak(cwd, ['migrate', 'a.js', '--write'])).stderr).toContain(
      'has changes that are not committed (b.js)',
    );
    expect(await migrate(cwd, 'a.js', '--write', '--allow-dirty')).toMatchObject({
      code: 0,
      summary: { filesWritten: 1 },
    });
  });
});

describe('wrong arguments', () => {
  it.each([
    ['a missing path', ['gone'], 'gone: no such file or folder'],
    ['an empty folder', ['empty'], 'nothing to scan here'],
    ['an unknown rule', ['--only', 'no-such-rule'], 'Allowed are no-unconsumed-body, no-unclosed-agent'],
    ['an unknown strategy', ['--strategy', 'brave'], 'Allowed choices are safe, review'],
    ['--dry-run with --write', ['--dry-run', '--write'], "cannot be used with option '--write'"],
  ])('end with 2 and a line that says so: %s', async (_name, argv, line) => {
    const cwd = folderWith({ 'empty/notes.txt': '' });
    const { code, stdout, stderr } = await httpLeak(cwd, ['migrate', ...argv]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(line);
  });

  it.runIf(process.platform !== 'win32')('that name a pipe do not wait for it', async () => {
    const cwd = repositoryWith({ 'a.js': LEAK_JS });
    execFileSync('mkfifo', [path.join(cwd, 'pipe.js')]);
    expect(await migrate(cwd, '--write', 'a.js', 'pipe.js')).toMatchObject({
      code: 2,
      problems: [{ kind: 'unreadable', file: 'pipe.js' }],
      summary: { filesWritten: 1 },
    });
  });

  it('that name one thing that is missing keep the rest', async () => {
    const cwd = repositoryWith({ 'a.js': LEAK_JS });
    expect(await migrate(cwd, '--write', 'a.js', 'gone.js')).toMatchObject({ code: 2, summary: { filesWritten: 1 } });
    expect(existsSync(path.join(cwd, 'gone.js'))).toBe(false);
  });
});
