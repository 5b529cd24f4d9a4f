/** The program from arguments to exit code; the environment is passed in. */
import { version } from '../packages/own.js';
import { parseArguments } from './args.js';
import { reason } from './files.js';
import type { Environment } from './environment.js';
import { print, visible, visibleLines } from './visible.js';

/**
 * Runs `http-leak` with the arguments after the script's name.
 * Returns the exit code: 0 clean, 1 leaks or findings left to repair, 2 it could not run on everything. Never throws.
 */
export async function run(argv: readonly string[], surroundings: Environment): Promise<0 | 1 | 2> {
  const { stdout, stderr } = surroundings;
  try {
    const parsed = parseArguments(argv, version, {
      out: (text) => print(stdout, text),
      err: (text) => print(stderr, visibleLines(text)),
    });
    if (typeof parsed === 'number') return parsed === 0 ? 0 : 2;
    // Each command loads only what it needs: help should appear at once.
    switch (parsed.command) {
      case 'init':
        return await (await import('./init/init-command.js')).runInit(parsed, surroundings);
      case 'scan':
        return await (await import('./scan-command.js')).runScan(parsed, surroundings);
      case 'explain':
        return await (await import('./explain.js')).runExplain(parsed, surroundings);
      case 'migrate':
        return await (await import('./migrate.js')).runMigrate(parsed, surroundings);
    }
  } catch (error) {
    print(stderr, `http-leak: ${visible(reason(error))}\n`);
    return 2;
  }
}
