/**
 * Replaces the text of a file. At every moment the file is complete, with the old or the new text, and writes of another program during
 * the replacement are kept: the old file keeps a second name until it is known that no other program has written to it.
 *
 * All of it is synchronous, so that only system calls lie between the steps.
 */
import { createHash } from 'node:crypto';
import fs, { type Stats } from 'node:fs';
import path from 'node:path';
import { reason } from '../discover.js';

/** The calls that change the disk. Tests act between them. */
export type Disk = Pick<typeof fs, 'linkSync' | 'renameSync' | 'unlinkSync' | 'openSync' | 'writeSync' | 'fsyncSync'>;

/** Two texts by their digests. */
export interface Texts {
  readonly before: string;
  readonly after: string;
}

/** The names of temporary files beside a file while it is written. */
interface Names {
  /** The new text before it replaces the file. */
  readonly fresh: string;
  /** The old file. */
  readonly kept: string;
  /** The file that is moved away again when `kept` has to be restored. */
  readonly other: string;
}

const CHANGED = 'it has been changed during the run: run the command again';
/** The suffixes of the temporary names under which a run keeps old files. */
const LEFTOVER = /^[0-9a-f]{16}\.http-leak-(?:old|other)$/;
const WRITE_BITS = 0o222;
const MODE_BITS = 0o7777;
/** Does not follow links and does not wait for pipes; Windows has neither flag. */
const READ = fs.constants.O_RDONLY | (fs.constants.O_NOFOLLOW ?? 0) | (fs.constants.O_NONBLOCK ?? 0);
/** The error codes of a file system without hard links. */
const WITHOUT_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

export const digest = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

/** Why a file with several names is left alone; null if it has one name. Names that a killed run has left do not count. */
export function hardLinked(file: string, { nlink }: Stats): string | null {
  if (nlink < 2) return null;
  const [folder, prefix] = [path.dirname(file), `${path.basename(file)}.`];
  const isOwn = (name: string): boolean =>
    name.startsWith(prefix) && LEFTOVER.test(name.slice(prefix.length)) && isSameFile(path.join(folder, name), file);
  const names = nlink - fs.readdirSync(folder).filter(isOwn).length;
  return names < 2
    ? null
    : `it has ${names} names (hard links), and the others would be separated from it: put a copy in its place first`;
}

/**
 * Replaces the content of a file, keeping its mode and owner. `token` makes the names beside it unique.
 *
 * @param file absolute, no link
 * @returns the problem that prevented it, in which case the file is unchanged by this run; or null
 */
export function replaceFile(
  file: string,
  token: string,
  before: Buffer,
  after: Buffer,
  disk: Disk = fs,
): string | null {
  const names = namesBeside(file, token);
  const texts = { before: digest(before), after: digest(after) };
  const standing = inspect(file, texts.before);
  if (typeof standing === 'string') return standing;
  try {
    stage(names.fresh, after, standing, disk);
    const still = inspect(file, texts.before);
    if (typeof still === 'string') return still;
    if (!isSame(still, standing)) return CHANGED;
    swap(file, names.fresh, names.kept, disk);
  } catch (error) {
    // The state of the file is a better reason than the error of the failed call.
    const now = inspect(file, texts.before);
    return typeof now === 'string' ? now : reason(error);
  } finally {
    remove(names.fresh, disk);
  }
  syncFolder(file, disk);
  return settle(file, names, texts, disk);
}

/**
 * Makes a file that is not there, with the folders that it is in. What is there by then is left as it is. `token` makes the name
 * unique under which it is written first.
 *
 * @param file absolute
 * @returns what stood in the way, and then there is no file of this run; or null
 */
export function createFile(file: string, token: string, content: Buffer, disk: Disk = fs): string | null {
  const { fresh } = namesBeside(file, token);
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    write(disk.openSync(fresh, 'wx', 0o666), content, disk);
    try {
      disk.linkSync(fresh, file);
    } catch (error) {
      if (!WITHOUT_LINKS.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
      write(disk.openSync(file, 'wx', 0o666), content, disk);
    }
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EEXIST' ? 'it exists now: run the command again' : reason(error);
  } finally {
    remove(fresh, disk);
  }
  syncFolder(file, disk);
  return null;
}

