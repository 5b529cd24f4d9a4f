/** Begins and ends a migration in every working tree that it may write to. */
import { reason } from '../discover.js';
import { displayPath } from '../paths.js';
import { Journal, journalPlace } from './journal.js';
import { Refusal } from './refusal.js';
import { byRepository, changedFiles, untrackedFiles } from '../repositories.js';

/** The number of paths that a refusal lists. */
const NAMED = 5;

export interface WorkingTreeOptions {
  readonly cwd: string;
  /** Write even if git could not restore everything. */
  readonly allowDirty: boolean;
  /** Prints warnings for the user before anything is written. */
  readonly warn: (words: string) => void;
}

export class WorkingTrees {
  readonly #options: WorkingTreeOptions;
  readonly #journals = new Map<string, Journal>();

  private constructor(options: WorkingTreeOptions) {
    this.#options = options;
  }

  /**
   * Begins a run in the working trees of `files`. The result has to be closed.
   * @throws a Refusal if one has uncommitted changes of the user, unless they are allowed, or if another run is active
   */
  static async open(files: readonly string[], options: WorkingTreeOptions): Promise<WorkingTrees> {
    const trees = new WorkingTrees(options);
    try {
      for (const root of byRepository(files).keys()) {
        if (root === null)
          options.warn('not everything is in a git repository: changes outside of one cannot be undone');
        else await trees.#begin(root);
      }
    } catch (error) {
      trees.close(false);
      throw error;
    }
    return trees;
  }

  /** The journal of a working tree; undefined outside of every tree, and if git could not be run. */
  journalOf(root: string | null): Journal | undefined {
    return root === null ? undefined : this.#journals.get(root);
  }

  /** @throws a Refusal if one of `files` is untracked, unless that is allowed */
  async refuseUntracked(files: readonly string[]): Promise<void> {
    if (this.#options.allowDirty) return;
    for (const [root, own] of byRepository(files)) {
      const untracked = root === null ? [] : await untrackedFiles(root, own);
      if (untracked.length > 0)
        throw new Refusal(`git has no version of ${this.#named(untracked)}: add and commit, or use --allow-dirty`);
    }
  }

  /** Ends the run. */
  close(complete: boolean): void {
    for (const journal of this.#journals.values()) journal.close(complete);
  }

  async #begin(root: string): Promise<void> {
    const { cwd, allowDirty } = this.#options;
    const tree = displayPath(root, cwd);
    try {
      const journal = this.#open(root, await journalPlace(root));
      // Only after opening the journal, which cleans up after a killed run.
      const changed = allowDirty ? [] : await changedFiles(root);
      const dirty = journal ? journal.foreign(changed) : changed;
      if (dirty.length > 0)
        throw new Refusal(
          `${tree} has changes that are not committed (${this.#named(dirty)}): commit or stash them, or use --allow-dirty`,
        );
    } catch (error) {
      if (error instanceof Refusal) throw error;
      if (!allowDirty)
        throw new Refusal(
          `git cannot say whether ${tree} has changes that are not committed (${reason(error).split('\n', 1)[0]}): use --allow-dirty to skip this check`,
        );
    }
  }

  /** Undefined if the journal cannot be kept and that is allowed. */
  #open(root: string, place: string): Journal | undefined {
    const { cwd, allowDirty } = this.#options;
    try {
      const journal = Journal.open(root, place);
      this.#journals.set(root, journal);
      this.#tell(root, journal);
      return journal;
    } catch (error) {
      if (error instanceof Refusal) throw error;
      if (allowDirty) return undefined;
      throw new Refusal(
        `no journal of the run can be kept for ${displayPath(root, cwd)} (${reason(error)}): use --allow-dirty to skip this check`,
      );
    }
  }

  #tell(root: string, { interrupted, isReplaced }: Journal): void {
    const { cwd, warn } = this.#options;
    if (isReplaced)
      warn(
        `the journal of an earlier run in ${displayPath(root, cwd)} cannot be read: the changes of that run count as your own`,
      );
    if (!interrupted) return;
    warn(
      `an earlier run in ${displayPath(root, cwd)} was interrupted after ${interrupted.written} of ${interrupted.announced} files. This run continues. To see what was written: git diff. To undo it, with all other uncommitted changes: git restore`,
    );
    for (const { file, message } of interrupted.problems) warn(`${displayPath(file, cwd)}: ${message}`);
  }

  #named(files: readonly string[]): string {
    const shown = files.slice(0, NAMED).map((file) => displayPath(file, this.#options.cwd));
    return [...shown, ...(files.length > NAMED ? [`${files.length - NAMED} more`] : [])].join(', ');
  }
}
