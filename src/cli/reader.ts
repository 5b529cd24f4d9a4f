/** Reads files through the rules, project by project, with the best parser that fits each. */
import type * as TypeScriptParser from '@typescript-eslint/parser';
import type { Linter } from 'eslint';
import path from 'node:path';
import { getHeapStatistics } from 'node:v8';
import type { Program } from 'typescript';
import { loadTypeScriptParser } from '../types/compiler.js';
import { InferredProject, MAX_TYPED } from '../types/inferred-project.js';
import { readProjectConfig } from '../types/project-config.js';
import type { Collector } from './collector.js';
import { reason } from './files.js';
import { tooLargeForMemory } from './memory.js';
import { createReadings, isTypeScript, typedOptions, type Listener, type Readings } from './parsers.js';
import { groupByProject, type ProjectBatch } from './projects.js';
import type { Problem } from './result.js';
import { createSettingsReader, type SettingsReader, type SettingsSource } from './settings.js';

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
  /** A configuration includes it, or it has a place in a program of one. */
  readonly isInProject: boolean;
  /** Where its types come from otherwise. */
  readonly inferred: InferredProject | null;
  /** The configuration that a compiler is given to check it. */
  readonly config: string | undefined;
}

export interface ReaderOptions {
  readonly cwd: string;
  readonly types: boolean;
  readonly settings: SettingsSource;
}

/** The rules that are run, and who listens to them. */
export type Rules = Listener & Pick<Collector, 'reset' | 'programs' | 'forgetPrograms'>;

export class Reader {
  /** What concerns no single file, as far as it is known by now. */
  readonly problems: Problem[];
  /** The parser that gives type information, where it can be loaded and types are wanted. */
  readonly typescript: typeof TypeScriptParser | undefined;
  readonly #parser: typeof TypeScriptParser | undefined;
  readonly #projects: readonly ProjectBatch[];
  /** By the settings that apply, as text. */
  readonly #readings = new Map<string, Readings>();
  readonly #settings: SettingsReader;
  readonly #cwd: string;
  readonly #rules: Rules;

  constructor(files: readonly string[], { cwd, types, settings }: ReaderOptions, rules: Rules) {
    this.problems = [];
    try {
      this.#parser = loadTypeScriptParser();
    } catch (error) {
      this.problems.push(...withoutParser(files, types, reason(error)));
    }
    this.typescript = types ? this.#parser : undefined;
    this.#cwd = cwd;
    this.#settings = createSettingsReader(settings, files, cwd, (problem) => this.problems.push(problem));
    this.#rules = rules;
    const grouped = this.typescript
      ? groupByProject(files, cwd, readProjectConfig)
      : {
          batches: [{ included: [], others: files, mapping: undefined, configs: new Map<string, string>() }],
          problems: [],
        };
    this.#projects = grouped.batches;
    this.problems.push(...grouped.problems);
  }

  /** Whether a configuration was found for any file. */
  get isConfigured(): boolean {
    return this.#projects.some(({ configs }) => configs.size > 0);
  }

  /** All files, in batches: those of one project together, and last what belongs to none. Files are to be read in this order. */
  *batches(): Generator<Iterable<Readable>> {
    const strays = new Map<string | undefined, string[]>();
    for (const project of this.#projects) yield this.#filesOf(project, strays);
    // Few in each place, and so one program serves them all where nothing forbids it.
    for (const [mapping, files] of strays) {
      const inferred = this.#inferred(files, mapping);
      yield files.map((file) => ({ file, isInProject: false, inferred, config: undefined }));
    }
  }

  #inferred(files: readonly string[], mapping: string | undefined): InferredProject | null {
    try {
      return this.typescript ? InferredProject.of(files, mapping, this.#cwd) : null;
    } catch {
      // Its problem is named already.
      return null;
    }
  }

  *#filesOf(
    { included, others, configs, mapping }: ProjectBatch,
    strays: Map<string | undefined, string[]>,
  ): Generator<Readable> {
    const inProject = (file: string): Readable => ({
      file,
      isInProject: true,
      inferred: null,
      config: configs.get(file),
    });
    yield* included.map(inProject);
    // Asking the project service for a file that no project has is slow, so the programs at hand are asked instead.
    const programs = this.#rules.programs();
    const outside = strays.get(mapping) ?? [];
    strays.set(mapping, outside);
    for (const file of others) {
      if (programs.some((program) => program.getSourceFile(file) !== undefined)) yield inProject(file);
      else outside.push(file);
    }
  }

  /**
   * Tells the programs of a text that will be read soon. Each changed text makes a new program; when all are told first, one checker
   * serves them all.
   */
  announce({ file, isInProject, inferred }: Readable, text: string): void {
    inferred?.announce(file, text);
    if (!isInProject || !this.typescript) return;
    try {
      this.typescript.parseForESLint(text, typedOptions(path.parse(this.#cwd).root, file));
    } catch {
      // Reading it says what is wrong.
    }
  }

  /** Runs the rules over `text`, with which the collector can be asked about it. Never throws. */
  async read({ file, isInProject, inferred }: Readable, text: string): Promise<ReadResult> {
    const tooLarge = tooLargeForMemory(text);
    if (tooLarge !== null) return { problem: { kind: 'unreadable', file, message: tooLarge } };
    let syntaxError: Linter.LintMessage | undefined;
    const readings = await this.#readingsFor(file);
    let types: 'configured' | Program | null;
    try {
      types = text.length > MAX_TYPED ? null : isInProject ? 'configured' : (inferred?.programFor(file, text) ?? null);
    } catch {
      types = null;
    }
    for (const { eslint, typed } of readings.of(file, types)) {
      this.#rules.reset();
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
    return {
      problem: { kind: 'parse', file, line, column, message: firstLine(message.replace(/^Parsing error: /, '')) },
    };
  }

  async #readingsFor(file: string): Promise<Readings> {
    const settings = await this.#settings(file);
    const key = settings === undefined ? '' : JSON.stringify(settings);
    let readings = this.#readings.get(key);
    if (!readings) this.#readings.set(key, (readings = createReadings(this.#parser, this.#cwd, this.#rules, settings)));
    return readings;
  }

  /** To be called after each batch: programs are kept only while there is room for more. */
  finishBatch(): void {
    this.#rules.forgetPrograms();
    if (process.memoryUsage().heapUsed > HEAP_SHARE * getHeapStatistics().heap_size_limit) this.dropPrograms();
  }

  /** Gives up all programs, and the texts that they were built from. */
  dropPrograms(): void {
    this.#rules.forgetPrograms();
    this.#parser?.clearCaches();
  }
}

function withoutParser(files: readonly string[], types: boolean, why: string): Problem[] {
  const unread = files.filter(isTypeScript).length;
  if (unread > 0)
    return [
      { kind: 'types', message: `${unread} TypeScript ${unread === 1 ? 'file was' : 'files were'} not read: ${why}` },
    ];
  return types ? [{ kind: 'untyped', message: `read without type information: ${why}` }] : [];
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}