/** Writes the whole of a new file, down to the disk. */
function write(handle: number, content: Buffer, disk: Disk, finish: () => void = () => undefined): void {
  try {
    for (let from = 0; from < content.length;) from += disk.writeSync(handle, content, from);
    finish();
    disk.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

/**
 * Cleans up after a run that was killed while it replaced a file: removes its temporary files, and restores files that it had moved.
 *
 * @returns a problem that a person has to check, or null
 */
export function recoverFile(file: string, token: string, texts: Texts, disk: Disk = fs): string | null {
  const names = namesBeside(file, token);
  try {
    remove(names.fresh, disk);
    if (statsOf(names.kept) && !statsOf(file)) disk.renameSync(names.kept, file);
    if (statsOf(names.other)) {
      if (!isSameFile(names.other, file) && digestOf(names.other) !== texts.after)
        return `another version of it is in ${path.basename(names.other)}`;
      remove(names.other, disk);
    }
    if (!isSameFile(names.kept, file)) return settle(file, names, texts, disk);
    remove(names.kept, disk);
    return null;
  } catch (error) {
    return reason(error);
  }
}

function namesBeside(file: string, token: string): Names {
  const name = (kind: string): string => `${file}.${token}.http-leak-${kind}`;
  return { fresh: name('new'), kept: name('old'), other: name('other') };
}

/** The state of the file on the disk; a message if it does not have the text `expected` or may not be written. */
function inspect(file: string, expected: string): Stats | string {
  let handle: number | undefined;
  try {
    handle = fs.openSync(file, READ);
    const stats = fs.fstatSync(handle);
    if (!stats.isFile()) return 'it is no longer a file';
    // A read-only file in a writable folder could be replaced, and root could always replace it.
    if ((stats.mode & WRITE_BITS) === 0) return 'it is read-only';
    fs.accessSync(file, fs.constants.W_OK);
    const linked = hardLinked(file, stats);
    if (linked !== null) return linked;
    if (digest(fs.readFileSync(handle)) !== expected || fs.realpathSync(file) !== file) return CHANGED;
    return stats;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'it has been removed during the run';
    return code === 'ELOOP' ? 'it has been replaced by a link during the run' : reason(error);
  } finally {
    if (handle !== undefined) fs.closeSync(handle);
  }
}

const isSame = (a: Stats, b: Stats): boolean => a.mode === b.mode && a.uid === b.uid && a.gid === b.gid;

/** Writes the new text to the disk under an unused name. */
function stage(fresh: string, content: Buffer, { mode, uid, gid }: Stats, disk: Disk): void {
  const handle = disk.openSync(fresh, 'wx', mode & 0o777);
  write(handle, content, disk, () => adopt(handle, { mode, uid, gid }));
}

function adopt(handle: number, { mode, uid, gid }: Pick<Stats, 'mode' | 'uid' | 'gid'>): void {
  try {
    const own = fs.fstatSync(handle);
    // Before the mode is set, because a change of the owner clears bits of the mode.
    if (own.uid !== uid || own.gid !== gid) fs.fchownSync(handle, uid, gid);
    if (((fs.fstatSync(handle).mode ^ mode) & MODE_BITS) !== 0) fs.fchmodSync(handle, mode & MODE_BITS);
  } catch (error) {
    throw new Error(`its owner and mode cannot be kept: ${reason(error)}`, { cause: error });
  }
}

/**
 * Replaces `file` by `next`, and keeps the old file under the name `aside`. On a file system without hard links, the file is missing
 * between two calls; after a kill, `recoverFile` restores it.
 */
function swap(file: string, next: string, aside: string, disk: Disk): void {
  let isLinked = true;
  try {
    disk.linkSync(file, aside);
  } catch (error) {
    if (!WITHOUT_LINKS.has((error as NodeJS.ErrnoException).code ?? '') || !statsOf(file)?.isFile()) throw error;
    disk.renameSync(file, aside);
    isLinked = false;
  }
  try {
    disk.renameSync(next, file);
  } catch (error) {
    if (isLinked) disk.unlinkSync(aside);
    else disk.renameSync(aside, file);
    throw error;
  }
}

/** Removes the old file, unless its text is unexpected: then another program has written to it, and it is restored. */
function settle(file: string, names: Names, { before, after }: Texts, disk: Disk): string | null {
  const versions = (name: string): string =>
    `it has been changed during the run, and one of its versions is in ${path.basename(name)}`;
  try {
    if (!statsOf(names.kept)) return null;
    if (digestOf(names.kept) === before) {
      disk.unlinkSync(names.kept);
      return null;
    }
    if (digestOf(file) !== after) return versions(names.kept);
    swap(file, names.kept, names.other, disk);
    if (digestOf(names.other) !== after) return versions(names.other);
    disk.unlinkSync(names.other);
    return CHANGED;
  } catch (error) {
    return statsOf(names.kept) ? `${versions(names.kept)} (${reason(error)})` : reason(error);
  }
}

/**
 * The digest of a file; null if there is none or it is not a regular file.
 * @throws if it cannot be read
 */
export function digestOf(file: string): string | null {
  if (!statsOf(file)?.isFile()) return null;
  const handle = fs.openSync(file, READ);
  try {
    return digest(fs.readFileSync(handle));
  } finally {
    fs.closeSync(handle);
  }
}

function statsOf(file: string): Stats | undefined {
  try {
    return fs.lstatSync(file, { throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  }
}

function isSameFile(one: string, other: string): boolean {
  const [a, b] = [statsOf(one), statsOf(other)];
  return a !== undefined && b !== undefined && a.ino === b.ino && a.dev === b.dev;
}

function remove(file: string, disk: Disk): void {
  if (statsOf(file)) disk.unlinkSync(file);
}

/** The new name has to be on the disk before the old text is removed. */
function syncFolder(file: string, disk: Disk): void {
  try {
    const handle = disk.openSync(path.dirname(file), 'r');
    try {
      disk.fsyncSync(handle);
    } finally {
      fs.closeSync(handle);
    }
  } catch {
    // Not every system supports this: then the system decides when it is written.
  }
}
