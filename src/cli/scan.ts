/** Runs the rules over files and collects their findings. */
import { createCollector, type Collector } from './collector.js';
import type { Discovery } from './discover.js';
import { readText, whyUnreadable } from './files.js';
import type { Progress } from './progress.js';
import { Reader, type Readable, type ReaderOptions } from './reader.js';
import type { GivenUp, Leak, Problem, ScanResult } from './result.js';

export interface ScanOptions extends ReaderOptions {
  readonly strict: boolean;
}

/** Scans the files of `discovery`. An error with one file becomes a problem of the result, and the other files are scanned. */
export async function scanFiles(discovery: Discovery, options: ScanOptions, progress: Progress): Promise<ScanResult> {
  const started = performance.now();
  const collector = createCollector(options);
  const reader = new Reader(discovery.files, options, collector);
  const tally = new Tally();
  for (const batch of reader.batches()) {
    for (const readable of batch) {
      await scanFile(readable, reader, collector, tally, options.cwd);
      progress.advance(tally.leaks.length);
    }
    reader.finishBatch();
  }
  return {
    leaks: tally.leaks.sort((a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column),
    problems: [...discovery.problems, ...reader.problems, ...tally.problems],
    givenUp: tally.givenUp,
    skipped: discovery.skipped,
    files: tally.files,
    typed: tally.typed,
    outsideProjects: reader.typescript ? tally.outside : 0,
    functions: tally.functions,
    milliseconds: performance.now() - started,
  };
}

class Tally {
  readonly leaks: Leak[] = [];
  readonly givenUp: GivenUp[] = [];
  readonly problems: Problem[] = [];
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
  cwd: string,
): Promise<void> {
  const { file } = readable;
  let text: string;
  try {
    text = await readText(file);
  } catch (error) {
    tally.problems.push({ kind: 'unreadable', file, message: whyUnreadable(error, file, cwd) });
    return;
  }
  const reading = await reader.read(readable, text);
  if ('problem' in reading) {
    if (reading.problem) tally.problems.push(reading.problem);
    return;
  }
  tally.files++;
  if (reading.typed) tally.typed++;
  if (!readable.isInProject) tally.outside++;
  const analysis = collector.analysis();
  tally.functions += analysis?.functions ?? 0;
  for (const { line, reason: why } of analysis?.givenUp ?? []) tally.givenUp.push({ file, line, reason: why });
  tally.leaks.push(...collector.leaks(file, reading.messages));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
