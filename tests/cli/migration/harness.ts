/** Migrates in temporary folders, with real repositories. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { run } from '../../../src/cli/run.js';
import { built } from '../../support/built.js';
import { folderWith, httpLeak, LEAK, LEAK_JS, type Outcome } from '../harness.js';

const release = (leak: string): string =>
  leak.replace('    throw', '    await response.body?.cancel().catch(() => {});\n    throw');
export const FIXED = release(LEAK);
export const FIXED_JS = release(LEAK_JS);

interface Site {
  rule: string;
  line: number;
  column: number;
  check?: string;
  reason?: string;
}

export interface Report {
  files: {
    file: string;
    changes: boolean;
    written: boolean;
    new?: true;
    leftAlone?: string;
    fixed: Site[];
    left: Site[];
    diff?: string;
  }[];
  helper?: { name: string; files: number };
  problems: { kind: string; file?: string; line?: number; message: string }[];
  remaining?: (Site & { file: string })[];
  summary: Record<string, number>;
}

const COMMIT =
  'git add -A && git -c user.name=Test -c user.email=test@example.org -c core.autocrlf=false -c maintenance.auto=false commit -qm state';
/** One process for several commands: to start one from the process of the tests takes longer than most of git. */
const shell = (cwd: string, script: string): void => void execFileSync('sh', ['-c', script], { cwd });

/** A folder with these files, all committed. */
export function repositoryWith(files: Readonly<Record<string, string>>): string {
  const cwd = folderWith(files);
  shell(cwd, `git init -q && ${COMMIT}`);
  return cwd;
}

export const commit = (cwd: string): void => shell(cwd, COMMIT);

export const git = (cwd: string, ...args: string[]): string =>
  execFileSync('git', ['-C', cwd, ...args], { encoding: 'utf8' });
export const status = (cwd: string): string => git(cwd, 'status', '--porcelain');
export const textOf = (cwd: string, file: string): string => readFileSync(path.join(cwd, file), 'utf8');
export const journalOf = (cwd: string): string =>
  path.resolve(cwd, git(cwd, 'rev-parse', '--git-path', 'http-leak-migrate.json').trim());

/** Migrates with `--json` and parses the report. */
export async function migrate(cwd: string, ...argv: string[]): Promise<Report & { code: number }> {
  const { code, stdout, stderr } = await httpLeak(cwd, ['migrate', ...argv, '--json']);
  if (stdout === '') throw new Error(stderr);
  return { code, ...(JSON.parse(stdout) as Report) };
}

/** Migrates, and acts between the plan and the first write. */
export async function migrateMeanwhile(cwd: string, act: () => void, ...argv: string[]): Promise<Outcome> {
  let [stdout, stderr, isPlanned] = ['', '', false];
  const streamTo = (take: (text: string) => void): NodeJS.WriteStream =>
    ({ isTTY: false, columns: 100, write: (text: string) => (take(text), true) }) as unknown as NodeJS.WriteStream;
  const code = await run(['migrate', '--write', ...argv], {
    cwd,
    env: {},
    stdout: streamTo((text) => {
      stdout += text;
      if (!isPlanned) act();
      isPlanned = true;
    }),
    stderr: streamTo((text) => (stderr += text)),
  });
  return { code, stdout, stderr };
}

/** Migrates, without types, in a process of its own, which runs `hook`, a module, first. The process ends with the test. */
export function migrateWith(hook: string, cwd: string, ...argv: string[]): ChildProcess {
  const child = spawn(
    process.execPath,
    [
      '--import',
      `data:text/javascript,${encodeURIComponent(hook)}`,
      path.join(built(), 'dist/cli/main.js'),
      'migrate',
      '--write',
      '--untyped',
      ...argv,
    ],
    { cwd, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}
