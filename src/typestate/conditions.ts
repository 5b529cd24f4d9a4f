/** What follows for a path from how a condition has come out. */
import { isUnread, setKnown, updateDuty, type State } from './state.js';
import { complement, NO_STATUS, statusesOf } from './statuses.js';
import { fulfilled, goes, INFEASIBLE, type Step } from './step.js';
import { ORDER, Term, type Subject } from './terms.js';
import { oneOf, UNKNOWN, type AbstractValue, type Test, type ValueSet } from './values.js';

/**
 * What becomes of a path on which `test` comes out as `outcome`.
 *
 * @param isWorthKnowing whether the subject will be asked about again.
 */
export function assume(
  state: State,
  test: Test | null,
  outcome: boolean,
  isWorthKnowing: (subject: Subject) => boolean = () => true,
): Step {
  if (!test) return goes(state);
  switch (test.kind) {
    case 'constant':
      return test.value === outcome ? goes(state) : INFEASIBLE;
    case 'status': {
      if (!state.site) return goes(state);
      const status = state.duty.status & (outcome ? test.set : complement(test.set));
      if (status === NO_STATUS) return INFEASIBLE;
      if ((status & ~statusesOf(state.site.protocol.emptyStatuses)) === NO_STATUS) return fulfilled('empty');
      return goes(status === state.duty.status ? state : updateDuty(state, { status }));
    }
    case 'ended':
    case 'empty':
      if (outcome === test.negated || !state.site) return goes(state);
      // What has read from it is followed on to where it fails.
      return fulfilled(
        test.kind,
        test.kind === 'ended' && isUnread(state.duty) && state.duty.touched
          ? updateDuty(state, { phase: 'locked' })
          : undefined,
      );
    case 'fact': {
      const before = knownOf(state, test.subject);
      const after = before.within(outcome ? test.set : test.set.complement());
      if (after === null) return INFEASIBLE;
      return goes(after === before || !isWorthKnowing(test.subject) ? state : setKnown(state, test.subject, after));
    }
  }
}

/** The state of a path on which all of this holds; null if that cannot be. */
export function withFacts(state: State, facts: ReadonlyMap<Subject, ValueSet>): State | null {
  let next: State = state;
  for (const [subject, set] of facts) {
    const found = knownOf(next, subject).within(set);
    if (!found) return null;
    next = setKnown(next, subject, found);
  }
  return next;
}

/** What a test that has been passed already came out as, where the path still knows. */
export function decided(state: State, test: Test | null): boolean | null {
  if (!test) return null;
  // The other outcome leaves nothing to follow.
  if (test.kind === 'ended' || test.kind === 'empty') return state.site ? test.negated : null;
  const yes = assume(state, test, true).kind !== 'infeasible';
  const no = assume(state, test, false).kind !== 'infeasible';
  return yes === no ? null : yes;
}

/** What a path has found out of a subject. */
export const knownOf = ({ known }: State, subject: Subject): AbstractValue =>
  known.get(subject) ?? (subject instanceof Term && subject.operator === ORDER ? ANY_ORDER : UNKNOWN);

/** Of two things that are ordered, exactly one of these holds. */
const ANY_ORDER = oneOf(['<', '=', '>']);
