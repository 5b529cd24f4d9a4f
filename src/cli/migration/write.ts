/** Writes the files of a plan, working tree by working tree. */
import { randomBytes } from 'node:crypto';
import { reason } from '../discover.js';
import type { Progress } from '../progress.js';
import type { Problem } from '../result.js';
import { byRepository } from './repositories.js';
import type { FilePlan } from './result.js';
import { digest, replaceFile, type Texts } from './swap.js';
import type { WorkingTrees } from './working-trees.js';

export interface Written {
  /** The files with their new text. */
  readonly written: ReadonlySet<string>;
  /** One problem for each of the other files. */
  readonly problems: readonly Problem[];
}

/**
 * Writes the changed files. A file that cannot be written, or that has changed since it was planned, becomes a problem. If the journal
 * of a working tree cannot be written, no file of the tree is written.
 */
export function writeFiles(changes: readonly FilePlan[], trees: WorkingTrees, progress: Progress): Written {
  const written = new Set<string>();
  const problems: Problem[] = [];
  const byFile = new Map(changes.map((change) => [change.file, change]));
  for (const [root, files] of byRepository([...byFile.keys()])) {
    const journal = trees.journalOf(root);
    const token = journal?.token ?? randomBytes(8).toString('hex');
    const refused = messageOf(() => {
      journal?.announce(new Map(files.map((file) => [file, textsOf(byFile.get(file)!)])));
      return null;
    });
    for (const file of files) {
      const { before, after } = byFile.get(file)!;
      const message = refused ?? messageOf(() => replaceFile(file, token, Buffer.from(before), Buffer.from(after)));
      if (message === null) written.add(file);
      else problems.push({ kind: 'unwritable', file, message });
      progress.advance();
    }
  }
  progress.stop();
  return { written, problems };
}

const textsOf = ({ before, after }: FilePlan): Texts => ({
  before: digest(Buffer.from(before)),
  after: digest(Buffer.from(after)),
});

function messageOf(act: () => string | null): string | null {
  try {
    return act();
  } catch (error) {
    return reason(error);
  }
}
