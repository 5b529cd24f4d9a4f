/** `http-leak scan`: finds the files, runs the rules, and writes the report. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import picocolors from 'picocolors';
import type { ScanArguments } from './args.js';
import { discoverFiles } from './discover.js';
import { usesColor, type Environment } from './environment.js';
import type { Update } from './old-code/baseline.js';
import { Sieve } from './old-code/sieve.js';
import { shownPath } from './paths.js';
import { createProgress } from './progress.js';
import { refuseUnwritable } from './report-file.js';
import { formatReport, showsRepairs } from './reporters/index.js';
import { formatProblem, formatSummary } from './reporters/pretty.js';
import { isIncomplete, isMisconfigured, type ScanResult } from './result.js';
import { scanFiles } from './scan.js';
import { print } from './visible.js';

/** Returns the exit code: 0 clean, 1 more leaks than allowed, 2 the scan could not run on everything. Throws errors for the user. */
export async function runScan(args: ScanArguments, { cwd, env, stdout, stderr }: Environment): Promise<0 | 1 | 2> {
  const output = args.output === undefined ? undefined : path.resolve(cwd, args.output);
  if (output !== undefined) await refuseUnwritable(output, '--output', cwd);
  if (args.updateBaseline) await refuseUnwritable(path.resolve(cwd, args.baseline!), '--update-baseline', cwd);
  const errorColors = picocolors.createColors(usesColor(args.color !== false, env, stderr));
  const sieve = await Sieve.open({ ...args, cwd });
  const discovery = await discoverFiles(args.paths, { ...args, cwd });
  const progress = createProgress(discovery.files.length, stderr, env);
  if (discovery.files.length === 0) {
    for (const problem of discovery.problems)
      print(stderr, `${formatProblem(problem, { cwd, colors: errorColors })}\n`);
    const { ignored } = discovery.skipped;
    print(stderr, `http-leak: no files to scan${ignored > 0 ? `: --ignore leaves out all ${ignored}` : ''}\n`);
    return 2;
  }
  let result: ScanResult;
  try {
    result = await scanFiles(discovery, { ...args, cwd, sieve, repairs: showsRepairs(args.format) }, progress);
  } finally {
    progress.stop();
  }

  const colors = output === undefined && usesColor(args.color !== false, env, stdout);
  const report = formatReport(result, args, {
    cwd,
    colors: picocolors.createColors(colors),
    width: stdout.columns,
  });
  if (output !== undefined) {
    await writeFile(output, report);
    print(stderr, `${formatSummary(result, errorColors, cwd)}\nwritten to ${shownPath(output, cwd)}\n`);
  } else if (args.format === 'pretty') print(stdout, report);
  else stdout.write(report);
  if (args.format !== 'pretty' || output !== undefined)
    for (const problem of result.problems) print(stderr, `${formatProblem(problem, { cwd, colors: errorColors })}\n`);
  // With wrong settings, other findings would be written.
  if (isMisconfigured(result)) {
    if (args.updateBaseline) print(stderr, 'http-leak: the baseline was not written\n');
    return 2;
  }
  if (args.updateBaseline) print(stderr, `${describeUpdate(await sieve.updateBaseline(), cwd)}\n`);
  if (result.leaks.length > args.maxLeaks) return 1;
  return isIncomplete(result) ? 2 : 0;
}

function describeUpdate({ file, leaks, added, removed }: Update & { readonly file: string }, cwd: string): string {
  return `baseline written to ${shownPath(file, cwd)}: ${leaks} ${leaks === 1 ? 'leak' : 'leaks'}, ${added} added, ${removed} removed`;
}
