/** Runs the command as users do, in a process of its own. */
import { spawnSync, type StdioOptions } from 'node:child_process';
import { chmodSync, closeSync, openSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { transpile } from '../support/transpiled.js';
import { folderWith } from './harness.js';

export interface Ended {
  /** Null where it had to be killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Circumstances {
  /** A module that is loaded first. */
  readonly before?: string;
  /** As a user for whom permissions count: not as root. */
  readonly unprivileged?: boolean;
  /** A file that everything is written to instead. */
  readonly stdout?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface Command {
  (cwd: string, argv: readonly string[], circumstances?: Circumstances): Ended;
  /** The folder of the compiled modules, known when tests run. */
  readonly built: () => string;
}

/** Far above what any test needs, and so what has not ended by then hangs. */
const HANGS = 45_000;
const NOBODY = 65534;

/** To be called in a test file, or in a `describe`: the command is built before the tests. */
export function builtCommand(): Command {
  let built = '';
  beforeAll(() => {
    built = transpile();
    chmodSync(built, 0o755);
  });
  afterAll(() => rmSync(built, { recursive: true, force: true }));

  const command = (
    cwd: string,
    argv: readonly string[],
    { before, unprivileged = false, stdout, env = {} }: Circumstances = {},
  ): Ended => {
    const preload: string[] = [];
    if (before !== undefined) {
      const file = path.join(folderWith({}), 'before.mjs');
      writeFileSync(file, before);
      preload.push('--import', file);
    }
    const target = stdout === undefined ? undefined : openSync(stdout, 'w');
    const stdio: StdioOptions = ['ignore', target ?? 'pipe', 'pipe'];
    const user = unprivileged && process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
    const {
      status,
      stdout: printed,
      stderr,
    } = spawnSync(process.execPath, [...preload, path.join(built, 'dist/cli/main.js'), ...argv], {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, HTTP_LEAK_THROW: undefined, FORCE_COLOR: undefined, ...env },
      killSignal: 'SIGKILL',
      timeout: HANGS,
      stdio,
      ...user,
    });
    if (target !== undefined) closeSync(target);
    return { code: status, stdout: printed ?? '', stderr };
  };
  return Object.assign(command, { built: () => built });
}
