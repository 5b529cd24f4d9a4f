/** Paths that cannot be read: each is reported, everything else is read, and the scan does not report success. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Circumstances, type Ended, type Run, runAlone, servedCommand } from './command.js';
import { CLEAN, folderWith, httpLeak, LEAK, LEAK_JS } from './harness.js';

interface Report {
  findings: { file: string; line: number }[];
  problems: { kind: string; file: string; message: string }[];
  summary: Record<string, number>;
}

const command = servedCommand();
const pipe = (...parts: string[]): void => void execFileSync('mkfifo', [path.join(...parts)]);
const lines = ({ problems }: Report): string[] =>
  problems.map(({ kind, file, message }) => `${kind} ${file}: ${message}`).sort();

type Scanned = Report & { readonly code: number | null };

function scanned({ code, stdout, stderr }: Ended): Scanned {
  if (stdout === '') throw new Error(`${code} ${stderr}`);
  return { code, ...(JSON.parse(stdout) as Report) };
}

/** In another process: what blocks the command must not block the tests. */
async function scan(cwd: string, argv: readonly string[] = [], through = command as Run): Promise<Scanned> {
  return scanned(await through(cwd, ['scan', ...argv, '--format', 'json']));
}

const scanAlone = (cwd: string, circumstances: Circumstances, ...argv: string[]): Scanned =>
  scanned(runAlone(cwd, ['scan', '--untyped', ...argv, '--format', 'json'], circumstances));

