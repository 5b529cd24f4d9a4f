/** Runs the rules over files and gathers what they say. */
import type { Linter } from 'eslint';
import { readFile } from 'node:fs/promises';
import { getHeapStatistics } from 'node:v8';
import { readProjectConfig } from '../types/project-config.js';
import { createCollector, type Collector } from './collector.js';
import { reason, type Discovery } from './discover.js';
import { createReadings, isTypeScript, loadTypeScriptParser, type Reading } from './parsers.js';
import type { Progress } from './progress.js';
import { groupByProject } from './projects.js';
import type { GivenUp, Leak, Problem, ScanResult } from './result.js';

export interface ScanOptions {
  readonly cwd: string;
  readonly strict: boolean;
  readonly types: boolean;
}

/** Share of the heap above which the programs of finished projects are dropped. */
const HEAP_SHARE = 0.5;

/** Scans the files of `discovery`. Whatever goes wrong with one file becomes a problem of the result and the rest is scanned. */
export async function scanFiles(discovery: Discovery, options: ScanOptions, progress: Progress): Promise<ScanResult> {
  const started = performance.now();
  const collector = createCollector(options);
  const typescript = loadTypeScriptParser(options.cwd);
  const readings = createReadings(typescript, options.cwd, collector);
  const tally = new Tally(discovery.problems);
  if (!typescript) reportMissingParser(discovery.files, tally);

  const scanAll = async (files: readonly string[], isInProject: (file: string) => boolean): Promise<void> => {
    for (const file of files) {
      await scanFile(file, readings.of(file, isInProject(file)), collector, tally);
      progress.advance(tally.leaks.length);
    }
  };
  if (typescript && options.types) {
    const { batches, problems } = groupByProject(discovery.files, (config) => readProjectConfig(config, typescript.from));
    tally.problems.push(...problems);
    for (const { included, others } of batches) {
      await scanAll(included, () => true);
      // Asking the project service for a file that no project has is slow, so the programs at hand are asked instead.
      await scanAll(others, (file) => collector.programs().some((program) => program.getSourceFile(file) !== undefined));
      collector.forgetPrograms();
      if (isHeapFull()) typescript.module.clearCaches();
    }
  } else {
    await scanAll(discovery.files, () => false);
  }
  return {
    leaks: tally.leaks.sort((a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column),
    problems: tally.problems,
    givenUp: tally.givenUp,
    skipped: discovery.skipped,
    files: tally.files,
    typed: tally.typed,
    outsideProjects: typescript && options.types ? tally.files - tally.typed : 0,
    functions: tally.functions,
    milliseconds: performance.now() - started,
  };
}

class Tally {
  readonly leaks: Leak[] = [];
  readonly givenUp: GivenUp[] = [];
  readonly problems: Problem[];
  files = 0;
  typed = 0;
  functions = 0;

  constructor(problems: readonly Problem[]) {
    this.problems = [...problems];
  }
}

async function scanFile(file: string, readings: readonly Reading[], collector: Collector, tally: Tally): Promise<void> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    tally.problems.push({ kind: 'unreadable', file, message: reason(error) });
    return;
  }
  let syntaxError: Linter.LintMessage | undefined;
  for (const reading of readings) {
    collector.reset();
    try {
      const messages = await lint(reading, file, text);
      const fatal = messages.find((message) => message.fatal);
      if (!fatal) {
        record(file, reading, messages, collector, tally);
        return;
      }
      if (!reading.typed) syntaxError ??= fatal;
    } catch (error) {
      tally.problems.push({ kind: 'internal', file, message: firstLine(reason(error)) });
      return;
    }
  }
  if (syntaxError) {
    tally.problems.push({
      kind: 'parse',
      file,
      line: syntaxError.line,
      column: syntaxError.column,
      message: firstLine(syntaxError.message.replace(/^Parsing error: /, '')),
    });
  }
}

async function lint(reading: Reading, file: string, text: string): Promise<readonly Linter.LintMessage[]> {
  const [result] = await reading.eslint.lintText(text, { filePath: file });
  return result?.messages ?? [];
}

function record(file: string, reading: Reading, messages: readonly Linter.LintMessage[], collector: Collector, tally: Tally): void {
  tally.files++;
  if (reading.typed) tally.typed++;
  const analysis = collector.analysis();
  tally.functions += analysis?.functions ?? 0;
  for (const { line, reason: why } of analysis?.givenUp ?? []) tally.givenUp.push({ file, line, reason: why });
  tally.leaks.push(...collector.leaks(file, messages));
}

function reportMissingParser(files: readonly string[], tally: Tally): void {
  const unread = files.filter(isTypeScript).length;
  if (unread === 0) return;
  tally.problems.push({
    kind: 'types',
    message: `${unread} TypeScript ${unread === 1 ? 'file was' : 'files were'} not read: install typescript and @typescript-eslint/parser`,
  });
}

function isHeapFull(): boolean {
  return process.memoryUsage().heapUsed > HEAP_SHARE * getHeapStatistics().heap_size_limit;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
