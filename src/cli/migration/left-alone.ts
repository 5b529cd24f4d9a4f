/** Finds the files that are changed only if the command line names them, and the files that are never changed. */
import { statSync } from 'node:fs';
import { Blocked } from '../git.js';
import { generatedMarker } from './generated.js';
import { attributedFiles, byRepository, ignoredFiles, isIgnored } from '../repositories.js';
import type { Scope } from './scope.js';
import { hardLinked } from './swap.js';

/** A file with its text. */
interface Text {
  readonly file: string;
  readonly text: string;
}

/** The `files` that are left alone, with the reasons. If git cannot be run, its reasons are not known. */
export async function leftAlone(files: readonly Text[], scope: Scope): Promise<Map<string, string>> {
  const reasons = new Map<string, string>();
  for (const { file, text } of files) {
    const reason = objection(file, text, scope);
    if (reason !== null) reasons.set(file, reason);
  }
  const open = files.map(({ file }) => file).filter((file) => !reasons.has(file) && !scope.isNamed(file));
  for (const [root, own] of byRepository(open)) {
    if (root === null) continue;
    try {
      for (const [file, attribute] of await attributedFiles(root, own))
        reasons.set(file, `.gitattributes says ${attribute}`);
      for (const file of await ignoredFiles(root, own)) {
        if (!(await isIgnored(root, scope.folderOf(file)))) reasons.set(file, 'git ignores it');
      }
    } catch (error) {
      // Other failures are left to the checks before writing, which the user can skip.
      if (!(error instanceof Blocked)) continue;
      for (const file of own)
        if (!reasons.has(file)) reasons.set(file, `whether git ignores it is not known (${error.message})`);
    }
  }
  return reasons;
}

function objection(file: string, text: string, scope: Scope): string | null {
  const stats = statSync(file, { throwIfNoEntry: false });
  const linked = stats ? hardLinked(file, stats) : null;
  if (linked !== null) return linked;
  const place = scope.objection(file);
  if (place !== null) return place;
  const marker = scope.isNamed(file) ? null : generatedMarker(text);
  return marker === null ? null : `it is generated (${marker})`;
}
