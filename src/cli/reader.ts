/** Reads files through the rules, project by project, with the best parser that fits each. */
import type { Linter } from 'eslint';
import path from 'node:path';
import { getHeapStatistics } from 'node:v8';
import { readProjectConfig } from '../types/project-config.js';
import type { Collector } from './collector.js';
import { reason } from './discover.js';
import { createReadings, isTypeScript, loadTypeScriptParser, typedOptions, type Readings, type TypeScriptParser } from './parsers.js';
import { groupByProject, type ProjectBatch } from './projects.js';
import type { Problem } from './result.js';
import { createSettingsReader, type SettingsReader } from './settings.js';

/** Share of the heap above which the programs of finished projects are dropped. */
const HEAP_SHARE = 0.5;

/** What the rules say about a text, or why they say nothing. */
export type ReadResult =
  | { readonly messages: readonly Linter.LintMessage[]; readonly typed: boolean }
  | {
      /** Null for TypeScript where there is no parser for it, which is said once for all files. */
      readonly problem: Problem | null;
    };

/** A file with the way to read it. */
export interface Readable {
  readonly file: string;
  /** It has a place in a program at hand, so that the parser is asked for types. */
  readonly isInProject: boolean;
}

export class Reader {
  /** All files; those of one project together. */
  readonly batches: readonly ProjectBatch[];
  /** What concerns no single file, as far as it is known by now. */
  readonly problems: Problem[];
  /** The parser that gives type information, where it is installed and types are wanted. */
  readonly typescript: TypeScriptParser | undefined;
  readonly #parser: TypeScriptParser | undefined;
  /** By the settings that apply, as text. */
  readonly #readings = new Map<string, Readings>();
  readonly #settings: SettingsReader;
  readonly #cwd: string;
  readonly #collector: Collector;

  constructor(files: readonly string[], { cwd, types }: { readonly cwd: string; readonly types: boolean }, collector: Collector) {
    this.#parser = loadTypeScriptParser(cwd);
    const typescript = (this.typescript = types ? this.#parser : undefined);
    this.#cwd = cwd;
    this.#settings = createSettingsReader(cwd, (message, file) => this.problems.push({ kind: 'config', file, message }));
    this.#collector = collector;
    const grouped = typescript ? groupByProject(files, (config) => readProjectConfig(config, typescript.from)) : { batches: [{ included: [], others: files, configs: new Map<string, string>() }], problems: [] };
    this.batches = grouped.batches;
    this.problems = [...(this.#parser ? [] : missingParser(files)), ...grouped.problems];
  }

  /** The files of `batch`, which are to be read in this order. */
  *filesOf({ included, others }: ProjectBatch): Generator<Readable> {
    for (const file of included) yield { file, isInProject: true };
    // Asking the project service for a file that no project has is slow, so the programs at hand are asked instead.
    for (const file of others) yield { file, isInProject: this.#collector.programs().some((program) => program.getSourceFile(file) !== undefined) };
  }

  /**
   * Tells the programs of a text that will be read soon. Each changed text makes a new program; when all are told first, one checker
   * serves them all.
   */
  announce({ file, isInProject }: Readable, text: string): void {
    if (!isInProject || !this.typescript) return;
    try {
      this.typescript.module.parseForESLint(text, typedOptions(path.parse(this.#cwd).root, file));
    } catch {
      // Reading it says what is wrong.
    }
  }

  /** Runs the rules over `text`, with which the collector can be asked about it. Never throws. */
  async read({ file, isInProject }: Readable, text: string): Promise<ReadResult> {
    let syntaxError: Linter.LintMessage | undefined;
    for (const { eslint, typed } of (await this.#readingsFor(file)).of(file, isInProject)) {
      this.#collector.reset();
      try {
        const [result] = await eslint.lintText(text, { filePath: file });
        const messages = result?.messages ?? [];
        // Configuration comments that ESLint refuses are fatal to it, and the file is read all the same.
        const fatal = messages.find((message) => message.fatal && message.message.startsWith('Parsing error'));
        if (!fatal) return { messages, typed };
        if (!typed) syntaxError ??= fatal;
      } catch (error) {
        return { problem: { kind: 'internal', file, message: firstLine(reason(error)) } };
      }
    }
    if (!syntaxError) return { problem: null };
    const { line, column, message } = syntaxError;
    return { problem: { kind: 'parse', file, line, column, message: firstLine(message.replace(/^Parsing error: /, '')) } };
  }

  async #readingsFor(file: string): Promise<Readings> {
    const settings = await this.#settings(file);
    const key = settings === undefined ? '' : JSON.stringify(settings);
    let readings = this.#readings.get(key);
    if (!readings) this.#readings.set(key, (readings = createReadings(this.#parser, this.#cwd, this.#collector, settings)));
    return readings;
  }

  /** To be called after each batch: programs are kept only while there is room for more. */
  finishBatch(): void {
    this.#collector.forgetPrograms();
    if (process.memoryUsage().heapUsed > HEAP_SHARE * getHeapStatistics().heap_size_limit) this.dropPrograms();
  }

  /** Gives up all programs, and the texts that they were built from. */
  dropPrograms(): void {
    this.#collector.forgetPrograms();
    this.#parser?.module.clearCaches();
  }
}

function missingParser(files: readonly string[]): Problem[] {
  const unread = files.filter(isTypeScript).length;
  if (unread === 0) return [];
  return [{ kind: 'types', message: `${unread} TypeScript ${unread === 1 ? 'file was' : 'files were'} not read: install typescript and @typescript-eslint/parser` }];
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}
