/** The words of a finding: one sentence for what leaks and where, one for what ends the duty. */
import { basename } from 'node:path';
import type { Exit, Finding } from './finding.js';

const MAX_EXITS = 3;

/** The message of a finding, as every host shows it. */
export function messageOf(finding: Finding): string {
  const exits = finding.exits.slice(0, MAX_EXITS).map(exitText);
  const more = finding.exits.length - exits.length;
  if (more > 0) exits.push(`${more} more`);
  const list = exits.length > 1 ? `${exits.slice(0, -1).join(', ')} and ${exits.at(-1)!}` : exits[0]!;
  return `The response of \`${finding.client}\` is never consumed or cancelled ${list}. ${finding.remedy}`;
}

/** `by the throw on line 12`. */
export function exitText(exit: Exit): string {
  switch (exit.kind) {
    case 'discard':
      return `when it is dropped on line ${exit.line}`;
    case 'overwrite':
      return `when its last variable is overwritten on line ${exit.line}`;
    case 'end':
      return `by the end on line ${exit.line}`;
    case 'exception':
      return `if the call on line ${exit.line} throws`;
    case 'helper':
      return `by \`${exit.inner!.name}\` on line ${exit.line} (its ${innerText(exit.inner!)})`;
    default:
      return `on the path of the \`${exit.kind}\` on line ${exit.line}`;
  }
}

function innerText({ exit, file }: NonNullable<Exit['inner']>): string {
  const where = file === undefined ? `line ${exit.line}` : `${basename(file)}:${exit.line}`;
  return exit.kind === 'end' || exit.kind === 'discard' ? `end at ${where}` : exit.kind === 'helper' ? `call of \`${exit.inner!.name}\` at ${where}` : `${exit.kind} at ${where}`;
}
