/** The plan and the result of a migration, as plain data: the reporters read nothing else. */
import type { RuleName } from '../../findings/finding.js';
import type { FixPlan } from '../../fixes/fix-plan.js';
import type { Problem } from '../result.js';

/** One finding and its fix. Lines and columns count from 1, in the file before the migration. */
export interface SitePlan {
  readonly rule: RuleName;
  readonly line: number;
  readonly column: number;
  /** The name of the client for people. */
  readonly client: string;
  /** The message of the finding. */
  readonly message: string;
  /** `review`: only `--strategy review` repairs it. */
  readonly verdict: FixPlan['verdict'];
  /** What the edits do; empty if there are none. */
  readonly title: string;
  /** For a fix: what a person has to check, or empty. For a finding that is left: the reason. */
  readonly reason: string;
}

export interface FilePlan {
  /** An absolute path without links. */
  readonly file: string;
  /** The exact current text of the file. */
  readonly before: string;
  /** The text to write; equal to `before` if there are no changes. */
  readonly after: string;
  readonly fixed: readonly SitePlan[];
  readonly left: readonly SitePlan[];
  /** It is not there yet: the module of the helper that repairs call. */
  readonly isNew?: true;
  /** Its repairs call the helper that was asked for. */
  readonly callsHelper?: true;
  /** The file that has to be made before this one is written. */
  readonly needs?: string;
  /** Why the file is not changed although there are fixes for it; otherwise null. */
  readonly leftAlone: string | null;
  /** The reasons of `left` by rule and offset in `after`. */
  readonly reasons: ReadonlyMap<string, string>;
}

export interface MigrationPlan {
  /** The files with findings, sorted. */
  readonly files: readonly FilePlan[];
  readonly problems: readonly Problem[];
  /** The number of files that were read. */
  readonly read: number;
  /** The number of them that were read with type information. */
  readonly typed: number;
  readonly outsideProjects: number;
  /** The function that repairs are to call, and how many files do; null where none is asked for. */
  readonly helper: { readonly name: string; readonly files: number } | null;
}

/** A finding that remains after the files have been written. */
export interface Remaining extends Omit<SitePlan, 'title' | 'verdict'> {
  readonly file: string;
}

/** Identifies a finding in a text. */
export function siteKey(rule: string, offset: number): string {
  return `${rule} ${offset}`;
}
