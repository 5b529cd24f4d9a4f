/** What a migration plans and does, as plain data: the reporters read nothing else. */
import type { RuleName } from '../../findings/finding.js';
import type { FixPlan } from '../../fixes/fix-plan.js';
import type { Problem } from '../result.js';

/** One finding and what it gets. Lines and columns count from 1, in the file as it was. */
export interface SitePlan {
  readonly rule: RuleName;
  readonly line: number;
  readonly column: number;
  /** As a person calls it. */
  readonly client: string;
  /** What was found, in words. */
  readonly message: string;
  /** `review`: only `--strategy review` repairs it. */
  readonly verdict: FixPlan['verdict'];
  /** What the edits do; empty where there are none. */
  readonly title: string;
  /** For a fix: what a person has to check, or nothing. For what is left: why. */
  readonly reason: string;
}

export interface FilePlan {
  /** Absolute, no symlink. */
  readonly file: string;
  /** What is in the file now, to the byte. */
  readonly before: string;
  /** What is to be written there; as `before` where nothing is. */
  readonly after: string;
  readonly fixed: readonly SitePlan[];
  readonly left: readonly SitePlan[];
  /** Why nothing is changed here although something could be; null where that is not so. */
  readonly leftAlone: string | null;
  /** The reasons of `left` by rule and offset in `after`. */
  readonly reasons: ReadonlyMap<string, string>;
}

export interface MigrationPlan {
  /** Those with findings, sorted. */
  readonly files: readonly FilePlan[];
  readonly problems: readonly Problem[];
  /** Files that were read. */
  readonly read: number;
  /** Those of them that were read with type information. */
  readonly typed: number;
  readonly outsideProjects: number;
}

/** What is still found after the files have been written. */
export interface Remaining extends Omit<SitePlan, 'title' | 'verdict'> {
  readonly file: string;
}

/** Identifies a finding in a text. */
export function siteKey(rule: string, offset: number): string {
  return `${rule} ${offset}`;
}
