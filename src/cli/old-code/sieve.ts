/** What is not reported although it is found: old code that is known, and what a change does not touch. */
import path from 'node:path';
import type { Leak, Problem } from '../result.js';
import { Baseline, type Update } from './baseline.js';
import { Changes } from './changes.js';
import { Suppressions } from './suppressions.js';

export interface SieveOptions {
  readonly cwd: string;
  /** A file with known findings, relative to `cwd`. */
  readonly baseline?: string | undefined;
  readonly updateBaseline: boolean;
  /** The commit to compare with. */
  readonly since?: string | undefined;
}

/** The numbers of findings that are not reported, by the reason; each is counted once. */
export interface Hidden {
  /** By comments in their files. */
  readonly disabled: number;
  /** By `eslint-suppressions.json`. */
  readonly suppressed: number;
  readonly baselined: number;
  /** Outside of the change that was asked about. */
  readonly unchanged: number;
}

/** Entries whose findings are gone. */
export interface Stale {
  readonly suppressions: number;
  readonly baseline: number;
}

export class Sieve {
  readonly problems: Problem[] = [];
  readonly #suppressions: Suppressions;
  readonly #baseline: Baseline | undefined;
  readonly #changes: Changes | undefined;
  readonly #isUpdated: boolean;
  readonly #found: Leak[] = [];
  readonly #hidden = { suppressed: 0, baselined: 0, unchanged: 0 };

  private constructor(cwd: string, isUpdated: boolean, baseline: Baseline | undefined, changes: Changes | undefined) {
    this.#suppressions = new Suppressions(cwd, (problem) => this.problems.push(problem));
    this.#isUpdated = isUpdated;
    this.#baseline = baseline;
    this.#changes = changes;
  }

  /** @throws if the baseline or the commit cannot be used, with the reason */
  static async open({ cwd, baseline, updateBaseline, since }: SieveOptions): Promise<Sieve> {
    const file = baseline === undefined ? undefined : path.resolve(cwd, baseline);
    const known = file === undefined ? undefined : await Baseline.open(file, cwd, updateBaseline);
    const changes = since === undefined ? undefined : await Changes.since(since, cwd);
    return new Sieve(cwd, updateBaseline, known, changes);
  }

  /**
   * The findings of a file to report.
   *
   * @param rules the ids of the rules that ran
   */
  async pass(file: string, leaks: readonly Leak[], rules: ReadonlySet<string>): Promise<readonly Leak[]> {
    const unsuppressed = await this.#suppressions.apply(file, leaks, rules);
    if (this.#isUpdated) this.#found.push(...unsuppressed);
    const isNew = this.#baseline?.apply(file, unsuppressed, rules) ?? unsuppressed;
    const unknown = this.#isUpdated ? [] : isNew;
    const reported = unknown.filter((leak) => this.#changes?.touches(leak) ?? true);
    this.#hidden.suppressed += leaks.length - unsuppressed.length;
    this.#hidden.baselined += unsuppressed.length - unknown.length;
    this.#hidden.unchanged += unknown.length - reported.length;
    return reported;
  }

  /** What has been hidden so far. */
  get hidden(): Omit<Hidden, 'disabled'> {
    return { ...this.#hidden };
  }

  get stale(): Stale {
    return { suppressions: this.#suppressions.unused, baseline: this.#isUpdated ? 0 : (this.#baseline?.stale ?? 0) };
  }

  /**
   * Writes the findings of all files so far as the baseline.
   * @throws if it cannot be written
   */
  async updateBaseline(): Promise<Update & { readonly file: string }> {
    if (!this.#baseline) throw new Error('there is no baseline to write');
    return { ...(await this.#baseline.update(this.#found)), file: this.#baseline.file };
  }
}
