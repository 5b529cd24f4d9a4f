/** Safe access to files of an untrusted folder: a path may be a named pipe or a folder, may have been removed, or may not be readable. */
import { constants, type Stats } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { shellWord } from './visible.js';

/** The path exists, but is not a regular file. */
export class NotAFile extends Error {}

/**
 * Reads a file. It never waits for the writer of a named pipe.
 * @throws NotAFile, or the error of the system
 */
export async function readRegularFile(file: string): Promise<Buffer> {
  refuseOthers(await stat(file));
  // The file may have been replaced by a pipe since it was found. Windows has neither this flag nor named pipes in folders.
  const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    refuseOthers(await handle.stat());
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/**
 * The text of a file in UTF-8, without a byte order mark: neither parsers nor editors count it.
 * @throws NotAFile, or the error of the system
 */
export async function readText(file: string): Promise<string> {
  return new TextDecoder().decode(await readRegularFile(file));
}

/**
 * The same; undefined if there is no such file.
 * @throws NotAFile, or another error of the system
 */
export async function textIfThere(file: string): Promise<string | undefined> {
  try {
    return await readText(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

type Kind = Pick<Stats, 'isFile' | 'isDirectory' | 'isFIFO' | 'isSocket'>;

/** The name of the kind of an entry that is not a file; undefined for a file. */
export function otherKind(entry: Kind): string | undefined {
  if (entry.isFile()) return undefined;
  if (entry.isDirectory()) return 'a folder';
  if (entry.isFIFO()) return 'a named pipe';
  return entry.isSocket() ? 'a socket' : 'a device';
}

/** @throws NotAFile for everything except a file */
export function refuseOthers(entry: Kind): void {
  const kind = otherKind(entry);
  if (kind !== undefined) throw new NotAFile(`it is ${kind}, not a file`);
}

/**
 * Why an existing path cannot be read, and what to do about it.
 *
 * @param file absolute
 * @param mode the permission that `chmod` has to add
 */
export function whyUnreadable(error: unknown, file: string, cwd: string, mode: 'r' | 'rx' = 'r'): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EACCES':
    case 'EPERM':
      return `permission denied; to allow it: chmod u+${mode} ${shellWord(path.relative(cwd, file) || '.')}`;
    case 'ENOENT':
      return file.includes('\uFFFD') ? 'its name is not valid UTF-8' : 'it no longer exists: run the command again';
    case 'ELOOP':
      return 'its symbolic links form a cycle';
    case 'ENOTDIR':
      return 'one part of its path is a file, not a folder';
    default:
      return reason(error);
  }
}

/** The message of an error without its stack. */
export function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
