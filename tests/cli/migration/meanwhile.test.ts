/** What others do to the files while a migration is running. */
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, httpLeak, LEAK_JS } from '../harness.js';
import { FIXED_JS, git, journalOf, migrateMeanwhile, repositoryWith, textOf } from './harness.js';

describe('between the plan and the writing', () => {
  const CHANGED = 'it has been changed during the run: run the command again';

  it.each<[string, string, (file: string) => void]>([
    ['is edited', CHANGED, (file) => appendFileSync(file, '// mine\n')],
    ['is emptied', CHANGED, (file) => writeFileSync(file, '')],
    [
      'is replaced',
      CHANGED,
      (file) => {
        writeFileSync(`${file}~`, 'mine();\n');
        renameSync(`${file}~`, file);
      },
    ],
    ['is removed', 'it has been removed during the run', (file) => rmSync(file)],
    ['becomes read-only', 'it is read-only', (file) => chmodSync(file, 0o444)],
    [
      'becomes a folder',
      'it is no longer a file',
      (file) => {
        rmSync(file);
        mkdirSync(file);
      },
    ],
    [
      'becomes a link',
      'it has been replaced by a link during the run',
      (file) => {
        renameSync(file, `${file}~`);
        symlinkSync(`${file}~`, file);
      },
    ],
    [
      'becomes a pipe',
      'it is no longer a file',
      (file) => {
        rmSync(file);
        execFileSync('mkfifo', [file]);
      },
    ],
  ])(
    'a file that %s is left as it is and named, the others are repaired, and the run is over',
    async (_name, reason, act) => {
      const cwd = repositoryWith({ 'a.js': LEAK_JS, 'b.js': LEAK_JS });
      const file = path.join(cwd, 'a.js');
      let expected = '';
      const { code, stderr, stdout } = await migrateMeanwhile(cwd, () => {
        act(file);
        expected = look(file);
      });
      expect({ code, stderr }).toEqual({ code: 2, stderr: `! a.js: not written: ${reason}\n` });
      expect(stdout).toContain('1 file written');
      expect({ is: look(file), other: textOf(cwd, 'b.js') }).toEqual({ is: expected, other: FIXED_JS });
      expect(readdirSync(cwd).filter((name) => name.includes('http-leak'))).toEqual([]);
      expect(existsSync(journalOf(cwd))).toBe(false);
    },
  );

  it('a folder that is replaced by a link to another one is not written through', async () => {
    const outside = folderWith({ 'a.js': LEAK_JS });
    const cwd = repositoryWith({ 'lib/a.js': LEAK_JS });
    const { code } = await migrateMeanwhile(cwd, () => {
      renameSync(path.join(cwd, 'lib'), path.join(cwd, 'old'));
      symlinkSync(outside, path.join(cwd, 'lib'));
    });
    expect({ code, outside: textOf(outside, 'a.js'), names: readdirSync(outside) }).toEqual({
      code: 2,
      outside: LEAK_JS,
      names: ['a.js'],
    });
  });

  it('a journal that another run has taken over is a reason to write nothing', async () => {
    const cwd = repositoryWith({ 'a.js': LEAK_JS });
    const { code, stderr } = await migrateMeanwhile(cwd, () =>
      appendFileSync(journalOf(cwd), `${JSON.stringify({ version: 2, token: 'f'.repeat(16), pid: 1, start: null })}\n`),
    );
    expect({ code, text: textOf(cwd, 'a.js') }).toEqual({ code: 2, text: LEAK_JS });
    expect(stderr).toContain('a.js: not written: another migration (process 1) is running');
    expect(existsSync(journalOf(cwd))).toBe(true);
  });
});

describe('git', () => {
  it('runs nothing that the repository names', async () => {
    const cwd = repositoryWith({ 'a.js': LEAK_JS, '.gitattributes': '*.js filter=evil\n' });
    const marks = folderWith({});
    const trap = (name: string): string => {
      const script = path.join(marks, `${name}.sh`);
      writeFileSync(script, `#!/bin/sh\n: > '${path.join(marks, name)}'\ncat\n`);
      chmodSync(script, 0o755);
      return script;
    };
    git(cwd, 'config', 'core.fsmonitor', trap('monitor'));
    git(cwd, 'config', 'filter.evil.clean', trap('clean'));
    git(cwd, 'config', 'filter.evil.process', trap('process'));
    git(cwd, 'config', 'filter.evil.required', 'true');
    writeFileSync(path.join(cwd, 'a.js'), LEAK_JS);
    expect((await httpLeak(cwd, ['migrate', '--write'])).code).toBe(0);
    expect(textOf(cwd, 'a.js')).toBe(FIXED_JS);
    expect(readdirSync(marks).filter((name) => !name.endsWith('.sh'))).toEqual([]);
  });

  it('that is missing is a reason to write nothing, unless that is allowed', async () => {
    const cwd = repositoryWith({ 'a.js': LEAK_JS });
    const { PATH } = process.env;
    process.env['PATH'] = '/nowhere';
    try {
      const { code, stderr } = await httpLeak(cwd, ['migrate', '--write']);
      expect({ code, text: textOf(cwd, 'a.js') }).toEqual({ code: 2, text: LEAK_JS });
      expect(stderr).toContain('git cannot say whether . has changes that are not committed');
      expect((await httpLeak(cwd, ['migrate', '--write', '--allow-dirty'])).code).toBe(0);
    } finally {
      process.env['PATH'] = PATH;
    }
    expect(textOf(cwd, 'a.js')).toBe(FIXED_JS);
  });
});

function look(file: string): string {
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (!stats?.isFile()) return stats ? `of mode ${stats.mode}` : 'gone';
  return `${stats.mode} ${textOf(path.dirname(file), path.basename(file))}`;
}
