/** Applies fix plans to a text, round by round, until nothing is left to apply. Who runs it finds and plans. */
import type { Finding } from '../findings/finding.js';
import { apart, applyEdits, combine, originOf, type Edit } from '../fixes/edits.js';
import type { FixPlan } from '../fixes/fix-plan.js';

/** `safe` applies what keeps behaviour on every path in sight; `review` also what a person has to check. */
export const STRATEGIES = ['safe', 'review'] as const;
export type Strategy = (typeof STRATEGIES)[number];

export interface Planned {
  readonly finding: Finding;
  readonly plan: FixPlan;
}

/** A site and what became of it. */
export interface MigratedSite extends Planned {
  /** Where the finding was in the text that the rounds began with; in the middle of an edit, where the edit began. */
  readonly origin: number;
  /** For what is left: why. For what was applied: what a person has to check, or nothing. */
  readonly reason: string;
}

export interface Outcome {
  /** The new text; the old one where nothing was applied. */
  readonly text: string;
  readonly applied: readonly MigratedSite[];
  /** What is still found; its offsets are those of the new text. */
  readonly left: readonly MigratedSite[];
}

/** A fix can uncover what another one hid; more rounds than this would be a circle. */
const MAX_ROUNDS = 10;

/** Gives each text that has to be looked at, `text` first, and takes what is found in it. The last one given is the result. */
export function* rounds(text: string, strategy: Strategy): Generator<string, Outcome, readonly Planned[]> {
  const done: Edit[][] = [];
  const applied: MigratedSite[] = [];
  const siteOf = (planned: Planned, reason: string): MigratedSite => ({
    ...planned,
    reason,
    origin: done.reduceRight((offset, edits) => originOf(offset, edits), planned.finding.range[0]),
  });
  for (let current = text; ;) {
    const planned = yield current;
    const chosen =
      done.length < MAX_ROUNDS
        ? apart(
            planned
              .filter(({ plan: { verdict } }) => verdict === 'safe' || verdict === strategy)
              .map((one) => ({ ...one, edits: one.plan.edits })),
          )
        : [];
    const edits = combine(chosen.flatMap((one) => one.edits));
    if (!edits || edits.length === 0) {
      return {
        text: current,
        applied,
        left: planned.map((one) =>
          siteOf(one, one.plan.verdict === 'safe' ? 'the fixes go round in circles' : one.plan.reason),
        ),
      };
    }
    applied.push(...chosen.map((one) => siteOf(one, one.plan.reason)));
    current = applyEdits(current, edits);
    done.push(edits);
  }
}
