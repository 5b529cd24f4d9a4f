/** The lines that a change writes, for `--since`: what git tells of the working tree against the point where the branch left `ref`. */
import path from 'node:path';
import type { Exit } from '../../findings/finding.js';
import { git } from '../git.js';
import { confirmRoot, entries, repositoryOf } from '../repositories.js';
import { causeOf, witnessesOf } from '../reporters/witness.js';
import type { Leak } from '../result.js';

/** 1-based and inclusive. Removed lines are the gap between two lines: `[4.5, 4.5]`. */
type Lines = readonly [number, number];

export class Changes {
  readonly #root: string;
  /** By absolute path; `all` for a file that the other commit does not have. */
  readonly #changed: ReadonlyMap<string, readonly Lines[] | 'all'>;

  private constructor(root: string, changed: ReadonlyMap<string, readonly Lines[] | 'all'>) {
    this.#root = root;
    this.#changed = changed;
  }

  /**
   * Asks git what has changed in the working tree since the branch left `ref`, untracked files included.
   *
   * @param ref a branch, a tag or a commit
   * @throws if that cannot be told, with what to do about it
   */
  static async since(ref: string, cwd: string): Promise<Changes> {
    const root = repositoryOf(cwd);
    if (root === null) throw new Error('--since needs a git repository, and the current folder is in none');
    await confirmRoot(root);
    const base = await baseOf(root, ref);
    const changed = new Map<string, readonly Lines[] | 'all'>();
    for (const [name, lines] of changedLines(await git(root, 'diff', base, '--')))
      changed.set(path.join(root, name), lines);
    const untracked = await git(root, 'ls-files', '-z', '--others', '--exclude-standard');
    for (const name of entries(untracked)) changed.set(path.join(root, name), 'all');
    return new Changes(root, changed);
  }

  /** Whether the change touches a finding: what acquires, where it is left open, or a line on a path between the two. */
  touches(leak: Leak): boolean {
    if (this.#touched(leak.file, [leak.line, leak.endLine])) return true;
    const cause = causeOf(leak);
    const lines = witnessesOf(leak, this.#root).flatMap(({ steps }) =>
      steps.flatMap((step) => [step.line, step.endLine]),
    );
    const other = cause ? [cause.line, cause.endLine] : [];
    const spans = [lines, other]
      .filter(({ length }) => length > 0)
      .map((some) => spanOf([leak.line, leak.endLine, ...some]));
    return (
      spans.some((span) => this.#touched(leak.file, span)) ||
      leak.finding.exits.some((exit) => this.#touchesHelper(leak.file, exit))
    );
  }

  /** Whether the change touches the place in a function, of this file or another, that leaves open what it is given. */
  #touchesHelper(file: string, { inner }: Exit): boolean {
    if (!inner) return false;
    const name = inner.file === undefined ? file : path.normalize(inner.file);
    return this.#touched(name, [inner.exit.line, inner.exit.line]) || this.#touchesHelper(name, inner.exit);
  }

  #touched(file: string, [from, to]: Lines): boolean {
    if (path.relative(this.#root, file).startsWith('..')) return true;
    const changed = this.#changed.get(file);
    return changed === 'all' || (changed ?? []).some(([first, last]) => first <= to && last >= from);
  }
}

const spanOf = (lines: readonly number[]): Lines => [Math.min(...lines), Math.max(...lines)];

async function baseOf(root: string, ref: string): Promise<string> {
  const resolve = (name: string): Promise<string> =>
    git(root, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`);
  let commit: string;
  try {
    commit = (await resolve(ref)).trim();
  } catch (error) {
    // git prints nothing for a name that it does not know; its other errors are told as they are.
    if ((error as { code?: unknown }).code !== 1) throw error;
    throw new Error(`--since: ${ref} is no commit of this repository; in CI, fetch it first`, { cause: error });
  }
  try {
    return (await git(root, 'merge-base', commit, 'HEAD')).trim();
  } catch (error) {
    if ((error as { code?: unknown }).code !== 1) throw error;
    throw new Error(
      `--since: ${ref} has no commit in common with this branch; in CI, fetch the whole history (fetch-depth: 0)`,
      { cause: error },
    );
  }
}

/**
 * The changed lines of each file in the output of `git diff --unified=0`, by its path with slashes.
 * Contents of files are skipped by their numbers of lines, because they may look like headers.
 */
export function changedLines(diff: string): Map<string, readonly Lines[] | 'all'> {
  const changed = new Map<string, Lines[] | 'all'>();
  let lines: Lines[] = [];
  let isNew = false;
  const rows = diff.split('\n');
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    const hunk = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(row);
    if (hunk) {
      const [removed, start, added] = [Number(hunk[1] ?? 1), Number(hunk[2]), Number(hunk[3] ?? 1)];
      lines.push(added === 0 ? [start + 0.5, start + 0.5] : [start, start + added - 1]);
      at += removed + added;
    } else if (row.startsWith('diff --git ')) isNew = false;
    else if (row.startsWith('new file mode ')) isNew = true;
    else if (row.startsWith('+++ ')) {
      lines = [];
      const name = pathIn(row.slice('+++ '.length));
      if (name !== null) changed.set(name, isNew ? 'all' : lines);
    }
  }
  return changed;
}

/** The path after `b/`, which git writes in quotes with escapes if it has unusual characters; null for `/dev/null`. */
function pathIn(written: string): string | null {
  const quoted = /^"(.*)"\t?$/.exec(written)?.[1];
  const name = quoted === undefined ? written.replace(/\t$/, '') : unquoted(quoted);
  return name.startsWith('b/') ? name.slice('b/'.length) : null;
}

const ESCAPES: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '"': 34, '\\': 92 };

function unquoted(text: string): string {
  const bytes = [...text.matchAll(/\\([0-7]{3})|\\(.)|([^\\]+)/gs)].flatMap(([, octal, letter, plain]) => {
    if (octal !== undefined) return [Number.parseInt(octal, 8)];
    return letter === undefined ? [...Buffer.from(plain ?? '')] : [ESCAPES[letter] ?? letter.charCodeAt(0)];
  });
  return Buffer.from(bytes).toString();
}
