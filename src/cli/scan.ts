/** Runs the rules over files and collects their findings. */
import type { Linter } from 'eslint';
import type { RuleName } from '../findings/finding.js';
import { planFixes } from '../fixes/plan.js';
import { createCollector, type Collector } from './collector.js';
import { inComponent, numbered } from './components/leaks.js';
import type { Discovery } from './discover.js';
import { readText, whyUnreadable } from './files.js';
import type { Progress } from './progress.js';
import { Reader, type Readable, type ReaderOptions } from './reader.js';
import type { Sieve } from './old-code/sieve.js';
import type { GivenUp, Leak, Problem, ScanResult } from './result.js';
import type { Blanket } from './old-code/disabled.js';

export interface ScanOptions extends ReaderOptions {
  readonly strict: boolean;
  /** The rules to run; by default those of `recommended` or `strict`. */
  readonly rules?: readonly RuleName[] | undefined;
  /** What is known and not reported; by default nothing. */
  readonly sieve?: Sieve;
  /** Whether to plan the repairs too, which takes longer. */
  readonly repairs?: boolean;
}

/** Scans the files of `discovery`. An error with one file becomes a problem of the result, and the other files are scanned. */
export async function scanFiles(discovery: Discovery, options: ScanOptions, progress: Progress): Promise<ScanResult> {
  const started = performance.now();
  const collector = createCollector(options);
  const reader = new Reader(discovery.files, options, collector);
  const tally = new Tally();
  for (const batch of reader.batches()) {
    for (const readable of batch) {
      await scanFile(readable, reader, collector, tally, options);
      progress.advance(tally.leaks.length);
    }
    reader.finishBatch();
  }
  return {
    leaks: tally.leaks.sort((a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column),
    problems: [...discovery.problems, ...reader.problems, ...(options.sieve?.problems ?? []), ...tally.problems],
    hidden: { ...(options.sieve?.hidden ?? NOTHING_HIDDEN), disabled: tally.disabled },
    stale: options.sieve?.stale ?? { suppressions: 0, baseline: 0 },
    blankets: tally.blankets,
    givenUp: tally.givenUp,
    skipped: discovery.skipped,
    files: tally.files,
    typed: tally.typed,
    outsideProjects: reader.typescript ? tally.outside : 0,
    functions: tally.functions,
    milliseconds: performance.now() - started,
  };
}

const NOTHING_HIDDEN = { suppressed: 0, baselined: 0, unchanged: 0 };

class Tally {
  readonly leaks: Leak[] = [];
  readonly givenUp: GivenUp[] = [];
  readonly problems: Problem[] = [];
  readonly blankets: Blanket[] = [];
  disabled = 0;
  files = 0;
  typed = 0;
  outside = 0;
  functions = 0;
}

async function scanFile(
  readable: Readable,
  reader: Reader,
  collector: Collector,
  tally: Tally,
  options: ScanOptions,
): Promise<void> {
  const { file } = readable;
  let text: string;
  try {
    text = await readText(file);
  } catch (error) {
    tally.problems.push({ kind: 'unreadable', file, message: whyUnreadable(error, file, options.cwd) });
    return;
  }
  const parts = reader.partsOf(file, text);
  const leaks: Leak[] = [];
  let isRead = parts?.length === 0;
  for (const part of parts ?? [null]) {
    const reading = await reader.read(readable, part?.text ?? text, part?.language);
    if ('problem' in reading) {
      if (reading.problem) tally.problems.push(reading.problem);
      continue;
    }
    isRead = true;
    if (reading.typed) tally.typed++;
    count(file, reading.messages, collector, tally);
    const found = collector.leaks(file, reading.messages);
    // The analysis of a part is gone after the next one.
    const repaired = part && options.repairs ? withRepairs(found, collector, options) : found;
    leaks.push(...(part ? repaired.map((leak) => inComponent(leak, part, text)) : repaired));
  }
  if (!isRead) return;
  tally.files++;
  if (!readable.isInProject && !parts) tally.outside++;
  const all = parts ? numbered(leaks) : leaks;
  const reported = (await options.sieve?.pass(file, all, new Set(Object.keys(collector.rules)))) ?? all;
  tally.leaks.push(...(options.repairs && !parts ? withRepairs(reported, collector, options) : reported));
}

/** Adds to the numbers what was found besides leaks to report. */
function count(file: string, messages: readonly Linter.LintMessage[], collector: Collector, tally: Tally): void {
  const analysis = collector.analysis();
  tally.functions += analysis?.functions ?? 0;
  for (const { line, reason: why } of analysis?.givenUp ?? []) tally.givenUp.push({ file, line, reason: why });
  const disabled = collector.disabled(file, messages);
  tally.disabled += disabled.leaks;
  tally.blankets.push(...disabled.blankets);
}

function withRepairs(leaks: readonly Leak[], collector: Collector, { strict, types }: ScanOptions): Leak[] {
  const seen = collector.source();
  if (!seen || leaks.length === 0) return [...leaks];
  const asked = leaks.map(({ finding }) => finding);
  const plans = planFixes(seen.source, seen.analysis.findings, asked, { strict, types, settings: seen.settings });
  return leaks.map((leak, index) => {
    const { verdict, reason, title, edits } = plans[index]!;
    return { ...leak, repair: { verdict, reason, title, edits } };
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
