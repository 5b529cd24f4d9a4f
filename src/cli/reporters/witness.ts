/** The path of a finding as lines, columns and text, for all reporters. */
import type { Exit, RuleName, Step } from '../../findings/finding.js';
import { displayPath } from '../paths.js';
import type { Leak } from '../result.js';

/** 1-based; the end is exclusive. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface WitnessStep extends Place {
  readonly text: string;
}

/** One exit with the steps that lead to it; the last step is the exit itself. */
export interface Witness {
  readonly exit: Exit;
  readonly steps: readonly WitnessStep[];
}

/** What of a leak its path is made of. */
export type Traced = Pick<Leak, 'finding' | 'text' | keyof Place>;

/** Where the cause of a fault is, if the finding is one. */
export function causeOf({ finding, text }: Traced): Place | null {
  return finding.cause ? placeFinder(text)(finding.cause.range) : null;
}

/** The witnesses of a leak, one per exit; other files are named as a person in `cwd` would type them. */
export function witnessesOf(leak: Traced, cwd: string): Witness[] {
  const place = placeFinder(leak.text);
  return leak.finding.exits.map((exit) => ({
    exit,
    steps: [
      ...exit.path.map((step: Step) => ({ ...place(step.range), text: step.text })),
      {
        ...place(exit.range),
        text: describeExit(exit, leak.finding.rule === 'no-unclosed-agent' ? 'agent' : 'body', cwd),
      },
    ],
  }));
}

/** The labels for the place that causes a fault. */
const CAUSES: { readonly [rule in RuleName]?: string } = {
  'no-locked-cancel': 'locked here',
  'no-body-reuse': 'read or locked here',
};

/** What the cause of a fault does. */
export const causeText = ({ finding }: Traced): string => CAUSES[finding.rule] ?? 'because of this';

/** What the call of a finding does. */
export function originText({ finding }: Traced, isDiscarded: boolean): string {
  if (isDiscarded) return 'opened and dropped here';
  return finding.rule === 'no-unclosed-agent' ? 'made here' : 'opened here';
}

/** The message without what to do about it. */
export function withoutRemedy({ message, finding: { remedy } }: Leak): string {
  return message.endsWith(remedy) ? message.slice(0, -remedy.length).trim() : message;
}

/** Every path of a finding from its first step to its last; at least one. */
export function pathsOf(leak: Traced, cwd: string): WitnessStep[][] {
  const { line, column, endLine, endColumn } = leak;
  const own = { line, column, endLine, endColumn };
  const cause = causeOf(leak);
  if (cause)
    return [
      [
        { ...cause, text: causeText(leak) },
        { ...own, text: 'breaks here' },
      ],
    ];
  const paths = witnessesOf(leak, cwd).map(({ exit, steps }) => {
    const isDiscarded = exit.kind === 'discard';
    const origin = { ...own, text: originText(leak, isDiscarded) };
    return isDiscarded ? [origin] : [origin, ...steps];
  });
  return paths.length > 0 ? paths : [[{ ...own, text: originText(leak, false) }]];
}

/** What happens to the resource at an exit. */
function describeExit(exit: Exit, resource: 'body' | 'agent', cwd: string): string {
  const open = `with the ${resource} still open`;
  switch (exit.kind) {
    case 'discard':
      return 'dropped here';
    case 'throw':
      return `throws ${open}`;
    case 'return':
      return `returns ${open}`;
    case 'yield':
      return `stops at this \`yield\` ${open}`;
    case 'end':
      return `ends ${open}`;
    case 'break':
      return `leaves the loop ${open}`;
    case 'continue':
      return `starts the next iteration ${open}`;
    case 'overwrite':
      return `overwritten ${open}`;
    case 'field':
      return 'stored in a field that no method closes';
    case 'hook':
      return 'made by a hook, and not closed by any hook';
    case 'settled':
      return 'dropped here, if the timer has settled the promise before';
    case 'drop':
      return `the last reference is removed ${open}`;
    case 'sink':
      return `is piped into a stream that may close ${open}`;
    case 'exception':
      return `may throw ${open}`;
    case 'helper':
      return exit.inner ? describeHelper(exit.inner, resource, cwd) : `the callee leaves the ${resource} open`;
  }
}

function describeHelper({ name, exit, file }: NonNullable<Exit['inner']>, resource: string, cwd: string): string {
  const where = `on line ${exit.line}${file === undefined ? '' : ` of ${displayPath(file, cwd)}`}`;
  return exit.kind === 'throw'
    ? `\`${name}\` throws ${where} with the ${resource} still open`
    : `\`${name}\` leaves the ${resource} open ${where}`;
}

/** Finds the lines and columns of ranges in `text`. */
export function placeFinder(text: string): (range: readonly [number, number]) => Place {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) starts.push(match.index + match[0].length);
  const locate = (offset: number): { line: number; column: number } => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
  return ([from, to]) => {
    const start = locate(from);
    const end = locate(to);
    return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
  };
}
