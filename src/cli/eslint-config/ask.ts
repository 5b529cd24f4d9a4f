/**
 * The settings that ESLint configurations have for files. A configuration is code, and is executed in a separate process: if it
 * ends that process, never finishes, or prints something, the command continues and can report it.
 */
import { ESLint } from 'eslint';
import { fork } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readRegularFile, reason, whyUnreadable } from '../files.js';
import type { Answer, Question } from './answer.js';

const PATIENCE = 60_000;

/** Called for a configuration that cannot be used. */
export type Told = (config: string, message: string) => void;

export interface Asked {
  readonly files: readonly string[];
  /** The configuration for all files; undefined for the nearest of each. */
  readonly config: string | undefined;
  readonly cwd: string;
  /** Timeout in milliseconds without an answer for a configuration. */
  readonly patience?: number;
}

/** The settings of those files for which a configuration has some. Never rejects. */
export async function configuredSettings(asked: Asked, tell: Told): Promise<ReadonlyMap<string, unknown>> {
  const settings = new Map<string, unknown>();
  for (const [config, files] of await byConfiguration(asked, tell)) {
    try {
      const question = { cwd: asked.cwd, config: asked.config ?? null, files };
      for (const [index, answer] of (await ask(question, asked.patience ?? PATIENCE)).entries())
        if (answer !== null) settings.set(files[index]!, answer);
    } catch (error) {
      tell(config, `the settings in this file are ignored: ${reason(error)}`);
    }
  }
  return settings;
}

/** The configurations that may have settings of this plugin, with their files. */
async function byConfiguration({ files, config, cwd }: Asked, tell: Told): Promise<Map<string, string[]>> {
  const eslint = new ESLint({ cwd });
  const groups = new Map<string, string[]>();
  for (const file of files) {
    const found = config ?? (await eslint.findConfigFile(file));
    if (found === undefined) continue;
    const group = groups.get(found);
    if (group) group.push(file);
    else groups.set(found, [file]);
  }
  for (const found of groups.keys()) {
    try {
      const text = (await readRegularFile(found)).toString();
      if (config === undefined && !text.includes('http-leak')) groups.delete(found);
    } catch (error) {
      groups.delete(found);
      const isMissing = config !== undefined && (error as NodeJS.ErrnoException).code === 'ENOENT';
      tell(found, isMissing ? 'no such file' : whyUnreadable(error, found, cwd));
    }
  }
  return groups;
}

/**
 * The settings of each file, null for none.
 * @throws if the configuration cannot be loaded, its settings are wrong, or it does not finish
 */
function ask(question: Question, patience: number): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    // Its output must not get into a report, and it has no input.
    const child = fork(fileURLToPath(new URL('answer.js', import.meta.url)), {
      cwd: path.resolve(question.cwd),
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const settings: unknown[] = [];
    const giveUp = (message: string): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(new Error(message));
    };
    const startTimer = (): NodeJS.Timeout =>
      setTimeout(() => giveUp(`it did not finish within ${patience / 1000} s`), patience);
    let timer = startTimer();
    child.on('error', (error) => giveUp(error.message));
    child.on('exit', (code, signal) =>
      giveUp(`it ended the process that loaded it (${signal === null ? `exit code ${code}` : signal})`),
    );
    child.on('message', (answer: Answer) => {
      clearTimeout(timer);
      timer = startTimer();
      if ('problem' in answer) giveUp(answer.problem);
      else if (settings.push(answer.settings) === question.files.length) {
        clearTimeout(timer);
        child.kill('SIGKILL');
        resolve(settings);
      }
    });
    child.send(question);
  });
}
