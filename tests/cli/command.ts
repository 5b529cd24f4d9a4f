/**
 * Runs the built command outside of this process: whatever blocks it, ends it or changes what Node.js has built in, the tests go on.
 *
 * Loading the command takes longer than most of its runs, so one process serves run after run. A test that is about the process
 * itself (its streams, its environment, what is loaded before) gets one of its own, started as users start it.
 */
import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { built } from '../support/built.js';
import { folderWith } from './harness.js';

export interface Ended {
  /** Null where it had to be killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What makes a process of its own necessary. */
export interface Circumstances {
  /** A module that is loaded first. */
  readonly before?: string;
  /** A file that everything is written to instead. */
  readonly stdout?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Far above what any test needs, and so what has not ended by then hangs. */
const HANGS = 45_000;
const NOBODY = 65534;
const SERVER = fileURLToPath(new URL('server.mjs', import.meta.url));

const environment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  HTTP_LEAK_THROW: undefined,
  FORCE_COLOR: undefined,
});

/** Runs the command in a process of its own. */
export function runAlone(cwd: string, argv: readonly string[], { before, stdout, env }: Circumstances = {}): Ended {
  const preload: string[] = [];
  if (before !== undefined) {
    const file = path.join(folderWith({}), 'before.mjs');
    writeFileSync(file, before);
    preload.push('--import', file);
  }
  const target = stdout === undefined ? undefined : openSync(stdout, 'w');
  const main = path.join(built(), 'dist/cli/main.js');
  const ended = spawnSync(process.execPath, [...preload, main, ...argv], {
    cwd,
    encoding: 'utf8',
    env: { ...environment(), ...env },
    killSignal: 'SIGKILL',
    timeout: HANGS,
    stdio: ['ignore', target ?? 'pipe', 'pipe'],
  });
  if (target !== undefined) closeSync(target);
  return { code: ended.status, stdout: ended.stdout ?? '', stderr: ended.stderr };
}

/** A process that runs the command whenever it is asked to. */
class Server {
  #child: ChildProcess | undefined;

  /** @param user what it runs as; the user of the tests if undefined */
  constructor(private readonly user: number | undefined) {}

  run(cwd: string, argv: readonly string[]): Promise<Ended> {
    const child = (this.#child ??= this.#start());
    return new Promise((resolve) => {
      const settle = (ended: Ended): void => {
        clearTimeout(timer);
        child.off('message', settle).off('exit', settleWithout);
        resolve(ended);
      };
      const settleWithout = (code: number | null): void => {
        this.#child = undefined;
        settle({ code, stdout: '', stderr: '' });
      };
      const timer = setTimeout(() => child.kill('SIGKILL'), HANGS);
      child.on('message', settle).on('exit', settleWithout);
      child.send({ cwd, argv });
    });
  }

  stop(): void {
    this.#child?.kill('SIGKILL');
  }

  #start(): ChildProcess {
    const user = this.user === undefined ? {} : { uid: this.user, gid: this.user };
    return fork(SERVER, [path.join(built(), 'dist/cli/run.js')], { env: environment(), ...user });
  }
}

/** Runs the command in a folder, with arguments. */
export type Run = (cwd: string, argv: readonly string[]) => Promise<Ended>;

export interface Command extends Run {
  /** Runs it as a user for whom permissions count: not as root. */
  readonly unprivileged: Run;
}

/** To be called in a test file, or in a `describe`, whose tests share the process. */
export function servedCommand(): Command {
  const server = new Server(undefined);
  const unprivileged = process.getuid?.() === 0 ? new Server(NOBODY) : server;
  afterAll(() => {
    server.stop();
    unprivileged.stop();
  });
  const through =
    (chosen: Server): Run =>
    (cwd, argv) =>
      chosen.run(cwd, argv);
  return Object.assign(through(server), { unprivileged: through(unprivileged) });
}
