/** Repositories whose configuration names programs for git to run. Every program leaves a file where it was run. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Blocked, git, type GitCommand } from '../../src/cli/git.js';
import { folderWith } from './harness.js';

interface Trap {
  readonly root: string;
  /** A command that leaves a file called `name`, and then passes its input on, or does what it is told. */
  readonly command: (name: string, then?: string) => string;
  /** The names of the commands that were run. */
  readonly sprung: () => string[];
}

/** A repository with one committed file, which git has to read again to tell whether it has changed. */
function repository(attributes = ''): Trap {
  const root = folderWith({ 'a.js': '1;\n', ...(attributes === '' ? {} : { '.gitattributes': attributes }) });
  const marks = folderWith({});
  const plain = (...args: string[]): void =>
    void execFileSync('git', ['-C', root, '-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...args]);
  plain('init', '-q');
  plain('add', '-A');
  plain('commit', '-qm', 'state');
  utimesSync(path.join(root, 'a.js'), 1, 1);
  return {
    root,
    command(name, then = 'cat') {
      const script = path.join(marks, `${name}.sh`);
      writeFileSync(script, `#!/bin/sh\n: > '${path.join(marks, name)}'\n${then}\n`);
      chmodSync(script, 0o755);
      return script;
    },
    sprung: () => readdirSync(marks).filter((name) => !name.endsWith('.sh')),
  };
}

const configure = (root: string, key: string, value: string): void =>
  void execFileSync('git', ['-C', root, 'config', key, value]);
/** The behaviour of git without these options. */
const plainStatus = (root: string): void =>
  void spawnSync('git', ['-C', root, 'status', '--porcelain'], { stdio: 'ignore', timeout: 20_000 });

describe('git runs no program that the repository names', () => {
  it.each<[string, string, (trap: Trap) => void]>([
    ['core.fsmonitor', '', ({ root, command }) => configure(root, 'core.fsmonitor', command('monitor'))],
    ['filter.*.clean', '*.js filter=x', ({ root, command }) => configure(root, 'filter.x.clean', command('clean'))],
    [
      'filter.*.clean with an odd name',
      '*.js filter=x.y',
      ({ root, command }) => configure(root, 'filter.x.y.clean', command('clean')),
    ],
    [
      'filter.*.process, which is required',
      '*.js filter=x',
      ({ root, command }) => {
        configure(root, 'filter.x.required', 'true');
        configure(root, 'filter.x.clean', command('clean'));
        configure(root, 'filter.x.process', command('process', 'exit 1'));
      },
    ],
    [
      'a filter in an included file',
      '*.js filter=x',
      ({ root, command }) => {
        writeFileSync(path.join(root, '.git/more'), `[filter "x"]\n\tclean = ${command('clean')}\n`);
        configure(root, 'include.path', 'more');
      },
    ],
    [
      'a filter in a file that is included for this folder',
      '*.js filter=x',
      ({ root, command }) => {
        writeFileSync(path.join(root, '.git/more'), `[filter "x"]\n\tclean = ${command('clean')}\n`);
        configure(root, `includeIf.gitdir:${root}/.path`, 'more');
      },
    ],
    [
      'a filter of the working tree alone',
      '*.js filter=x',
      ({ root, command }) => {
        configure(root, 'extensions.worktreeConfig', 'true');
        writeFileSync(path.join(root, '.git/config.worktree'), `[filter "x"]\n\tclean = ${command('clean')}\n`);
      },
    ],
    [
      'a hook',
      '',
      ({ root, command }) => {
        mkdirSync(path.join(root, '.git/hooks'), { recursive: true });
        copyFileSync(command('hook'), path.join(root, '.git/hooks/post-index-change'));
      },
    ],
    [
      'core.hooksPath',
      '',
      ({ root, command }) => {
        copyFileSync(command('hook'), path.join(root, 'post-index-change'));
        configure(root, 'core.hooksPath', root);
      },
    ],
  ])('%s', async (_name, attributes, set) => {
    const trap = repository(attributes);
    set(trap);
    expect(await git(trap.root, 'status', '--porcelain=v1', '-z', '--untracked-files=no')).toBe('');
    await git(trap.root, 'ls-files', '-z', '--modified');
    expect(trap.sprung()).toEqual([]);
    // The trap is a real one.
    plainStatus(trap.root);
    expect(trap.sprung()).not.toEqual([]);
  });

  it('aliases, pagers, and programs that compare', async () => {
    const { root, command, sprung } = repository('*.js diff=x');
    writeFileSync(path.join(root, 'a.js'), '2;\n');
    for (const key of ['alias.status', 'alias.ls-files', 'alias.config']) configure(root, key, `!${command('alias')}`);
    for (const key of [
      'core.pager',
      'pager.status',
      'pager.config',
      'diff.external',
      'diff.x.command',
      'diff.x.textconv',
      'core.editor',
      'core.askPass',
    ])
      configure(root, key, command(key));
    expect(await git(root, 'status', '--porcelain=v1', '-z')).toBe(' M a.js\0');
    expect(await git(root, 'diff', 'HEAD', '--')).toMatch(/^@@ -1 \+1 @@\n-1;\n\+2;$/m);
    expect(sprung()).toEqual([]);
  });

  it('the configuration of a submodule', async () => {
    const inner = repository('*.js filter=y');
    const { root } = repository();
    execFileSync(
      'git',
      ['-C', root, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'sub'],
      { stdio: 'ignore' },
    );
    const sub = path.join(root, 'sub');
    configure(sub, 'filter.y.clean', inner.command('clean'));
    utimesSync(path.join(sub, 'a.js'), 1, 1);
    await git(root, 'status', '--porcelain=v1', '-z');
    expect(inner.sprung()).toEqual([]);
    plainStatus(root);
    expect(inner.sprung()).toEqual(['clean']);
  });

  it('the remote of a partial clone', async () => {
    const { root, command, sprung } = repository();
    configure(root, 'core.repositoryFormatVersion', '1');
    configure(root, 'extensions.partialClone', 'origin');
    configure(root, 'remote.origin.url', `ext::${command('fetch', 'exit 1')}`);
    configure(root, 'remote.origin.promisor', 'true');
    configure(root, 'protocol.ext.allow', 'always');
    const [tree = ''] = execFileSync('git', ['-C', root, 'rev-parse', 'HEAD^{tree}'], { encoding: 'utf8' }).split('\n');
    rmSync(path.join(root, '.git/objects', tree.slice(0, 2), tree.slice(2)));
    await expect(git(root, 'status', '--porcelain=v1')).rejects.toThrow();
    expect(sprung()).toEqual([]);
    plainStatus(root);
    expect(sprung()).toEqual(['fetch']);
  });

  it('a filter whose name cannot be overridden: then it is not run at all', async () => {
    const { root, command, sprung } = repository('*.js filter=x=y');
    configure(root, 'filter.x=y.clean', command('clean'));
    await expect(git(root, 'status', '--porcelain=v1')).rejects.toThrow('a name that cannot be overridden: filter.x=y');
    expect(sprung()).toEqual([]);
    plainStatus(root);
    expect(sprung()).toEqual(['clean']);
  });

  it('a `git` of its own among the installed packages', async () => {
    const { root, command, sprung } = repository();
    for (const folder of ['node_modules/.bin', 'tools']) {
      mkdirSync(path.join(root, folder), { recursive: true });
      copyFileSync(command('git'), path.join(root, folder, 'git'));
    }
    const before = process.env['PATH'];
    onTestFinished(() => void (process.env['PATH'] = before));
    process.env['PATH'] = [path.join(root, 'node_modules/.bin'), path.join(root, 'tools'), 'tools', before].join(
      path.delimiter,
    );
    expect(await git(root, 'ls-files', '-z')).toBe('a.js\0');
    expect(sprung()).toEqual([]);
  });
});

describe('git', () => {
  it('says what has changed', async () => {
    const { root } = repository();
    writeFileSync(path.join(root, 'a.js'), '2;\n');
    expect(await git(root, 'status', '--porcelain=v1', '-z')).toBe(' M a.js\0');
  });

  it('takes paths as they are', async () => {
    const { root } = repository();
    expect(await git(root, 'ls-files', '-z', '--', '*.js')).toBe('');
    expect(await git(root, 'ls-files', '-z', '--', 'a.js')).toBe('a.js\0');
  });

  it('writes nothing into the repository', async () => {
    const { root } = repository();
    const index = path.join(root, '.git/index');
    utimesSync(index, 1, 1);
    await git(root, 'status', '--porcelain=v1');
    expect(statSync(index).mtimeMs).toBe(1000);
    expect(existsSync(path.join(root, '.git/index.lock'))).toBe(false);
  });

  it('asks about the folder it is given, also when a hook of another repository runs it', async () => {
    const { root } = repository();
    const other = repository();
    onTestFinished(() => void delete process.env['GIT_DIR']);
    process.env['GIT_DIR'] = path.join(other.root, '.git');
    expect((await git(root, 'rev-parse', '--show-toplevel')).trim()).toBe(root);
    expect((await git(root, 'rev-parse', '--git-path', 'x')).trim()).toBe('.git/x');
  });

  it.runIf(process.platform !== 'win32').each<[string, GitCommand, readonly string[]]>([
    ['.gitattributes', 'status', []],
    ['.gitmodules', 'status', []],
    ['.git/index', 'ls-files', []],
    ['.git/info/attributes', 'check-attr', ['text', '--', 'a.js']],
    ['src/.gitattributes', 'check-attr', ['text', '--', 'src/lib/b.js']],
    ['src/lib/.gitignore', 'ls-files', ['--others', '--exclude-standard', '--', 'src/lib/b.js']],
  ])('does not wait for a pipe called %s', async (name, command, args) => {
    const { root } = repository();
    mkdirSync(path.join(root, 'src/lib'), { recursive: true });
    rmSync(path.join(root, name), { force: true });
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    execFileSync('mkfifo', [path.join(root, name)]);
    await expect(git(root, command, ...args)).rejects.toThrow(
      new Blocked(`${name} is a named pipe, for which git would wait forever`),
    );
  });

  it('fails where there is no repository', async () => {
    await expect(git(folderWith({}), 'status')).rejects.toThrow('not a git repository');
  });
});
