/** Files that are only changed where the command line names them, and files that are not changed at all. */
import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLEAN, folderWith, httpLeak, LEAK_JS } from '../harness.js';
import { commit, FIXED_JS, git, migrate, repositoryWith, status, textOf } from './harness.js';

const GENERATED = `// @generated\n${LEAK_JS}`;
const REPAIRED = `// @generated\n${FIXED_JS}`;

describe('left alone unless named', () => {
  it('is said of each file, in the plan and in the sum', async () => {
    const cwd = repositoryWith({
      'a.js': LEAK_JS,
      'gen.js': GENERATED,
      'vendor/x.js': LEAK_JS,
      'vendor/clean.js': CLEAN,
    });
    const { code, stdout } = await httpLeak(cwd, ['migrate', '--write', '--untyped']);
    expect(stdout).toMatchInlineSnapshot(`
      "a.js
        2:26     http-leak/no-unconsumed-body  fix   Release the body on the paths that leak it

      gen.js
        3:26     http-leak/no-unconsumed-body  left  The response of \`fetch\` is never consumed or cancelled on the path of the \`throw\` on line 5. Read the body (\`await response.text()\`), or cancel it (\`await response.body?.cancel()\`), on every path.
            why: it is generated (@generated)

      vendor/x.js
        2:26     http-leak/no-unconsumed-body  left  The response of \`fetch\` is never consumed or cancelled on the path of the \`throw\` on line 4. Read the body (\`await response.text()\`), or cancel it (\`await response.body?.cancel()\`), on every path.
            why: it is in vendor/

      3 sites in 3 files; 4 files read without type information
        1 gets a fix, in 1 file
        2 are left for a person
        2 files left alone (to change one, name it on the command line):
          gen.js: it is generated (@generated)
          vendor/x.js: it is in vendor/

      1 file written; 2 sites in 2 files for a person:
        gen.js:3:26  http-leak/no-unconsumed-body  it is generated (@generated)
        vendor/x.js:2:26  http-leak/no-unconsumed-body  it is in vendor/
      "
    `);
    expect(code).toBe(1);
    expect(status(cwd)).toBe(' M a.js\n');
  });

  it.each<[string, Record<string, string>, string, string]>([
    ['a generated file', {}, 'gen.js', 'it is generated (@generated)'],
    ['a folder of copies', {}, 'packages/one/vendor/lib/x.js', 'it is in packages/one/vendor/'],
    ['another', {}, 'third_party/x.js', 'it is in third_party/'],
    [
      'what .gitattributes calls generated',
      { '.gitattributes': '*.pb.js linguist-generated\n' },
      'lib/x.pb.js',
      '.gitattributes says linguist-generated',
    ],
    [
      'what .gitattributes calls vendored',
      { 'lib/.gitattributes': 'x.js linguist-vendored=true\n' },
      'lib/x.js',
      '.gitattributes says linguist-vendored',
    ],
  ])('is %s', async (_name, files, file, reason) => {
    const text = file === 'gen.js' ? GENERATED : LEAK_JS;
    const cwd = repositoryWith({ ...files, 'a.js': LEAK_JS, [file]: text });
    const report = await migrate(cwd, '--write');
    expect(report).toMatchObject({
      code: 1,
      problems: [],
      summary: { filesWritten: 1, fixed: 1, left: 1, leftAlone: 1, remaining: 1 },
      remaining: [{ file, reason }],
    });
    expect(report.files.find((one) => one.file === file)).toMatchObject({
      changes: false,
      written: false,
      leftAlone: reason,
      left: [{ reason }],
    });
    expect([textOf(cwd, file), textOf(cwd, 'a.js')]).toEqual([text, FIXED_JS]);
    commit(cwd);
    expect(await migrate(cwd, '--write', '.', file)).toMatchObject({
      code: 0,
      summary: { filesWritten: 1, leftAlone: 0 },
    });
    expect(textOf(cwd, file)).toBe(file === 'gen.js' ? REPAIRED : FIXED_JS);
  });

  it('is not a file for which .gitattributes unsets the attribute', async () => {
    const cwd = repositoryWith({
      '.gitattributes': '*.js linguist-generated\na.js -linguist-generated\nb.js linguist-generated=false\n',
      'a.js': LEAK_JS,
      'b.js': LEAK_JS,
    });
    expect((await migrate(cwd, '--write')).code).toBe(0);
  });

  it('is not a folder of copies that is named, nor one that the repository is in', async () => {
    const cwd = repositoryWith({ 'vendor/x.js': LEAK_JS, 'vendor/y/vendor/z.js': LEAK_JS });
    expect(await migrate(cwd, '--write', 'vendor')).toMatchObject({
      code: 1,
      remaining: [{ file: 'vendor/y/vendor/z.js', reason: 'it is in y/vendor/' }],
    });
    git(cwd, 'restore', '.');
    expect((await migrate(path.join(cwd, 'vendor'), '--write', 'y/vendor/*.js', 'x.js')).code).toBe(0);
    expect(status(cwd)).toBe(' M vendor/x.js\n M vendor/y/vendor/z.js\n');
  });

  it('is a file that git ignores by other means than .gitignore', async () => {
    const cwd = repositoryWith({ 'a.js': LEAK_JS });
    writeFileSync(path.join(cwd, '.git/info/exclude'), 'out/\n');
    mkdirSync(path.join(cwd, 'out'));
    writeFileSync(path.join(cwd, 'out/x.js'), LEAK_JS);
    expect(await migrate(cwd, '--write', '--allow-dirty')).toMatchObject({
      code: 1,
      summary: { filesWritten: 1 },
      remaining: [{ file: 'out/x.js', reason: 'git ignores it' }],
    });
    expect(textOf(cwd, 'out/x.js')).toBe(LEAK_JS);
    expect(await migrate(cwd, '--write', '--allow-dirty', 'out')).toMatchObject({
      code: 0,
      summary: { filesWritten: 1 },
    });
  });

  it.runIf(process.platform !== 'win32')('is a file of which git cannot say whether it is generated', async () => {
    const cwd = repositoryWith({ 'a.js': LEAK_JS });
    execFileSync('mkfifo', [path.join(cwd, '.gitattributes')]);
    expect(await migrate(cwd, '--write', '--allow-dirty')).toMatchObject({
      code: 1,
      summary: { filesWritten: 0 },
      remaining: [{ file: 'a.js', reason: expect.stringContaining('.gitattributes is a named pipe') as string }],
    });
  });

  it('is a submodule, and every other repository inside, whatever their state', async () => {
    const other = repositoryWith({ 'x.js': LEAK_JS });
    const cwd = repositoryWith({ 'a.js': LEAK_JS });
    git(cwd, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', other, 'sub');
    commit(cwd);
    git(cwd, 'clone', '-q', other, 'nested/clone');
    writeFileSync(path.join(cwd, 'sub/x.js'), `${LEAK_JS}// mine\n`);
    const report = await migrate(cwd, '--write');
    expect(report).toMatchObject({ code: 1, summary: { filesWritten: 1, leftAlone: 2 } });
    expect(report.remaining?.map(({ file, reason }) => [file, reason])).toEqual([
      ['nested/clone/x.js', 'it is in a repository of its own, nested/clone'],
      ['sub/x.js', 'it is in a repository of its own, sub'],
    ]);
    expect(textOf(cwd, 'sub/x.js')).toBe(`${LEAK_JS}// mine\n`);
    git(cwd, 'restore', 'a.js');
    git(path.join(cwd, 'sub'), 'restore', '.');
    expect(await migrate(cwd, '--write', 'sub', 'nested/clone/x.js')).toMatchObject({
      code: 0,
      summary: { filesWritten: 2 },
    });
    expect(textOf(cwd, 'sub/x.js')).toBe(FIXED_JS);
  });

  it('is not a repository beside others in a folder that is none', async () => {
    const cwd = folderWith({ 'one/a.js': LEAK_JS, 'two/b.js': LEAK_JS });
    for (const name of ['one', 'two']) {
      git(path.join(cwd, name), 'init', '-q');
      commit(path.join(cwd, name));
    }
    expect(await migrate(cwd, '--write')).toMatchObject({ code: 0, summary: { filesWritten: 2 } });
  });
});

describe('not changed at all', () => {
  it('is a file with several names', async () => {
    const cwd = repositoryWith({ 'a.js': LEAK_JS, 'c.js': LEAK_JS });
    linkSync(path.join(cwd, 'a.js'), path.join(cwd, 'b.js'));
    commit(cwd);
    const report = await migrate(cwd, '--write', 'a.js', '.');
    expect(report).toMatchObject({ code: 1, summary: { filesWritten: 1, leftAlone: 2 } });
    expect(report.remaining?.map(({ reason }) => reason)).toEqual(
      Array(2).fill(
        'it has 2 names (hard links), and the others would be separated from it: put a copy in its place first',
      ),
    );
    expect([textOf(cwd, 'a.js'), statSync(path.join(cwd, 'a.js')).nlink]).toEqual([LEAK_JS, 2]);
  });

  it('is a file outside of the given paths, reached by a link', async () => {
    const outside = folderWith({ 'x.js': LEAK_JS, 'lib/y.js': LEAK_JS });
    const cwd = repositoryWith({ 'a.js': LEAK_JS });
    symlinkSync(path.join(outside, 'x.js'), path.join(cwd, 'link.js'));
    symlinkSync(path.join(outside, 'lib'), path.join(cwd, 'lib'));
    commit(cwd);
    expect(await migrate(cwd, '--write')).toMatchObject({ code: 0, summary: { filesWritten: 1 } });
    git(cwd, 'restore', '.');
    expect(await migrate(cwd, '--write', 'link.js', 'a.js')).toMatchObject({
      code: 1,
      summary: { filesWritten: 1, leftAlone: 1 },
      remaining: [{ reason: 'it was reached by a link and is outside of the paths on the command line' }],
    });
    expect([
      readFileSync(path.join(outside, 'x.js'), 'utf8'),
      readFileSync(path.join(outside, 'lib/y.js'), 'utf8'),
    ]).toEqual([LEAK_JS, LEAK_JS]);
    expect((await migrate(cwd, '--write', '--allow-dirty', 'link.js', outside)).code).toBe(0);
  });

  it('is a file that is given only by a link, and not by its own path', async () => {
    const cwd = repositoryWith({ 'vendor/x.js': LEAK_JS });
    symlinkSync('vendor/x.js', path.join(cwd, 'link.js'));
    commit(cwd);
    expect(await migrate(cwd, '--write', 'link.js')).toMatchObject({
      code: 1,
      remaining: [{ reason: 'it is in vendor/' }],
    });
  });
});