describe('a path that is not a regular file', () => {
  it('is named where it has the name of a source', async () => {
    const cwd = folderWith({ 'a.js': CLEAN, 'folder.js/b.js': CLEAN });
    pipe(cwd, 'pipe.js');
    pipe(cwd, 'folder.js', 'pipe.ts');
    const server = createServer().listen(path.join(cwd, 'socket.mjs'));
    onTestFinished(() => void server.close());
    await new Promise((done) => server.once('listening', done));
    symlinkSync('loop.js', path.join(cwd, 'loop.js'));
    const report = await scan(cwd);
    expect(lines(report)).toEqual([
      'unreadable folder.js/pipe.ts: it is a named pipe, not a file',
      'unreadable pipe.js: it is a named pipe, not a file',
      'unreadable socket.mjs: it is a socket, not a file',
    ]);
    expect(report).toMatchObject({ code: 2, summary: { files: 2 } });
    expect((await command(cwd, ['scan'])).stdout).not.toContain('✔');
  });

  it('is not reported if it was not given', async () => {
    const cwd = folderWith({
      '.git/HEAD': '',
      '.gitignore': 'out/\n',
      'a.js': CLEAN,
      'out/b.js': CLEAN,
      'node_modules/x/index.js': CLEAN,
    });
    pipe(cwd, 'out', 'pipe.js');
    pipe(cwd, 'node_modules', 'pipe.js');
    pipe(cwd, 'notes.txt');
    expect(await scan(cwd)).toMatchObject({ code: 0, problems: [], summary: { files: 1 } });
  });

  it('is reported if it was given', async () => {
    const cwd = folderWith({ 'a.js': LEAK_JS });
    pipe(cwd, 'pipe.js');
    pipe(cwd, 'pipe');
    symlinkSync('loop', path.join(cwd, 'loop'));
    const report = await scan(cwd, ['pipe.js', 'pipe', '/dev/null', 'loop', 'a.js/b.js', 'n'.repeat(300), 'a.js']);
    expect(lines(report)).toEqual([
      'unreadable /dev/null: it is a device, not a file',
      'unreadable a.js/b.js: one part of its path is a file, not a folder',
      'unreadable loop: its symbolic links form a cycle',
      expect.stringMatching(/^unreadable n{300}: ENAMETOOLONG/),
      'unreadable pipe.js: it is a named pipe, not a file',
      'unreadable pipe: it is a named pipe, not a file',
    ]);
    expect(report).toMatchObject({ code: 1, findings: [{ file: 'a.js' }] });
    expect(await command(cwd, ['explain', 'pipe.js:1'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'http-leak: pipe.js: it is a named pipe, not a file\n',
    });
    expect(await command(cwd, ['migrate', 'pipe.js', '--untyped'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('pipe.js: it is a named pipe') as unknown,
    });
  });

  it('is passed over where it has the name of an ignore file', async () => {
    const cwd = folderWith({
      '.git/HEAD': '',
      'a.js': CLEAN,
      'lib/.gitignore/x.txt': '',
      'lib/b.js': CLEAN,
      'c/c.js': CLEAN,
    });
    pipe(cwd, '.gitignore');
    pipe(cwd, 'c', '.gitignore');
    const report = await scan(cwd);
    expect(lines(report)).toEqual([
      'config .gitignore: it is not used as an ignore file: it is a named pipe, not a file',
      'config c/.gitignore: it is not used as an ignore file: it is a named pipe, not a file',
      'config lib/.gitignore: it is not used as an ignore file: it is a folder, not a file',
    ]);
    expect(report.summary).toMatchObject({ files: 3 });
  });
});

describe('a folder whose name has a line break', () => {
  const files = {
    '.git/HEAD': '',
    '.gitignore': 'out\n',
    'a\nb/a.js': LEAK_JS,
    'a\nb/deep/c\rd/a.js': LEAK_JS,
    'a\nb/node_modules/x/a.js': LEAK_JS,
    'a\nb/out/a.js': LEAK_JS,
    'out/a\nb/a.js': LEAK_JS,
    'lib/e\u2028f/a.ts': LEAK,
  };

  it('is read like any other', async () => {
    const { code, stdout } = await httpLeak(folderWith(files), ['scan', '--format', 'json']);
    const { findings, problems } = JSON.parse(stdout) as Report;
    expect({ code, problems, files: findings.map(({ file }) => file) }).toEqual({
      code: 1,
      problems: [],
      files: ['a\nb/a.js', 'a\nb/deep/c\rd/a.js', 'lib/e\u2028f/a.ts'],
    });
  });

  it('is named where a pattern would have to match it', async () => {
    const { code, stderr } = await httpLeak(folderWith({ 'a.js': CLEAN, ...files }), [
      'scan',
      '**/*.js',
      '--format',
      'json',
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain(
      String.raw`! a\nb: a pattern does not match a name with a line break: name the folder itself`,
    );
  });
});

describe('a tsconfig.json', () => {
  const BASE = '"compilerOptions": { "types": [] }, "include": ["."]';

  it.each<[string, string, string]>([
    [
      'refers to a project that is not there',
      `{ ${BASE}, "references": [{ "path": "./gone" }] }`,
      'gone/tsconfig.json, which it refers to, does not exist, or cannot be read',
    ],
    [
      'refers to a folder',
      `{ ${BASE}, "references": [{ "path": "./folder.json" }] }`,
      'folder.json, which it refers to, does not exist, or cannot be read',
    ],
    [
      'refers to a pipe',
      `{ ${BASE}, "references": [{ "path": "./pipe.json" }] }`,
      'pipe.json, which it refers to, does not exist, or cannot be read',
    ],
    [
      'refers to a device',
      `{ ${BASE}, "references": [{ "path": "/dev/zero" }] }`,
      'which it refers to, does not exist, or cannot be read',
    ],
    ['extends a pipe', `{ "extends": "./pipe.json", ${BASE} }`, 'pipe.json'],
    ['extends a folder', `{ "extends": "./folder.json", ${BASE} }`, 'folder.json'],
    ['refers to nothing', `{ ${BASE}, "references": [null] }`, ''],
    ['refers to numbers', `{ ${BASE}, "references": [1, {}, { "path": 1 }] }`, ''],
    ['refers to no list', `{ ${BASE}, "references": 1 }`, ''],
    ['is empty', '', ''],
    ['is a list', '[]', ''],
  ])('that %s is named, and its files are read', async (_name, config, message) => {
    const cwd = folderWith({
      'tsconfig.json': config,
      'src/a.ts': LEAK,
      'other/tsconfig.json': `{ ${BASE} }`,
      'other/b.ts': LEAK,
    });
    mkdirSync(path.join(cwd, 'folder.json'));
    pipe(cwd, 'pipe.json');
    const report = await scan(cwd);
    expect(report).toMatchObject({ code: 1, findings: [{ file: 'other/b.ts' }, { file: 'src/a.ts' }] });
    if (message !== '')
      expect(report.problems).toMatchObject([
        { kind: 'config', file: 'tsconfig.json', message: expect.stringContaining(message) as unknown },
      ]);
    for (const { kind, file } of report.problems)
      expect({ kind, file }).toEqual({ kind: 'config', file: 'tsconfig.json' });
  });

  it('that is a folder, a pipe or a circle is named once, and the next one upwards counts', async () => {
    const cwd = folderWith({
      'tsconfig.json': `{ ${BASE} }`,
      'a/tsconfig.json/x.txt': '',
      'a/a.ts': LEAK,
      'a/more/a.ts': LEAK,
      'b/b.ts': LEAK,
      'c/c.ts': LEAK,
    });
    pipe(cwd, 'b', 'tsconfig.json');
    symlinkSync('jsconfig.json', path.join(cwd, 'c/jsconfig.json'));
    const report = await scan(cwd);
    expect(lines(report)).toEqual([
      'config a/tsconfig.json: it is a folder, not a file',
      'config b/tsconfig.json: it is a named pipe, not a file',
      'config c/jsconfig.json: its symbolic links form a cycle',
    ]);
    expect(report).toMatchObject({ code: 1, summary: { leaks: 4, filesWithTypes: 4, filesOutsideProjects: 0 } });
  });
});

describe('without the permission to read', () => {
  const MAY_READ = 0o755;
  const closed = (cwd: string, modes: Readonly<Record<string, number>>): void => {
    chmodSync(cwd, MAY_READ);
    for (const [name, mode] of Object.entries(modes)) chmodSync(path.join(cwd, name), mode);
    // So that it can be removed, by others than root too.
    onTestFinished(() => Object.keys(modes).forEach((name) => chmodSync(path.join(cwd, name), MAY_READ)));
  };

  it('files, folders and ignore files are reported, with the command that allows it', async () => {
    const cwd = folderWith({
      '.git/HEAD': '',
      'a.js': LEAK_JS,
      'secret.js': LEAK_JS,
      'closed/b.js': LEAK_JS,
      'blind/c.js': LEAK_JS,
      'blind/d.js': LEAK_JS,
      'open/.gitignore': 'e.js',
      'open/e.js': LEAK_JS,
      'my dir/f.js': '',
    });
    closed(cwd, { 'secret.js': 0, closed: 0, blind: 0o744, 'open/.gitignore': 0, 'my dir': 0 });
    const report = await scan(cwd, [], command.unprivileged);
    expect(lines(report)).toEqual([
      'unreadable blind: permission denied; to allow it: chmod u+rx blind',
      'unreadable closed: permission denied; to allow it: chmod u+rx closed',
      "unreadable my dir: permission denied; to allow it: chmod u+rx 'my dir'",
      'unreadable open/.gitignore: it is not used as an ignore file: permission denied; to allow it: chmod u+r open/.gitignore',
      'unreadable secret.js: permission denied; to allow it: chmod u+r secret.js',
    ]);
    expect(report).toMatchObject({ code: 1, findings: [{ file: 'a.js' }, { file: 'open/e.js' }] });
  });

  it('nothing is called clean', async () => {
    const cwd = folderWith({ 'a.js': CLEAN, 'closed/b.js': LEAK_JS, 'only/c.js': CLEAN });
    closed(cwd, { closed: 0, only: 0 });
    const { code, stdout } = await command.unprivileged(cwd, ['scan']);
    expect(code).toBe(2);
    expect(stdout).toContain('! no leaks in the files that could be read; 1 file scanned');
    expect(stdout).not.toContain('✔');
    const migrated = await command.unprivileged(cwd, ['migrate', '--untyped']);
    expect({ code: migrated.code, claims: migrated.stdout.includes('✔') }).toEqual({ code: 2, claims: false });
    const named = await command.unprivileged(cwd, ['scan', 'only']);
    expect(named).toEqual({
      code: 2,
      stdout: '',
      stderr: '! only: permission denied; to allow it: chmod u+rx only\nhttp-leak: no files to scan\n',
    });
  });

  it('a folder that git ignores is not named', async () => {
    const cwd = folderWith({ '.git/HEAD': '', '.gitignore': 'closed/\n', 'a.js': CLEAN, 'closed/b.js': LEAK_JS });
    closed(cwd, { closed: 0 });
    expect(await scan(cwd, [], command.unprivileged)).toMatchObject({ code: 0, problems: [] });
  });

  it('a tsconfig.json, settings and an outer folder are named', async () => {
    const cwd = folderWith({
      'a/tsconfig.json': '{}',
      'a/a.ts': LEAK,
      'b/http-leak.config.json': '{}',
      'b/b.js': LEAK_JS,
    });
    closed(cwd, { 'a/tsconfig.json': 0, 'b/http-leak.config.json': 0 });
    const report = await scan(cwd, [], command.unprivileged);
    expect(lines(report)).toEqual([
      'config a/tsconfig.json: it does not exist, or cannot be read',
      'settings b/http-leak.config.json: the settings in this file are ignored: permission denied; to allow it: chmod u+r b/http-leak.config.json',
    ]);
    expect(report).toMatchObject({ code: 2, findings: [{ file: 'a/a.ts' }, { file: 'b/b.js' }] });
  });
});

describe('files that disappear', () => {
  /** Removes a file when this function of `fs.promises` is called for it the first time. */
  const vanishing = (method: string): string => `import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const original = fs.promises.${method};
fs.promises.${method} = (file, ...more) => {
  if (String(file).endsWith('gone.js') || String(file).endsWith('gone')) fs.rmSync(file, { recursive: true, force: true });
  return original(file, ...more);
};
syncBuiltinESMExports();
`;

  it.each([
    ['before it is measured', 'stat'],
    ['before it is read', 'open'],
  ])('%s is named, and the rest is read', (_name, method) => {
    const cwd = folderWith({ 'a.js': LEAK_JS, 'gone.js': LEAK_JS });
    const report = scanAlone(cwd, { before: vanishing(method) });
    expect(existsSync(path.join(cwd, 'gone.js'))).toBe(false);
    expect(report).toMatchObject({
      code: 1,
      findings: [{ file: 'a.js' }],
      problems: [{ kind: 'unreadable', file: 'gone.js', message: 'it no longer exists: run the command again' }],
    });
  });

  it('before it is listed is named, too', () => {
    const cwd = folderWith({ 'a.js': LEAK_JS, 'gone/b.js': LEAK_JS });
    expect(scanAlone(cwd, { before: vanishing('readdir') })).toMatchObject({
      code: 1,
      findings: [{ file: 'a.js' }],
      problems: [{ kind: 'unreadable', file: 'gone', message: 'it no longer exists: run the command again' }],
    });
  });

  it('the home folder is not needed', () => {
    expect(
      scanAlone(folderWith({ 'a.js': LEAK_JS }), { env: { HOME: undefined, USERPROFILE: undefined } }),
    ).toMatchObject({ code: 1, problems: [] });
  });
});

describe('a very large file', () => {
  const data = (size: number): string => `export const data = [${'1,'.repeat(size / 2)}];\n`;

  it('is read without types', async () => {
    const cwd = folderWith({
      'tsconfig.json': '{ "compilerOptions": { "allowJs": true, "types": [] }, "include": ["in"] }',
      'in/large.js': `${LEAK_JS}//${'x'.repeat(1 << 20)}`,
      'in/a.ts': LEAK,
      'large.js': `${LEAK_JS}//${'x'.repeat(1 << 20)}`,
      'a.js': LEAK_JS,
    });
    expect(await scan(cwd, ['in/large.js', 'in/a.ts', 'large.js', 'a.js'])).toMatchObject({
      code: 1,
      problems: [],
      summary: { leaks: 4, files: 4, filesWithTypes: 2 },
    });
  });

  it('that would not fit into memory is reported with the remedy, and the rest is read', () => {
    const cwd = folderWith({
      'a.js': LEAK_JS,
      'data.js': data(1_200_000),
      'text.js': `${CLEAN}// ${'x'.repeat(2_000_000)}\n`,
    });
    const report = scanAlone(cwd, { env: { NODE_OPTIONS: '--max-old-space-size=300' } }, 'data.js', 'a.js', 'text.js');
    expect(lines(report)).toEqual([
      'unreadable data.js: its 1200007 tokens need more memory than Node.js may use: run the command with NODE_OPTIONS=--max-old-space-size=916',
    ]);
    expect(report).toMatchObject({ code: 1, findings: [{ file: 'a.js' }], summary: { files: 2 } });
  });
});

describe('files that git ignores', () => {
  const cwd = (): string =>
    folderWith({
      '.git/HEAD': '',
      '.gitignore': 'out/\n*.gen.js\n',
      'out/a.js': LEAK_JS,
      'out/my dir/b.js': LEAK_JS,
      'c.gen.js': LEAK_JS,
      'd.js': CLEAN,
      '-x/.gitignore': '*',
      '-x/e.js': LEAK_JS,
    });

  it.each([
    ['a folder', ['out'], 'out', ['out']],
    ['a folder with a space', ['out/my dir'], "'out/my dir'", ['out/my dir']],
    ['a folder with a dash', ['--', '-x'], '-- -x', ['--', '-x']],
    ['a glob', ['*.gen.js'], "'*.gen.js'", ['*.gen.js']],
  ])('is said where it is named: %s', async (_name, argv, shown, again) => {
    const folder = cwd();
    const { code, stdout, stderr } = await httpLeak(folder, ['scan', ...argv]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`git ignores every file here; to read them: http-leak scan --no-gitignore ${shown}\n`);
    expect((await httpLeak(folder, ['scan', '--no-gitignore', ...again])).code).toBe(1);
    expect((await httpLeak(folder, ['migrate', ...argv])).stderr).toContain(
      `http-leak migrate --no-gitignore ${shown}\n`,
    );
    expect((await httpLeak(folder, ['migrate', '--no-gitignore', '--untyped', ...again])).code).toBe(1);
  });

  it('does not make the scan report success', async () => {
    const { code, stdout } = await httpLeak(cwd(), ['scan', 'd.js', 'out']);
    expect(code).toBe(2);
    expect(stdout).not.toContain('✔');
  });

  it('is read where a file of it is named, or with --no-gitignore', async () => {
    const folder = cwd();
    expect((await httpLeak(folder, ['scan', 'out/a.js'])).code).toBe(1);
    expect(JSON.parse((await httpLeak(folder, ['scan', '--no-gitignore', '--format', 'json'])).stdout)).toMatchObject({
      summary: { leaks: 4, files: 5 },
    });
  });
});

describe('files that cannot be written', () => {
  it('is said, and is not taken for a leak', async () => {
    const cwd = folderWith({ 'a.js': LEAK_JS });
    for (const argv of [
      ['scan', '--untyped'],
      ['scan', '--untyped', '--format', 'json'],
      ['explain', 'a.js:2'],
      ['migrate', '--untyped'],
      ['--help'],
    ]) {
      expect(runAlone(cwd, argv, { stdout: '/dev/full' })).toEqual({
        code: 2,
        stdout: '',
        stderr: 'http-leak: ENOSPC: no space left on device, write\n',
      });
    }
    expect(await command(cwd, ['scan', '--output', '/dev/full'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'http-leak: ENOSPC: no space left on device, write\n',
    });
  });

  it('because its reader has gone is no error', () => {
    const cwd = folderWith({ 'a.js': LEAK_JS });
    const before =
      "import { Socket } from 'node:net';\nSocket.prototype._write = function (data, encoding, done) { done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })); };\n";
    expect(runAlone(cwd, ['scan', '--untyped'], { before })).toEqual({ code: 1, stdout: '', stderr: '' });
  });

  it('nor is a defect of the program taken for a leak', () => {
    const before =
      "import fs from 'node:fs';\nimport { syncBuiltinESMExports } from 'node:module';\nconst { open } = fs.promises;\nfs.promises.open = (...given) => {\n  setTimeout(() => { throw new Error('late'); }, 0);\n  return open(...given);\n};\nsyncBuiltinESMExports();\n";
    expect(runAlone(folderWith({ 'a.js': CLEAN }), ['scan', '--untyped'], { before })).toMatchObject({
      code: 2,
      stderr: 'http-leak: late\n',
    });
  });
});
