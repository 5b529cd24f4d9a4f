/** The program from arguments to exit code; the environment is passed in. */
import { createRequire } from 'node:module';
import { parseArguments, type ExplainArguments } from './args.js';
import { explainFile } from './explain.js';
import { reason } from './files.js';
import { runMigrate } from './migrate.js';
import { describeProblem } from './reporters/pretty.js';
import { runScan } from './scan-command.js';
import type { Environment } from './environment.js';
import { print, visible, visibleLines } from './visible.js';

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

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
    switch (parsed.command) {
      case 'scan':
        return await runScan(parsed, surroundings);
      case 'explain':
        return await runExplain(parsed, surroundings);
      case 'migrate':
        return await runMigrate(parsed, surroundings);
    }
  } catch (error) {
    print(stderr, `http-leak: ${visible(reason(error))}\n`);
    return 2;
  }
}

async function runExplain(args: ExplainArguments, { cwd, stdout, stderr }: Environment): Promise<0 | 2> {
  const { lines, problems, isReliable } = await explainFile(args, cwd);
  for (const problem of problems) print(stderr, `http-leak: ${describeProblem(problem, cwd)}\n`);
  if (lines) print(stdout, `${visibleLines(lines.join('\n'))}\n`);
  return isReliable ? 0 : 2;
}
