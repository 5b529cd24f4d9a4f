/** Runs that are killed, that meet each other, and what they leave for the next one. */
import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, httpLeak, LEAK_JS } from '../harness.js';
import { commit, FIXED_JS, git, journalOf, migrate, migrateWith, repositoryWith, status, textOf } from './harness.js';

/** Kills the process while it writes the second file: the new text is beside it, and it has two names. */
const KILL =
  "import fs from 'node:fs';\nconst rename = fs.renameSync;\nlet calls = 0;\nfs.renameSync = (...args) => (++calls === 2 ? process.kill(process.pid, 'SIGKILL') : rename(...args));\n";
/** Stops it there. */
const STOP = KILL.replace(
  "process.kill(process.pid, 'SIGKILL')",
  "(process.stdout.write('STOPPED'), Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0))",
);

const THREE = { 'a.js': LEAK_JS, 'b.js': LEAK_JS, 'c.js': LEAK_JS };
const texts = (cwd: string): string[] => ['a.js', 'b.js', 'c.js'].map((file) => textOf(cwd, file));
const write = async (cwd: string, ...argv: string[]): Promise<{ code: number; stderr: string }> =>
  httpLeak(cwd, ['migrate', '--write', ...argv]);
const journalWith = (cwd: string, ...entries: object[]): void =>
  writeFileSync(journalOf(cwd), entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));

async function killedIn(cwd: string, ...argv: string[]): Promise<void> {
  const [, signal] = (await once(migrateWith(KILL, cwd, ...argv), 'exit')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
}

describe('a run that was killed', () => {
  it('is completed by the next one, which says so, and does not take its changes for those of the user', async () => {
    const cwd = repositoryWith(THREE);
    await killedIn(cwd);
    expect(texts(cwd)).toEqual([FIXED_JS, LEAK_JS, LEAK_JS]);
    expect(readdirSync(cwd).filter((name) => name.startsWith('b.js.'))).toHaveLength(2);
    expect(await migrate(cwd)).toMatchObject({ code: 1, summary: { filesToChange: 2, leftAlone: 0 } });

    const mine = { 'b.js.1': '', 'b.js.7654321': LEAK_JS.slice(0, 9), 'b.js.77/x': '' };
    mkdirSync(path.join(cwd, 'b.js.77'));
    for (const [name, text] of Object.entries(mine)) writeFileSync(path.join(cwd, name), text);
    const { code, stderr } = await write(cwd);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr:
        'http-leak: an earlier run in . was interrupted after 1 of 3 files. This run continues. To see what was written: git diff. To undo it, with all other uncommitted changes: git restore\n',
    });
    expect(readdirSync(cwd).sort()).toEqual(['.git', 'a.js', 'b.js', 'b.js.1', 'b.js.7654321', 'b.js.77', 'c.js']);
    expect(texts(cwd)).toEqual([FIXED_JS, FIXED_JS, FIXED_JS]);
    expect(existsSync(journalOf(cwd))).toBe(false);
    expect((await write(cwd)).stderr).toContain('has changes that are not committed (a.js, b.js, c.js)');
  });

  it('can be undone instead', async () => {
    const cwd = repositoryWith(THREE);
    await killedIn(cwd);
    git(cwd, 'restore', '.');
    expect(await migrate(cwd, '--write')).toMatchObject({ code: 0, summary: { filesWritten: 3 } });
    expect(status(cwd)).toBe(' M a.js\n M b.js\n M c.js\n');
  });

  it('has made a module that the next one goes on with', async () => {
    const cwd = repositoryWith({ ...THREE, 'package.json': '{ "type": "module" }' });
    const helper = ['--helper', './lib/discard#discard'];
    await killedIn(cwd, ...helper);
    expect(textOf(cwd, 'lib/discard.js')).toContain('export async function discard(response) {');
    expect(texts(cwd).filter((text) => text.includes('await discard(response)'))).toHaveLength(1);
    expect(await write(cwd, ...helper)).toMatchObject({ code: 0 });
    expect(texts(cwd).every((text) => text.includes("import { discard } from './lib/discard.js';"))).toBe(true);
    expect(readdirSync(path.join(cwd, 'lib'))).toEqual(['discard.js']);
    expect(existsSync(journalOf(cwd))).toBe(false);
  });

  it('may be killed again and again', async () => {
    const cwd = repositoryWith({ ...THREE, 'd.js': LEAK_JS });
    for (let kills = 0; kills < 3; kills++) await killedIn(cwd);
    expect(texts(cwd)).toEqual([FIXED_JS, FIXED_JS, FIXED_JS]);
    expect((await write(cwd)).code).toBe(0);
    expect(readdirSync(cwd).sort()).toEqual(['.git', 'a.js', 'b.js', 'c.js', 'd.js']);
  });

  it('is distinguished from later changes, and is still to be completed', async () => {
    const cwd = repositoryWith(THREE);
    await killedIn(cwd);
    writeFileSync(path.join(cwd, 'b.js'), `${LEAK_JS}// mine\n`);
    const refused = await write(cwd);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('has changes that are not committed (b.js)');
    expect(texts(cwd)).toEqual([FIXED_JS, `${LEAK_JS}// mine\n`, LEAK_JS]);
    expect(readdirSync(cwd).sort()).toEqual(['.git', 'a.js', 'b.js', 'c.js']);
    git(cwd, 'restore', 'b.js');
    expect((await write(cwd)).code).toBe(0);
  });

  it('is known in a working tree of another repository, each for itself', async () => {
    const main = repositoryWith(THREE);
    const cwd = path.join(folderWith({}), 'tree');
    git(main, 'worktree', 'add', '-q', cwd);
    await killedIn(cwd);
    expect((await write(main)).stderr).toBe('');
    expect((await write(cwd)).stderr).toContain('was interrupted after 1 of 3 files');
    expect(texts(cwd)).toEqual([FIXED_JS, FIXED_JS, FIXED_JS]);
  });

  it('outside of a repository leaves each file whole', async () => {
    const cwd = folderWith(THREE);
    await killedIn(cwd);
    expect(texts(cwd)).toEqual([FIXED_JS, LEAK_JS, LEAK_JS]);
    expect((await write(cwd)).code).toBe(0);
    expect(texts(cwd)).toEqual([FIXED_JS, FIXED_JS, FIXED_JS]);
  });
});

