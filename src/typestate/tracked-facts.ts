/** Which conditions of a function are worth remembering: those about something that another condition asks again. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Graph } from '../cfg/index.js';
import { bindingOfVariable } from '../syntax/bindings.js';
import { constantOf } from '../syntax/constants.js';
import { isWithin } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';
import { isConstant } from '../syntax/variables.js';
import { isAbout, parametersOf } from './handout-conditions.js';
import { type Place, isTemporary } from './state.js';
import { isUnchanged } from './literals.js';
import { chainsIn, subjectOf, term, Term, type Subject } from './terms.js';
import { ANYTHING, SOME_BOOLEAN, type AbstractValue } from './values.js';

export interface TrackedFacts {
  /** The condition may be asked again, or it is about what the caller has passed: it is remembered while all paths agree. */
  readonly isWorthKnowing: (subject: Subject) => boolean;
  /**
   * What keeps paths apart that differ in it: a value that is certain, or one that may be asked for again; null where
   * nothing does. Of an object whose properties are assigned, those count that are asked for.
   */
  readonly separating: (place: Place, value: AbstractValue) => AbstractValue | null;
}

/** Which facts matter, by what the tests of a function ask about. */
export function trackedFacts(unit: Unit, graph: Graph): TrackedFacts {
  const tests = new Set<TSESTree.Node>();
  for (const block of graph.blocks) {
    for (const edge of block.edges) {
      if (edge.kind === 'branch' || edge.kind === 'nullish') tests.add(edge.test);
      else if (edge.kind === 'case') tests.add(edge.clause);
    }
  }
  const counts = new Map<Subject, number>();
  for (const test of tests) {
    const asked = test.type === 'SwitchCase' ? test.parent : test;
    const node = asked.type === 'SwitchStatement' ? asked.discriminant : asked;
    const found = [subjectOf(unit, node), subjectOf(unit, constantOf(unit, node))];
    // The result of the call may show whether it was made.
    const weight = isBeforeCall(test) ? 2 : 1;
    for (const chain of new Set(found.flatMap((subject) => (subject ? chainsIn(subject) : []))))
      counts.set(chain, (counts.get(chain) ?? 0) + weight);
  }
  const parameters = parametersOf(unit, graph.root);
  const isRepeated = (subject: Subject): boolean => {
    const chains = chainsIn(subject);
    return chains.length === 0 || chains.some((chain) => (counts.get(chain) ?? 0) > 1);
  };
  return {
    isWorthKnowing: (subject) => isRepeated(subject) || isAbout(subject, parameters),
    separating(place, value) {
      if (value.isCertain && !(place instanceof Term) && !isGiven(place))
        return isTemporary(place) || value.meaning?.kind !== 'record' || isUnchanged(place)
          ? value
          : value.restrictedTo((name) => counts.has(term(unit, `.${name}`, place)));
      return !isTemporary(place) && isNarrowed(value) && isRepeated(place) ? value : null;
    },
  };
}

/** Whether an optional chain continues with a call that has arguments: `handler?.(response)`, `hooks?.failed(response)`. */
function isBeforeCall(test: TSESTree.Node): boolean {
  for (let at = test.parent; at?.type === 'MemberExpression' || at?.type === 'CallExpression'; at = at.parent)
    if (at.type === 'CallExpression' && at.arguments.length > 0) return isWithin(test, at.callee);
  return false;
}

const isNarrowed = ({ set }: AbstractValue): boolean => !set.equals(ANYTHING) && !set.equals(SOME_BOOLEAN.set);

/** Whether nothing but a condition can say more of the value, for it is the caller's. */
const isGiven = (place: Exclude<Place, Term>): boolean =>
  'defs' in place && bindingOfVariable(place)?.kind === 'parameter' && isConstant(place);
