/** What the strategies plan, and the one comparison that chooses among them. */
import { combine, type Edit } from './text/edits.js';
import type { Part } from './fix-context.js';
import type { Verdict } from './fix-plan.js';
import type { Strategy } from './strategies.js';

/** The plan of one strategy. */
export interface Candidate {
  readonly strategy: Pick<Strategy, 'name' | 'title' | 'rank' | 'isUsual'>;
  readonly verdict: Verdict;
  /** What to check, or why nothing is written; empty for a safe plan. */
  readonly reason: string;
  readonly edits: readonly Edit[];
  /** So many releases that one for all of them is easier to read, and none of them comes before a wait of the program. */
  readonly isCrowded: boolean;
  /** A release may meet a body that has been read, and does not ask. */
  readonly isBehindReader: boolean;
  /** How much a reader of the change has to look at, whatever the layout. */
  readonly size: number;
  /** It releases as soon as the resource is there. */
  readonly isAtOnce: boolean;
  /** How many exits of the finding are left to a person. */
  readonly left: number;
}

/** Above this number of releases, one `finally` is easier to read. */
const MANY = 3;

/** What a line that moves counts, in characters. */
const MOVED = 10;

const ORDER: readonly Verdict[] = ['safe', 'review', 'none'];

/**
 * The parts of a plan together: all of them, or none.
 *
 * @param left how many exits of the finding it leaves alone
 */
export function candidateOf(strategy: Candidate['strategy'], parts: readonly Part[], left = 0): Candidate {
  const refused = parts.find((part) => 'refused' in part);
  const written = parts.flatMap((part) => ('refused' in part ? [] : [part]));
  const edits = refused ? null : combine(written.flatMap((part) => part.edits));
  const isEmpty = edits?.every(({ range: [start, end], text }) => start === end && text === '');
  const failure =
    refused?.refused ?? (!edits ? 'the places to change overlap' : isEmpty ? 'no release can be written there' : null);
  const check = written.find((part) => part.check !== null)?.check ?? null;
  const releases = written.reduce((sum, part) => sum + (part.releases ?? 1), 0);
  return {
    strategy,
    verdict: failure !== null ? 'none' : check !== null ? 'review' : 'safe',
    reason: failure ?? check ?? '',
    edits: failure === null && edits ? edits : [],
    isCrowded: releases > MANY && !written.some((part) => part.isBeforeWait),
    isBehindReader: written.some((part) => part.isBehindReader),
    size: sizeOf(edits ?? []),
    isAtOnce: written.some((part) => part.isAtOnce),
    left,
  };
}

/** Whether nothing that is asked later could be better. */
export const isGood = ({ verdict, isCrowded }: Candidate): boolean => verdict === 'safe' && !isCrowded;

/** The best plan, of equally good ones the first; where there is none, what the usual strategy says. */
export function best(candidates: readonly Candidate[]): Candidate | null {
  const usual = candidates.find(({ strategy }) => strategy.isUsual) ?? null;
  if (usual && candidates.every(({ verdict }) => verdict === 'none')) return usual;
  return candidates.reduce<Candidate | null>(
    (found, one) => (found && comparePlans(found, one) <= 0 ? found : one),
    null,
  );
}

/**
 * Which of two plans is better: negative for the first, positive for the second, 0 where they are equally good. The
 * verdict counts first; then what is
 * released sooner, and on its own; then what is shorter.
 */
export function comparePlans(a: Candidate, b: Candidate): number {
  return (
    ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict) ||
    a.left - b.left ||
    Number(a.isCrowded) - Number(b.isCrowded) ||
    a.strategy.rank - b.strategy.rank ||
    Number(a.isBehindReader) - Number(b.isBehindReader) ||
    a.size - b.size ||
    Number(b.isAtOnce) - Number(a.isAtOnce)
  );
}

/** What is written, without white space and semicolons, and every line that moves. */
const sizeOf = (edits: readonly Edit[]): number =>
  edits.reduce((size, { text }) => size + (lengthOf(text) || MOVED), 0);

const lengthOf = (text: string): number => [...text].filter((one) => one !== ';' && one.trim() !== '').length;