describe('a run that meets another one', () => {
  it('is refused while that is at work, with --allow-dirty too, and not when it is dead', async () => {
    const cwd = repositoryWith(THREE);
    const other = migrateWith(STOP, cwd);
    for await (const chunk of other.stdout!) if (String(chunk).includes('STOPPED')) break;
    const before = readdirSync(cwd);
    for (const argv of [[], ['--allow-dirty']]) {
      const { code, stderr } = await write(cwd, ...argv);
      expect(code).toBe(2);
      expect(stderr).toContain(`http-leak: another migration (process ${other.pid}) is running in ${cwd}`);
    }
    expect((await httpLeak(cwd, ['migrate'])).code).toBe(1);
    expect(readdirSync(cwd)).toEqual(before);
    const ended = once(other, 'exit');
    other.kill('SIGKILL');
    await ended;
    expect((await write(cwd)).code).toBe(0);
    expect(texts(cwd)).toEqual([FIXED_JS, FIXED_JS, FIXED_JS]);
  });

  it('in the same process is refused as well, and both leave nothing behind', async () => {
    const cwd = repositoryWith(THREE);
    const outcomes = await Promise.all([write(cwd), write(cwd)]);
    expect(outcomes.map(({ code }) => code).sort()).toEqual([0, 2]);
    expect(outcomes.map(({ stderr }) => stderr).join('')).toContain(
      `another migration (process ${process.pid}) is running`,
    );
    expect(texts(cwd)).toEqual([FIXED_JS, FIXED_JS, FIXED_JS]);
    expect(existsSync(journalOf(cwd))).toBe(false);
  });
});

