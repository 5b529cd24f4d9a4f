/** The message of a finding: one sentence about the leak and its place, one about how to end the duty. */
import type { Exit, Finding } from './finding.js';

const MAX_EXITS = 3;

/** What ends a body whose destination may close first. */
const PIPED_ON =
  'Use `pipeline(…)` of `node:stream`, which then destroys the body, or destroy the body when the destination closes.';

/** The message of a finding, as every host shows it. */
export function messageOf(finding: Finding): string {
  const isPiped = finding.exits.length > 0 && finding.exits.every(({ kind }) => kind === 'sink');
  return `${sentence(finding)} ${isPiped ? PIPED_ON : finding.remedy}`;
}

function sentence(finding: Finding): string {
  switch (finding.rule) {
    case 'no-unconsumed-body':
      return `The response of \`${finding.client}\` is never consumed or cancelled ${exitList(finding.exits)}.`;
    case 'no-unclosed-agent':
      return `The agent made by \`${finding.client}\` is never closed ${exitList(finding.exits)}.`;
    case 'no-premature-close':
      if (finding.cause!.isRead)
        return `This destroys the agent of \`${finding.client}\` before the read that the function returns on line ${finding.cause!.line} has ended, so the read fails.`;
      return `This closes the agent of \`${finding.client}\` before the response that leaves the function on line ${finding.cause!.line} has been read. So \`close()\` never resolves, or \`destroy()\` makes the read fail.`;
    case 'no-orphaned-body':
      return `After line ${finding.cause!.line} the code keeps only the body of this response of \`${finding.client}\`. Once the response is garbage-collected, an unread body ends without data and without an error.`;
    case 'no-body-reuse':
      return finding.cause!.range[0] === finding.range[0]
        ? `This ${failing(finding)} from the second iteration on: the body of this ${bodied(finding)} can be read only once.`
        : `This ${failing(finding)}: the body of this ${bodied(finding)} was read or locked on line ${finding.cause!.line}, and can be read only once.`;
    case 'no-locked-cancel':
      return `This cancel rejects with a TypeError: the body was locked on line ${finding.cause!.line}, and a body stays locked once it is read.`;
  }
}

/** The object with the body: "`fetch` response", "`Request`". */
const bodied = ({ client, cause }: Finding): string => `\`${client}\`${cause!.isObject ? '' : ' response'}`;

const failing = ({ cause }: Finding): string => (cause!.mayGetNothing ? 'fails or gets nothing' : 'fails');

function exitList(all: readonly Exit[]): string {
  const exits = all
    .slice(0, MAX_EXITS)
    .map((exit) => (exit.inError ? `${exitText(exit)} (in the error of a rejected status)` : exitText(exit)));
  const more = all.length - exits.length;
  if (more > 0) exits.push(`${more} more`);
  return exits.length > 1 ? `${exits.slice(0, -1).join(', ')} and ${exits.at(-1)!}` : exits[0]!;
}

/** `on the path of the throw on line 12`. */
export function exitText(exit: Exit): string {
  switch (exit.kind) {
    case 'discard':
      return `when it is dropped on line ${exit.line}`;
    case 'overwrite':
      return `when the last variable that holds it is overwritten on line ${exit.line}`;
    case 'field':
      return `by any method of the class that stores it on line ${exit.line}`;
    case 'hook':
      return `by any \`after\` hook of the tests for which it is made on line ${exit.line}`;
    case 'drop':
      return `when the last reference to it is removed on line ${exit.line}`;
    case 'sink':
      return `if the destination of the pipe on line ${exit.line} closes first`;
    case 'end':
      return `by the end ${exit.of === undefined ? '' : `of ${exit.of} `}on line ${exit.line}`;
    case 'settled':
      return `if the timer settles the promise before the call on line ${exit.line}`;
    case 'exception':
      return `if the call on line ${exit.line} throws`;
    case 'yield':
      return `if the consumer of the generator stops at the \`yield\` on line ${exit.line}`;
    case 'helper':
      return `by \`${exit.inner!.name}\` on line ${exit.line} (which ${innerText(exit.inner!)})`;
    default:
      return `on the path of the \`${exit.kind}\` on line ${exit.line}`;
  }
}

function innerText({ exit, file }: NonNullable<Exit['inner']>): string {
  const at = `line ${exit.line}${file === undefined ? '' : ` of ${shortPath(file)}`}`;
  switch (exit.kind) {
    case 'throw':
      return `throws on ${at}`;
    case 'return':
      return `returns on ${at}`;
    case 'end':
      return `ends on ${at}`;
    case 'discard':
      return `drops it on ${at}`;
    case 'helper':
      return `calls \`${exit.inner!.name}\` on ${at}`;
    default:
      return `leaves it open on ${at}`;
  }
}

/** The last folder and the name: packages often have files of the same name. */
const shortPath = (file: string): string => file.split(/[\\/]/).slice(-2).join('/');
