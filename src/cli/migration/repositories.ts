/** What git knows of the files: whether what is about to be changed could be brought back. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** Enough for the names of every file of a large repository. */
const MAX_OUTPUT = 256 * 1024 * 1024;
/** Paths in one call, well below the limits of any system. */
const CHUNK = 500;

/** The working trees that `files` are in; the key of files outside of every one is null. */
export function byRepository(files: readonly string[]): Map<string | null, string[]> {
  const known = new Map<string, string | null>();
  const groups = new Map<string | null, string[]>();
  for (const file of files) {
    const root = rootAbove(path.dirname(file), known);
    const group = groups.get(root);
    if (group) group.push(file);
    else groups.set(root, [file]);
  }
  return groups;
}

/**
 * The tracked files of a working tree with changes that are not committed, absolute.
 * @throws where git cannot be run
 */
export async function changedFiles(root: string): Promise<string[]> {
  // Staged or not; renames as two files.
  const status = await git(root, ['status', '--porcelain=v1', '-z', '--untracked-files=no', '--no-renames', '--ignore-submodules=dirty']);
  return status.map((entry) => path.join(root, entry.slice(3)));
}

/**
 * Those of `files` that git has no version of.
 * @throws where git cannot be run
 */
export async function untrackedFiles(root: string, files: readonly string[]): Promise<string[]> {
  const tracked = new Set<string>();
  for (let from = 0; from < files.length; from += CHUNK) {
    for (const file of await git(root, ['--literal-pathspecs', 'ls-files', '-z', '--', ...files.slice(from, from + CHUNK)])) tracked.add(path.join(root, file));
  }
  return files.filter((file) => !tracked.has(file));
}

/**
 * Where git keeps data of its own for a working tree, for a file called `name`.
 * @throws where git cannot be run
 */
export async function gitPath(root: string, name: string): Promise<string> {
  const { stdout } = await run('git', ['-C', root, 'rev-parse', '--git-path', name]);
  return path.resolve(root, stdout.trimEnd());
}

async function git(root: string, args: readonly string[]): Promise<string[]> {
  const { stdout } = await run('git', ['-C', root, ...args], { maxBuffer: MAX_OUTPUT });
  return stdout.split('\0').filter((entry) => entry !== '');
}

function rootAbove(folder: string, known: Map<string, string | null>): string | null {
  const cached = known.get(folder);
  if (cached !== undefined) return cached;
  const parent = path.dirname(folder);
  const root = existsSync(path.join(folder, '.git')) ? folder : parent === folder ? null : rootAbove(parent, known);
  known.set(folder, root);
  return root;
}
