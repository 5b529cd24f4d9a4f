/** Writes the files of a plan, working tree by working tree. */
import { randomBytes } from 'node:crypto';
import { reason } from '../discover.js';
import type { Progress } from '../progress.js';
import type { Problem } from '../result.js';
import { byRepository } from '../repositories.js';
import type { FilePlan } from './result.js';
import { createFile, digest, replaceFile, type Texts } from './swap.js';
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
  // A new file comes first: the others import it.
  const ordered = [...changes].sort((a, b) => Number(b.isNew ?? false) - Number(a.isNew ?? false));
  const byFile = new Map(ordered.map((change) => [change.file, change]));
  for (const [root, files] of byRepository([...byFile.keys()])) {
    const journal = trees.journalOf(root);
    const token = journal?.token ?? randomBytes(8).toString('hex');
    const refused = messageOf(() => {
      journal?.announce(new Map(files.map((file) => [file, textsOf(byFile.get(file)!)])));
      return null;
    });
    for (const file of files) {
      const change = byFile.get(file)!;
      const message = refused ?? whyNot(change, written) ?? messageOf(() => put(change, token));
      if (message === null) written.add(file);
      else problems.push({ kind: 'unwritable', file, message });
      progress.advance();
    }
  }
  progress.stop();
  return { written, problems };
}

const whyNot = ({ needs }: FilePlan, written: ReadonlySet<string>): string | null =>
  needs === undefined || written.has(needs) ? null : 'the module that it would import could not be created';

const put = ({ file, before, after, isNew }: FilePlan, token: string): string | null =>
  isNew
    ? createFile(file, token, Buffer.from(after))
    : replaceFile(file, token, Buffer.from(before), Buffer.from(after));

/** What is not there has no text that could be mistaken for one of its own. */
const textsOf = ({ before, after, isNew }: FilePlan): Texts => ({
  before: isNew ? '' : digest(Buffer.from(before)),
  after: digest(Buffer.from(after)),
});

function messageOf(act: () => string | null): string | null {
  try {
    return act();
  } catch (error) {
    return reason(error);
  }
}
