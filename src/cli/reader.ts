/** Runs the rules over files, project by project, with the best parser for each. */
import type * as TypeScriptParser from '@typescript-eslint/parser';
import type { Linter } from 'eslint';
import path from 'node:path';
import { getHeapStatistics } from 'node:v8';
import type { Program } from 'typescript';
import { loadTypeScriptParser } from '../types/compiler.js';
import { InferredProject, MAX_TYPED } from '../types/inferred-project.js';
import { readProjectConfig } from '../types/project-config.js';
import type { Collector } from './collector.js';
import { partsOf, type Part } from './components/parts.js';
import { frameworkOf } from './components/scripts.js';
import { reason } from './files.js';
import { tooLargeForMemory } from './memory.js';
import {
  createReadings,
  isTypeScript,
  scriptLanguages,
  typedOptions,
  type Listener,
  type Readings,
} from './parsers.js';
import { groupByProject, type ProjectBatch } from './projects.js';
import type { Problem } from './result.js';
import { createSettingsReader, type SettingsReader, type SettingsSource } from './settings.js';

/** Share of the heap above which the programs of finished projects are dropped. */
const HEAP_SHARE = 0.5;

/** The findings of the rules in a text, or why it could not be analysed. */
export type ReadResult =
  | { readonly messages: readonly Linter.LintMessage[]; readonly typed: boolean }
  | {
      /** Null for TypeScript without a parser for it, which is reported once for all files. */
      readonly problem: Problem | null;
    };

/** A file with the way to read it. */
export interface Readable {
  readonly file: string;
  /** A configuration includes it, or it is part of a program of one. */
  readonly isInProject: boolean;
  /** The source of its types otherwise. */
  readonly inferred: InferredProject | null;
  /** The configuration with which a compiler checks it. */
  readonly config: string | undefined;
}

export interface ReaderOptions {
  readonly cwd: string;
  readonly types: boolean;
  readonly settings: SettingsSource;
}

/** The rules to run, and their collector. */
export type Rules = Listener & Pick<Collector, 'reset' | 'programs' | 'forgetPrograms'>;

export class Reader {
  /** Problems that do not concern a single file, as far as they are known. */
  readonly problems: Problem[];
  /** The parser that supplies type information, if it can be loaded and types are used. */
  readonly typescript: typeof TypeScriptParser | undefined;
  readonly #parser: typeof TypeScriptParser | undefined;
  readonly #projects: readonly ProjectBatch[];
  /** No compiler knows these files. */
  readonly #components: readonly string[];
  /** By the serialised settings that apply. */
  readonly #readings = new Map<string, Readings>();
  readonly #settings: SettingsReader;
  readonly #cwd: string;
  readonly #rules: Rules;

  constructor(all: readonly string[], { cwd, types, settings }: ReaderOptions, rules: Rules) {
    const files = all.filter((file) => frameworkOf(file) === null);
    this.#components = all.filter((file) => frameworkOf(file) !== null);
    this.problems = [];
    try {
      this.#parser = loadTypeScriptParser();
    } catch (error) {
      this.problems.push(...withoutParser(files, types, reason(error)));
    }
    this.typescript = types ? this.#parser : undefined;
    this.#cwd = cwd;
    this.#settings = createSettingsReader(settings, all, cwd, (problem) => this.problems.push(problem));
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

  /** All files, in batches: the files of one project together, and last those without a project. Read them in this order. */
  *batches(): Generator<Iterable<Readable>> {
    const strays = new Map<string | undefined, string[]>();
    for (const project of this.#projects) yield this.#filesOf(project, strays);
    // There are few in each folder, so one program contains all of them if possible.
    for (const [mapping, files] of strays) {
      const inferred = this.#inferred(files, mapping);
      yield files.map((file) => ({ file, isInProject: false, inferred, config: undefined }));
    }
    yield this.#components.map((file) => ({ file, isInProject: false, inferred: null, config: undefined }));
  }

  #inferred(files: readonly string[], mapping: string | undefined): InferredProject | null {
    try {
      return this.typescript ? InferredProject.of(files, mapping, this.#cwd) : null;
    } catch {
      // Its problem has already been reported.
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
    // The project service is slow for a file without a project, so the existing programs are searched instead.
    const programs = this.#rules.programs();
    const outside = strays.get(mapping) ?? [];
    strays.set(mapping, outside);
    for (const file of others) {
      if (programs.some((program) => program.getSourceFile(file) !== undefined)) yield inProject(file);
      else outside.push(file);
    }
  }

  /**
   * Adds a text that will be read soon to the programs. Each changed text creates a new program; if all texts are added first, one checker
   * is enough for all.
   */
  announce({ file, isInProject, inferred }: Readable, text: string): void {
    inferred?.announce(file, text);
    if (!isInProject || !this.typescript) return;
    try {
      this.typescript.parseForESLint(text, typedOptions(path.parse(this.#cwd).root, file));
    } catch {
      // Reading the file reports the error.
    }
  }

  /** The scripts of a component, each to be read by itself; null for a file of one language. */
  partsOf(file: string, text: string): readonly Part[] | null {
    if (frameworkOf(file) === null) return null;
    return partsOf(file, text, (language) => scriptLanguages(this.#parser, language));
  }

  /**
   * Runs the rules over `text`; the collector has the results afterwards. Never throws.
   *
   * @param language that of a script of a component
   */
  async read(
    { file, isInProject, inferred }: Readable,
    text: string,
    language?: Part['language'],
  ): Promise<ReadResult> {
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
    const ways = language === undefined ? readings.of(file, types) : readings.ofScript(language);
    for (const { eslint, typed } of ways) {
      this.#rules.reset();
      try {
        const [result] = await eslint.lintText(text, { filePath: file });
        const messages = result?.messages ?? [];
        // ESLint reports invalid configuration comments as fatal, but it has read the file.
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

  /** Call it after each batch: programs are kept only while there is enough memory. */
  finishBatch(): void {
    this.#rules.forgetPrograms();
    if (process.memoryUsage().heapUsed > HEAP_SHARE * getHeapStatistics().heap_size_limit) this.dropPrograms();
  }

  /** Drops all programs, and the texts that they were built from. */
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
