/** Programs in a process of their own, with the companion and without. */
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, vi } from 'vitest';
import { installCompanion } from './support.js';

export const REGISTER = 'eslint-plugin-http-leak/verify/register';
const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly child: ChildProcess;
  out: string;
  err: string;
  readonly ended: Promise<Ended>;
  /** Resolves when the program has written this to standard output. */
  says(text: string): Promise<void>;
}

export interface Program {
  readonly text: string;
  /** Arguments of Node before the program. */
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly type?: 'mjs' | 'cjs';
  readonly stdio?: SpawnOptions['stdio'];
}

/** A folder that has the companion installed, and undici. It is there while the tests run of the file, or of the `describe`, that makes it. */
export class Workplace {
  #folder = '';
  #programs = 0;

  constructor() {
    beforeAll(() => {
      this.#folder = mkdtempSync(path.join(tmpdir(), 'http-leak-children-'));
      installCompanion(this.#folder);
      symlinkSync(path.join(root, 'node_modules', 'undici'), path.join(this.#folder, 'node_modules', 'undici'));
    });
    afterAll(() => rmSync(this.#folder, { recursive: true, force: true }));
  }

  get folder(): string {
    return this.#folder;
  }

  /** Writes a program and runs it. */
  start({ text, flags = [], env = {}, type = 'mjs', stdio = 'pipe' }: Program): Running {
    this.#programs += 1;
    const file = path.join(this.folder, `program-${this.#programs}.${type}`);
    writeFileSync(file, text);
    return this.run([...flags, file], env, stdio);
  }

  /** Runs Node with these arguments in the folder. */
  run(
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
    stdio: SpawnOptions['stdio'] = 'pipe',
  ): Running {
    const child = spawn(process.execPath, args, {
      cwd: this.folder,
      env: { PATH: process.env['PATH'], TMPDIR: tmpdir(), ...env },
      stdio,
    });
    const running: Running = {
      child,
      out: '',
      err: '',
      ended: once(child, 'close').then((end) => ({
        code: end[0] as number | null,
        signal: end[1] as NodeJS.Signals | null,
        out: running.out,
        err: running.err,
      })),
      says: (said) =>
        vi.waitFor(
          () => {
            if (!running.out.includes(said)) throw new Error(`not said: ${said}\n${running.out}\n${running.err}`);
          },
          { timeout: 20_000, interval: 5 },
        ),
    };
    child.stdout?.on('data', (data) => (running.out += String(data)));
    child.stderr?.on('data', (data) => (running.err += String(data)));
    return running;
  }
}
