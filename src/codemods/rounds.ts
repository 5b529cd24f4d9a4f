/** Applies fix plans to a text, round by round, until no plan is left to apply. The caller finds and plans. */
import type { Finding } from '../findings/finding.js';
import { apart, applyEdits, combine, originOf, type Edit } from '../fixes/text/edits.js';
import type { FixPlan } from '../fixes/fix-plan.js';
import type { Strategy } from './strategy.js';

export interface Planned {
  readonly finding: Finding;
  readonly plan: FixPlan;
}

/** A site and its result. */
export interface MigratedSite extends Planned {
  /** The position of the finding in the original text; for a position inside an edit, the start of the edit. */
  readonly origin: number;
  /** For a finding that is left: the reason. For an applied fix: what a person has to check, or empty. */
  readonly reason: string;
}

export interface Outcome {
  /** The new text; the old text if no fix was applied. */
  readonly text: string;
  readonly applied: readonly MigratedSite[];
  /** The remaining findings; offsets refer to the new text. */
  readonly left: readonly MigratedSite[];
}

/** A fix can reveal another finding; more rounds than this indicate a cycle of fixes. */
const MAX_ROUNDS = 10;

/**
 * Yields each text to analyse, `text` first, and receives its findings. Returns the result.
 *
 * @param before what is changed in the text before anything is looked at: the import of what the fixes call
 */
export function* rounds(
  text: string,
  strategy: Strategy,
  before: readonly Edit[] = [],
): Generator<string, Outcome, readonly Planned[]> {
  const done: (readonly Edit[])[] = before.length > 0 ? [before] : [];
  const applied: MigratedSite[] = [];
  const siteOf = (planned: Planned, reason: string): MigratedSite => ({
    ...planned,
    reason,
    origin: done.reduceRight((offset, edits) => originOf(offset, edits), planned.finding.range[0]),
  });
  for (let current = applyEdits(text, before); ;) {
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
          siteOf(one, one.plan.verdict === 'safe' ? 'the fixes undo each other' : one.plan.reason),
        ),
      };
    }
    applied.push(...chosen.map((one) => siteOf(one, one.plan.reason)));
    current = applyEdits(current, edits);
    done.push(edits);
  }
}
