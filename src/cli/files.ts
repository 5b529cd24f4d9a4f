/** Files of a tree that may hold anything: what looks like a file may be a named pipe, a folder, gone by now, or not for everybody. */
import { constants, type Stats } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { shellWord } from './visible.js';

/** Something that is there, and is no file. */
export class NotAFile extends Error {}

/**
 * Reads a file. It never waits for the writer of a named pipe.
 * @throws NotAFile, or what the system says
 */
export async function readRegularFile(file: string): Promise<Buffer> {
  refuseOthers(await stat(file));
  // It may have been replaced meanwhile. Windows has no such flag, nor named pipes among its files.
  const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    refuseOthers(await handle.stat());
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

type Kind = Pick<Stats, 'isFile' | 'isDirectory' | 'isFIFO' | 'isSocket'>;

/** What something is called that is no file; undefined for a file. */
export function otherKind(entry: Kind): string | undefined {
  if (entry.isFile()) return undefined;
  if (entry.isDirectory()) return 'a folder';
  if (entry.isFIFO()) return 'a named pipe';
  return entry.isSocket() ? 'a socket' : 'a device';
}

/** @throws NotAFile for everything but a file */
export function refuseOthers(entry: Kind): void {
  const kind = otherKind(entry);
  if (kind !== undefined) throw new NotAFile(`it is ${kind}, not a file`);
}

/**
 * Why something that was there cannot be read, and what to do about it.
 *
 * @param file absolute
 * @param mode what `chmod` has to give
 */
export function whyUnreadable(error: unknown, file: string, cwd: string, mode: 'r' | 'rx' = 'r'): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EACCES':
    case 'EPERM':
      return `permission denied; to allow it: chmod u+${mode} ${shellWord(path.relative(cwd, file) || '.')}`;
    case 'ENOENT':
      return file.includes('\uFFFD') ? 'its name is not valid UTF-8' : 'it is gone: run the command again';
    case 'ELOOP':
      return 'its symbolic links lead in a circle';
    case 'ENOTDIR':
      return 'a part of its path is a file, not a folder';
    default:
      return reason(error);
  }
}

/** The words of an error without its stack. */
export function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
