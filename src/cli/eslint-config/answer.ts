/** A separate process: executes ESLint configurations and returns their settings for files. */
import { ESLint } from 'eslint';
import { parseSettings } from '../../protocols/settings.js';
import { reason } from '../files.js';

export interface Question {
  readonly cwd: string;
  /** The configuration for all files; null for the nearest of each. */
  readonly config: string | null;
  /** Not empty. */
  readonly files: readonly string[];
}

/** One for each file in their order, up to the first problem. */
export type Answer = { readonly settings: unknown } | { readonly problem: string };

process.once('message', ({ cwd, config, files }: Question) => {
  void answerAll(new ESLint({ cwd, ...(config === null ? {} : { overrideConfigFile: config }) }), files);
});

async function answerAll(eslint: ESLint, files: readonly string[]): Promise<void> {
  try {
    for (const file of files) {
      const { settings } = ((await eslint.calculateConfigForFile(file)) ?? {}) as {
        settings?: Readonly<Record<string, unknown>>;
      };
      parseSettings(settings?.['http-leak']);
      answer({ settings: settings?.['http-leak'] ?? null });
    }
  } catch (error) {
    answer({ problem: reason(error).split('\n', 1)[0]! });
  }
}

function answer(words: Answer): void {
  process.send?.(words);
}
