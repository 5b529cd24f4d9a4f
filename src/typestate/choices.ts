/** Paths on which one of several functions is called, as the condition decides that chose it. */
import type { TSESTree } from '@typescript-eslint/utils';
import { bindingOfVariable } from '../syntax/bindings.js';
import { childrenOf, enclosingFunction, isFunction } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';
import type { Alternative } from '../types/alternatives.js';
import type { FunctionDefinition } from '../types/definitions.js';
import { assume } from './conditions.js';
import { isTemporary, type State } from './state.js';
import { goes, isEnding, type Going, type Step } from './step.js';
import { chainsIn, includes, subjectOf, Term, type Subject } from './terms.js';
import { ask, testOf, valueOf } from './value-of.js';
import { SOME_BOOLEAN, ValueSet, type Constant } from './values.js';

/**
 * Runs each of the functions on the paths that choose it; null where the path may know more of that than is followed,
 * or one of them cannot be run.
 */
export function inEach<S extends Step>(
  unit: Unit,
  state: State,
  alternatives: readonly Alternative[],
  run: (callee: FunctionDefinition, state: State) => readonly S[] | null,
): readonly (S | Exclude<Step, Going>)[] | null {
  const all: (S | Exclude<Step, Going>)[] = [];
  for (const alternative of alternatives) {
    const { callee, isOneOfAll } = alternative;
    const step = choose(unit, state, alternative);
    if (!step) return null;
    if (step.kind !== 'goes') {
      all.push(step);
      continue;
    }
    const steps = run(callee, step.state);
    // Of a list that is gone through, which of them has run by then is not followed.
    if (!steps || (isOneOfAll && steps.some((one) => isEnding(one)))) return null;
    all.push(...steps);
  }
  return all;
}

/** The path that chooses one of them; null where it may know more of that than is followed. */
function choose(unit: Unit, state: State, { tests, deciding, lookups }: Alternative): Step | null {
  if (deciding.some((node) => mayDecide(unit, state, node))) return null;
  let step: Step = goes(state);
  for (const { test, outcome } of tests)
    if (step.kind === 'goes') step = assume(step.state, testOf(unit, step.state, test), outcome);
  for (const { key, names, isAmong } of lookups) {
    if (step.kind !== 'goes') continue;
    const test = ask(unit, step.state, key, ValueSet.of(...names.flatMap(keysNamed)));
    if (test?.kind === 'status' || test?.kind === 'constant') step = assume(step.state, test, isAmong);
    else if (mayDecide(unit, state, key)) return null;
  }
  return step;
}

/** What finds a property of this name: a number counts as its text. */
const keysNamed = (name: string): readonly Constant[] =>
  String(Number(name)) === name ? [name, Number(name)] : [name];

/** Whether the path knows something of a value, or of what a function asks for, that may decide what is chosen. */
function mayDecide(unit: Unit, state: State, node: TSESTree.Node): boolean {
  if (isFunction(node)) return unit.captures(node).some((slot) => state.refs.has(slot) || isKnown(state, slot));
  const value = valueOf(unit, state, node);
  const isOpen =
    value.isUnknown ||
    value.equals(SOME_BOOLEAN) ||
    (value.meaning?.kind === 'test' && value.meaning.test.kind === 'fact');
  const subject = isOpen && !state.refs.has(node) ? subjectOf(unit, node) : null;
  if (subject === null) return true;
  return chainsIn(subject).some((chain) => isKnown(state, chain) || isAskedElsewhere(unit, node, chain));
}

function isKnown({ known }: State, part: object): boolean {
  for (const place of known.keys()) if (!isTemporary(place) && includes(place, (one) => one === part)) return true;
  return false;
}

/** Whether another condition can have asked the same unseen: only what is asked of parameters, or asked twice, is remembered. */
function isAskedElsewhere(unit: Unit, node: TSESTree.Node, chain: Subject): boolean {
  const fn = enclosingFunction(node);
  if (!fn || (!(chain instanceof Term) && bindingOfVariable(chain)?.kind === 'parameter')) return false;
  const isElsewhere = (at: TSESTree.Node): boolean => {
    if (
      at === node ||
      (at.type === 'VariableDeclarator' && at.id.type === 'Identifier' && unit.variable(at.id) === chain)
    )
      return false;
    if ((at.type === 'Identifier' || at.type === 'MemberExpression') && subjectOf(unit, at) === chain) return true;
    return childrenOf(at, unit.visitorKeys).some(isElsewhere);
  };
  return isElsewhere(fn);
}