describe('a journal', () => {
  const HEADER = { version: 2, token: '0123456789abcdef', start: '1' };
  /** A process that has ended. */
  const dead = (): number => spawnSync(process.execPath, ['--version']).pid;

  it.each([
    ['in words', 'half of a jour'],
    ['of a form from before', '{"a.js":"0000","b.js":"0000"}'],
    ['that is empty', '\0\0\0'],
    ['whose name for files is none', `{"version":2,"token":"../../x","pid":1,"start":null}`],
  ])("%s is replaced, and what is changed counts as the user's own", async (_name, text) => {
    const cwd = repositoryWith(THREE);
    writeFileSync(journalOf(cwd), text);
    writeFileSync(path.join(cwd, 'a.js'), `${FIXED_JS}// mine\n`);
    const { code, stderr } = await write(cwd);
    expect(code).toBe(2);
    expect(stderr).toContain('the journal of an earlier run in . cannot be read');
    expect(stderr).toContain('not committed (a.js)');
    git(cwd, 'restore', '.');
    expect(await write(cwd)).toMatchObject({ code: 0, stderr: '' });
  });

  it('of another version is a reason to stop', async () => {
    const cwd = repositoryWith(THREE);
    journalWith(cwd, { ...HEADER, version: 3, pid: dead() });
    const { code, stderr } = await write(cwd);
    expect({ code, texts: texts(cwd) }).toEqual({ code: 2, texts: [LEAK_JS, LEAK_JS, LEAK_JS] });
    expect(stderr).toContain('http-leak-migrate.json is from another version of http-leak');
    expect(existsSync(journalOf(cwd))).toBe(true);
  });

  it.each<[string, (place: string, other: string) => void]>([
    ['a folder', (place) => mkdirSync(place)],
    ['a link', (place, other) => symlinkSync(other, place)],
    ['a pipe', (place) => execFileSync('mkfifo', [place])],
  ])('that is %s is a reason to stop', async (_name, make) => {
    const cwd = repositoryWith(THREE);
    const other = path.join(folderWith({ mine: 'mine' }), 'mine');
    make(journalOf(cwd), other);
    for (const argv of [[], ['--allow-dirty']]) {
      const { code, stderr } = await write(cwd, ...argv);
      expect({ code, texts: texts(cwd), other: readFileSync(other, 'utf8') }).toEqual({
        code: 2,
        texts: [LEAK_JS, LEAK_JS, LEAK_JS],
        other: 'mine',
      });
      expect(stderr).toContain('http-leak-migrate.json is not a file');
    }
  });

  it('of a process that has not written anything is no interrupted run', async () => {
    const cwd = repositoryWith(THREE);
    journalWith(cwd, { ...HEADER, pid: dead() });
    expect(await write(cwd)).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(journalOf(cwd))).toBe(false);
  });

  it.runIf(existsSync('/proc/self/stat'))(
    'of a process whose number another one has got since is that of a dead one',
    async () => {
      const cwd = repositoryWith(THREE);
      journalWith(cwd, { ...HEADER, pid: process.pid });
      expect(await write(cwd)).toMatchObject({ code: 0, stderr: '' });
    },
  );

  it('with a line that a kill has cut off is read without it', async () => {
    const cwd = repositoryWith(THREE);
    journalWith(cwd, { ...HEADER, pid: dead() });
    writeFileSync(journalOf(cwd), '{"files":{"a.js":{"befo', { flag: 'a' });
    expect(await write(cwd)).toMatchObject({ code: 0, stderr: '' });
  });

  it('does not make anything be removed or moved outside of the working tree', async () => {
    const outside = folderWith({
      [`x.js.${HEADER.token}.http-leak-new`]: 'x',
      [`y.js.${HEADER.token}.http-leak-old`]: 'y',
    });
    const cwd = repositoryWith(THREE);
    symlinkSync(outside, path.join(cwd, 'link'));
    commit(cwd);
    const away = path.relative(cwd, outside);
    const entry = { before: '0', after: '0' };
    journalWith(
      cwd,
      { ...HEADER, pid: dead() },
      { files: { [`${away}/x.js`]: entry, [`${away}/y.js`]: entry, 'link/x.js': entry, 'link/y.js': entry } },
    );
    expect((await write(cwd)).code).toBe(0);
    expect(readdirSync(outside)).toHaveLength(2);
  });

  it('ends with a run that has not written everything, that is refused, or that fails', async () => {
    const cwd = repositoryWith(THREE);
    writeFileSync(path.join(cwd, 'new.js'), LEAK_JS);
    expect((await write(cwd)).stderr).toContain('git has no version of new.js');
    expect(existsSync(journalOf(cwd))).toBe(false);
    rmSync(path.join(cwd, 'new.js'));
    writeFileSync(path.join(cwd, 'a.js'), `${LEAK_JS}// mine\n`);
    expect((await write(cwd)).stderr).toContain('not committed (a.js)');
    expect(existsSync(journalOf(cwd))).toBe(false);
  });

  it('knows every file before the first name is made beside one', async () => {
    const cwd = repositoryWith(THREE);
    await killedIn(cwd);
    const [, { files }] = readFileSync(journalOf(cwd), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { files: object }) as [object, { files: object }];
    expect(Object.keys(files)).toEqual(['a.js', 'b.js', 'c.js']);
  });
});
