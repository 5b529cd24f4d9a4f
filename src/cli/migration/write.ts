/** Puts the new texts in place of the old ones: whole or not at all, and only where the old one is still there. */
import { access, constants, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { reason } from '../discover.js';
import type { Problem } from '../result.js';
import type { FilePlan } from './result.js';

const WRITE_BITS = 0o222;

/** Writes one file, keeping its mode and owner; a link is followed. Returns what stood in the way, or null. */
export async function writePlan({ file, before, after }: FilePlan): Promise<Problem | null> {
  try {
    // A file in a writable folder could be replaced although it is read-only, by root in any case.
    if (((await stat(file)).mode & WRITE_BITS) === 0) return { kind: 'unwritable', file, message: 'it is read-only' };
    await access(file, constants.W_OK);
    if (!(await readFile(file)).equals(Buffer.from(before))) return { kind: 'unwritable', file, message: 'it has been changed meanwhile: run the command again' };
    await writeFileAtomic(file, Buffer.from(after));
    return null;
  } catch (error) {
    return { kind: 'unwritable', file, message: reason(error) };
  }
}

/** Removes what a killed run may have left beside a file that it was writing: `name.1234567` with the new text or the beginning of it. */
export async function removeLeftovers({ file, after }: FilePlan): Promise<void> {
  const folder = path.dirname(file);
  const content = Buffer.from(after);
  for (const name of await readdir(folder)) {
    const isTemporary = name.startsWith(`${path.basename(file)}.`) && /^\d+$/.test(name.slice(path.basename(file).length + 1));
    if (!isTemporary) continue;
    const leftover = path.join(folder, name);
    const text = await readFile(leftover);
    if (content.subarray(0, text.length).equals(text)) await rm(leftover);
  }
}
