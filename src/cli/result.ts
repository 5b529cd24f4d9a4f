/** What a scan says, as plain data: the reporters read nothing else. */
import type { Finding } from '../findings/finding.js';

/** A finding in its file, with 1-based lines and columns. */
export interface Leak {
  /** Absolute path. */
  readonly file: string;
  /** Rule id with the plugin's prefix. */
  readonly ruleId: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: string;
  readonly finding: Finding;
  /** The text of the file, which the offsets of `finding` point into. */
  readonly text: string;
}

export type ProblemKind =
  /** A file that is not valid in its language. */
  | 'parse'
  /** A path that does not exist or may not be read. */
  | 'unreadable'
  /** A path that is there and has nothing to scan. */
  | 'empty'
  /** A path that is named, and in which git ignores everything. */
  | 'ignored'
  /** Settings that cannot be read or are wrong: what is found without them may be wrong, too. */
  | 'settings'
  /** A tsconfig.json with errors. */
  | 'config'
  /** TypeScript files cannot be parsed because there is no compiler for the parser. */
  | 'types'
  /** For the same reason JavaScript is read without type information. */
  | 'untyped'
  /** A migrated file that may not be written: its result does not parse, or has a new type error. */
  | 'refused'
  /** A migrated file that could not be written. */
  | 'unwritable'
  /** A defect of this program. */
  | 'internal';

export interface Problem {
  readonly kind: ProblemKind;
  /** Absolute path, where one file or folder is concerned. */
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based. */
  readonly column?: number;
  readonly message: string;
}

export interface GivenUp {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

/** What discovery left out on purpose. */
export interface Skipped {
  readonly minified: number;
  readonly large: number;
}

export interface ScanResult {
  /** Sorted by file, then position. */
  readonly leaks: readonly Leak[];
  readonly problems: readonly Problem[];
  readonly givenUp: readonly GivenUp[];
  readonly skipped: Skipped;
  /** Files that were read and analysed. */
  readonly files: number;
  /** Those of them that were analysed with type information. */
  readonly typed: number;
  /** Those that no `tsconfig.json` includes although types were asked for. */
  readonly outsideProjects: number;
  readonly functions: number;
  readonly milliseconds: number;
}

/** True where part of what was asked for could not be looked at, so that "clean" cannot be claimed. */
export function isIncomplete(result: Pick<ScanResult, 'files' | 'problems'>): boolean {
  const nothingParsed = result.files === 0 && result.problems.some((problem) => problem.kind === 'parse');
  return nothingParsed || result.problems.some(({ kind }) => INCOMPLETE.has(kind));
}

const INCOMPLETE: ReadonlySet<ProblemKind> = new Set(['unreadable', 'ignored', 'settings', 'types', 'internal']);

/** True where the user's settings could not be used, so that neither "clean" nor "leaks" can be relied on. */
export function isMisconfigured({ problems }: Pick<ScanResult, 'problems'>): boolean {
  return problems.some(({ kind }) => kind === 'settings');
}
