/** The result of a scan, as plain data: the reporters read nothing else. */
import type { Finding } from '../findings/finding.js';
import type { FixPlan } from '../fixes/fix-plan.js';
import type { Identity } from './identity.js';
import type { Blanket } from './old-code/disabled.js';
import type { Hidden, Stale } from './old-code/sieve.js';

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
  /** What stays of it when lines move. */
  readonly identity: Identity;
  /** Its repair, or why there is none; absent where the output does not show repairs. */
  readonly repair?: Pick<FixPlan, 'verdict' | 'reason' | 'title' | 'edits'>;
}

export type ProblemKind =
  /** A file that is not valid in its language. */
  | 'parse'
  /** A path that does not exist or may not be read. */
  | 'unreadable'
  /** A path that exists, but has no files to scan. */
  | 'empty'
  /** A given path in which git ignores every file. */
  | 'ignored'
  /** Settings that cannot be read or are wrong: findings without them may be wrong too. */
  | 'settings'
  /** A tsconfig.json with errors. */
  | 'config'
  /** TypeScript files cannot be parsed because there is no compiler for the parser. */
  | 'types'
  /** JavaScript is read without type information, for the same reason. */
  | 'untyped'
  /** A migrated file that is not written because its result does not parse, or has a new type error. */
  | 'refused'
  /** A migrated file that could not be written. */
  | 'unwritable'
  /** A defect of this program. */
  | 'internal';

export interface Problem {
  readonly kind: ProblemKind;
  /** Absolute path, if the problem concerns one file or folder. */
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

/** The files that discovery skipped on purpose. */
export interface Skipped {
  readonly minified: number;
  readonly large: number;
  /** By `--ignore`. */
  readonly ignored: number;
}

export interface ScanResult {
  /** Sorted by file, then position. */
  readonly leaks: readonly Leak[];
  readonly problems: readonly Problem[];
  /** Findings that are not among `leaks`. */
  readonly hidden: Hidden;
  /** Entries of suppressions and of the baseline that hide nothing any more. */
  readonly stale: Stale;
  /** Comments that disable all rules, where they hide a finding. */
  readonly blankets: readonly Blanket[];
  readonly givenUp: readonly GivenUp[];
  readonly skipped: Skipped;
  /** Files that were read and analysed. */
  readonly files: number;
  /** The number of them that were analysed with type information. */
  readonly typed: number;
  /** The number of files that no `tsconfig.json` includes although types are used. */
  readonly outsideProjects: number;
  readonly functions: number;
  readonly milliseconds: number;
}

/** True if a part of the requested files could not be analysed, so the result cannot be "clean". */
export function isIncomplete(result: Pick<ScanResult, 'files' | 'problems'>): boolean {
  const nothingParsed = result.files === 0 && result.problems.some((problem) => problem.kind === 'parse');
  return nothingParsed || result.problems.some(({ kind }) => INCOMPLETE.has(kind));
}

const INCOMPLETE: ReadonlySet<ProblemKind> = new Set(['unreadable', 'ignored', 'settings', 'types', 'internal']);

/** True if the user's settings could not be used, so neither "clean" nor "leaks" is reliable. */
export function isMisconfigured({ problems }: Pick<ScanResult, 'problems'>): boolean {
  return problems.some(({ kind }) => kind === 'settings');
}
