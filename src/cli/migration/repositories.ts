/** What git knows of the files: whether what is about to be changed could be brought back, and whether it is to be changed at all. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { git, type GitCommand } from '../git.js';

/** Paths in one call, well below the limits of any system. */
const CHUNK = 500;
/** Of GitHub Linguist, for files that nobody edits here. */
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
 * The tracked files of a working tree with changes that are not committed, absolute.
 * @throws where git cannot be run
 */
export async function changedFiles(root: string): Promise<string[]> {
  // Staged or not; renames as two files.
  const status = entries(await git(root, 'status', '--porcelain=v1', '-z', '--untracked-files=no', '--no-renames'));
  return status.map((entry) => path.join(root, entry.slice(3)));
}

/**
 * Those of `files` that git has no version of.
 * @throws where git cannot be run
 */
export async function untrackedFiles(root: string, files: readonly string[]): Promise<string[]> {
  const tracked = new Set((await about(root, files, 'ls-files', '-z')).map((file) => path.join(root, file)));
  return files.filter((file) => !tracked.has(file));
}

/**
 * Those of `files` that git ignores and has no version of.
 * @throws where git cannot be run
 */
export async function ignoredFiles(root: string, files: readonly string[]): Promise<string[]> {
  const ignored = await about(root, files, 'ls-files', '-z', '--others', '--ignored', '--exclude-standard');
  return ignored.map((file) => path.join(root, file));
}

/**
 * Whether git ignores a folder as a whole; not where it is outside of the working tree.
 * @throws where git cannot be run
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
 * Those of `files` that `.gitattributes` calls generated or vendored, with the attribute.
 * @throws where git cannot be run
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
 * Where git keeps data of its own for a working tree, for a file called `name`.
 * @throws where git cannot be run
 */
export async function gitPath(root: string, name: string): Promise<string> {
  return path.resolve(root, (await git(root, 'rev-parse', '--git-path', name)).trimEnd());
}

/** Asks about files, some at a time. */
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

const entries = (output: string): string[] => output.split('\0').filter((entry) => entry !== '');
