/** Folders that are made once for all tests of a run, by the one that needs them first. */
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { inject } from 'vitest';

/**
 * @param fill makes the content; called where there is none yet
 * @returns the folder of that name, into which no test may write
 */
export function sharedFolder(name: string, fill: (folder: string) => void): string {
  const target = path.join(inject('shared'), name);
  if (existsSync(target)) return target;
  const folder = mkdtempSync(`${target}-`);
  fill(folder);
  try {
    renameSync(folder, target);
  } catch {
    // Another worker has made it meanwhile.
    rmSync(folder, { recursive: true });
  }
  return target;
}
