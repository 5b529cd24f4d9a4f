/** The files that a command writes for the user: reports and baselines. Folders are never created for them. */
import { constants, statSync } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { reason } from './files.js';
import { displayPath } from './paths.js';

/**
 * Makes sure, before the work begins, that a file can be written.
 *
 * @param option the option that names it
 * @throws if it cannot, with the reason
 */
export async function refuseUnwritable(file: string, option: string, cwd: string): Promise<void> {
  const shown = displayPath(file, cwd);
  const folder = path.dirname(file);
  const shownFolder = displayPath(folder, cwd);
  const parent = statSync(folder, { throwIfNoEntry: false });
  if (!parent) throw new Error(`${option}: the folder ${shownFolder} does not exist; create it first`);
  if (!parent.isDirectory()) throw new Error(`${option}: ${shownFolder} is not a folder`);
  const existing = statSync(file, { throwIfNoEntry: false });
  if (existing?.isDirectory()) throw new Error(`${option}: ${shown} is a folder`);
  try {
    await access(existing ? file : folder, constants.W_OK);
  } catch (error) {
    throw new Error(`${option}: ${shown} cannot be written: ${reason(error)}`, { cause: error });
  }
}
