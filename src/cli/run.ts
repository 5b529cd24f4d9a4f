/** The program from arguments to exit code; the environment is passed in. */
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import picocolors from 'picocolors';
import plugin from '../index.js';
import { parseArguments, type ExplainArguments, type ScanArguments } from './args.js';
import { PREFIX } from './collector.js';
import { discoverFiles } from './discover.js';
import { explainFile } from './explain.js';
import { reason } from './files.js';
import { runMigrate } from './migrate.js';
import { createProgress } from './progress.js';
import { formatGithub } from './reporters/github.js';
import { formatJson } from './reporters/json.js';
import { describeProblem, formatPretty, formatProblem, formatSummary, shownPath } from './reporters/pretty.js';
import { formatSarif, type RuleDescription } from './reporters/sarif.js';
import { isIncomplete, isMisconfigured, type ScanResult } from './result.js';
import { scanFiles } from './scan.js';
import { usesColor, type Environment } from './environment.js';
import { print, visible, visibleLines } from './visible.js';

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };
const DEFAULT_WIDTH = 120;

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

async function runScan(args: ScanArguments, { cwd, env, stdout, stderr }: Environment): Promise<0 | 1 | 2> {
  const discovery = await discoverFiles(args.paths, { cwd, gitignore: args.gitignore, command: 'scan' });
  const errorColors = picocolors.createColors(usesColor(args.color !== false, env, stderr));
  if (discovery.files.length === 0) {
    for (const problem of discovery.problems)
      print(stderr, `${formatProblem(problem, { cwd, colors: errorColors })}\n`);
    print(stderr, 'http-leak: no files to scan\n');
    return 2;
  }

  const progress = createProgress(discovery.files.length, stderr, env);
  let result: ScanResult;
  try {
    result = await scanFiles(
      discovery,
      { cwd, strict: args.strict, types: args.types, settings: args.settings },
      progress,
    );
  } finally {
    progress.stop();
  }

  const toFile = args.output !== undefined;
  const report = format(
    result,
    args,
    cwd,
    toFile ? picocolors.createColors(false) : picocolors.createColors(usesColor(args.color !== false, env, stdout)),
    stdout,
  );
  if (args.output === undefined) {
    if (args.format === 'pretty') print(stdout, report);
    else stdout.write(report);
  } else {
    const target = path.resolve(cwd, args.output);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, report);
    print(stderr, `${formatSummary(result, errorColors)}\nwritten to ${shownPath(target, cwd)}\n`);
  }
  if (args.format !== 'pretty' || toFile) {
    for (const problem of result.problems) print(stderr, `${formatProblem(problem, { cwd, colors: errorColors })}\n`);
  }
  if (isMisconfigured(result)) return 2;
  if (result.leaks.length > 0) return 1;
  return isIncomplete(result) ? 2 : 0;
}

function format(
  result: ScanResult,
  args: ScanArguments,
  cwd: string,
  colors: ReturnType<typeof picocolors.createColors>,
  stdout: NodeJS.WriteStream,
): string {
  switch (args.format) {
    case 'pretty':
      return formatPretty(result, { cwd, colors, width: stdout.columns ?? DEFAULT_WIDTH });
    case 'json':
      return formatJson(result, cwd);
    case 'sarif':
      return formatSarif(result, { cwd, version, rules: ruleDescriptions(), complete: !isIncomplete(result) });
    case 'github':
      return formatGithub(result, cwd);
  }
}

function ruleDescriptions(): RuleDescription[] {
  return Object.entries(plugin.rules).map(([name, rule]) => ({
    id: `${PREFIX}/${name}`,
    description: rule.meta?.docs?.description ?? name,
    ...(rule.meta?.docs?.url === undefined ? {} : { url: rule.meta.docs.url }),
  }));
}
