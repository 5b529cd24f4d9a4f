/** How far to look for files that apply to everything below their folder. */
import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * Whether the search upwards ends at a folder: at the root of a repository; without one, at the current folder or, for files outside of
 * it, at the root of the file system.
 */
export function isOutermost(folder: string, cwd: string): boolean {
  const isRoot = folder === path.dirname(folder) || existsSync(path.join(folder, '.git'));
  return isRoot || (folder === cwd && !isInRepository(folder));
}

function isInRepository(folder: string): boolean {
  return (
    existsSync(path.join(folder, '.git')) || (folder !== path.dirname(folder) && isInRepository(path.dirname(folder)))
  );
}
