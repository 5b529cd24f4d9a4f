/** Queries git about files: whether git can restore them after a change, and whether they should be changed at all. */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { git, type GitCommand } from './git.js';

/** The number of paths in one call, below the limits of every system. */
const CHUNK = 500;
/** Attributes of GitHub Linguist for files that are not edited here. */
const ATTRIBUTES = ['linguist-generated', 'linguist-vendored'];

/** The working trees that `files` are in; the key of files outside of every one is null. */
export function byRepository(files: readonly string[]): Map<string | null, string[]> {
  const known = new Map<string, string | null>();
  const groups = new Map<string | null, string[]>();
  for (const file of files) {
    const root = repositoryOf(path.dirname(file), known);
    const group = groups.get(root);
    if (group) group.push(file);
    else groups.set(root, [file]);
  }
  return groups;
}

/** The root of the working tree that a folder is in, or null. */
export function repositoryOf(folder: string, known = new Map<string, string | null>()): string | null {
  const cached = known.get(folder);
  if (cached !== undefined) return cached;
  const parent = path.dirname(folder);
  const root = existsSync(path.join(folder, '.git')) ? folder : parent === folder ? null : repositoryOf(parent, known);
  known.set(folder, root);
  return root;
}

/**
 * The tracked files of a working tree with uncommitted changes, as absolute paths.
 * @throws if git cannot be run, or is configured to look at another working tree
 */
export async function changedFiles(root: string): Promise<string[]> {
  await confirmRoot(root);
  // Staged and unstaged changes; a rename counts as two files.
  const status = entries(await git(root, 'status', '--porcelain=v1', '-z', '--untracked-files=no', '--no-renames'));
  return status.map((entry) => path.join(root, entry.slice(3)));
}

/**
 * Makes sure that git tells of the files of `root`: with `core.worktree`, it would tell of those of another folder.
 * @throws if it does not, or cannot be run
 */
export async function confirmRoot(root: string): Promise<void> {
  const seen = (await git(root, 'rev-parse', '--show-toplevel')).replace(/\n$/, '');
  if (!isSameFolder(seen, root)) throw new Error(`git is configured to look at ${seen}`);
}

/**
 * The `files` that git does not track.
 * @throws if git cannot be run
 */
export async function untrackedFiles(root: string, files: readonly string[]): Promise<string[]> {
  const tracked = new Set((await about(root, files, 'ls-files', '-z')).map((file) => path.join(root, file)));
  return files.filter((file) => !tracked.has(file));
}

/**
 * The untracked `files` that git ignores.
 * @throws if git cannot be run
 */
export async function ignoredFiles(root: string, files: readonly string[]): Promise<string[]> {
  const ignored = await about(root, files, 'ls-files', '-z', '--others', '--ignored', '--exclude-standard');
  return ignored.map((file) => path.join(root, file));
}

/**
 * Whether git ignores a folder as a whole; false if it is outside of the working tree.
 * @throws if git cannot be run
 */
export async function isIgnored(root: string, folder: string | undefined): Promise<boolean> {
  if (folder === undefined || !folder.startsWith(`${root}${path.sep}`)) return false;
  const ignored = await about(
    root,
    [folder],
    'ls-files',
    '-z',
    '--others',
    '--ignored',
    '--exclude-standard',
    '--directory',
  );
  return ignored.some((entry) => entry.endsWith('/') && `${folder}${path.sep}`.startsWith(path.join(root, entry)));
}

/**
 * The `files` that `.gitattributes` marks as generated or vendored, with the attribute.
 * @throws if git cannot be run
 */
export async function attributedFiles(root: string, files: readonly string[]): Promise<Map<string, string>> {
  const answers = await about(root, files, 'check-attr', '-z', ...ATTRIBUTES);
  const attributed = new Map<string, string>();
  for (let at = 0; at + 2 < answers.length; at += 3) {
    const [file, attribute, value] = [answers[at]!, answers[at + 1]!, answers[at + 2]!];
    if (value === 'set' || value === 'true') attributed.set(path.join(root, file), attribute);
  }
  return attributed;
}

/**
 * The path of a file `name` in the git folder of a working tree.
 * @throws if git cannot be run
 */
export async function gitPath(root: string, name: string): Promise<string> {
  return path.resolve(root, (await git(root, 'rev-parse', '--git-path', name)).trimEnd());
}

function isSameFolder(a: string, b: string): boolean {
  const [one, other] = [statSync(a, { bigint: true }), statSync(b, { bigint: true })];
  return one.ino === other.ino && one.dev === other.dev;
}

/** Queries git about files in chunks. */
async function about(
  root: string,
  files: readonly string[],
  command: GitCommand,
  ...args: readonly string[]
): Promise<string[]> {
  const answers: string[] = [];
  for (let from = 0; from < files.length; from += CHUNK) {
    const some = files.slice(from, from + CHUNK).map((file) => path.relative(root, file));
    answers.push(...entries(await git(root, command, ...args, '--', ...some)));
  }
  return answers;
}

/** The parts of an output of git with `-z`. */
export const entries = (output: string): string[] => output.split('\0').filter((entry) => entry !== '');
