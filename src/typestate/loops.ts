/** Loops that go round at least once, and those that count: `for (let i = 0; i < responses.length; i++) … responses[i] …`. */
import type { TSESTree } from '@typescript-eslint/utils';
import { constantOf } from '../syntax/constants.js';
import { childrenOf, isWithin, unwrap } from '../syntax/nodes.js';
import type { Unit, Variable } from '../syntax/unit.js';
import { carries } from './refs.js';
import { update, type State } from './state.js';
import { goes, INFEASIBLE, type Step } from './step.js';

type Counting = TSESTree.ForStatement | TSESTree.WhileStatement;

/** A loop and the lists whose elements its body takes by the variable that its test compares. */
interface Counted {
  readonly loop: Counting;
  readonly lists: readonly Variable[];
}

const known = new WeakMap<TSESTree.Node, Counted | null>();

/**
 * What becomes of a path at the test of a loop over the elements of a list: one that counts through the list has come to
 * the element that is followed before it ends, as `for … of` has.
 */
export function assumeCounted(unit: Unit, state: State, test: TSESTree.Expression, outcome: boolean): Step {
  let counted = known.get(test);
  if (counted === undefined) known.set(test, (counted = countedBy(unit, test)));
  if (!counted) return goes(state);
  const { loop, lists } = counted;
  const isAbout = lists.some((list) => holds(state, list));
  if (outcome) return goes(isAbout ? entering(state, loop) : state);
  return !state.visited.has(loop) && isAbout ? INFEASIBLE : goes(leaving(state, loop));
}

/** What becomes of a path that takes another turn of a loop, or none: a list that is written out has a first element. */
export function assumeEntered(
  unit: Unit,
  state: State,
  loop: TSESTree.ForOfStatement | TSESTree.ForInStatement,
  outcome: boolean,
): Step {
  // What is acquired in a turn has been through one; without a resource, paths are not kept apart.
  if (!state.site || isWithin(state.site.node, loop)) return goes(state);
  const list = constantOf(unit, loop.right);
  if (
    loop.type !== 'ForOfStatement' ||
    list?.type !== 'ArrayExpression' ||
    !list.elements.some((element) => element && element.type !== 'SpreadElement')
  )
    return goes(state);
  if (outcome) return goes(state.visited.has(loop) ? state : entering(state, loop));
  return state.visited.has(loop) ? goes(leaving(state, loop)) : INFEASIBLE;
}

const entering = (state: State, loop: TSESTree.Node): State =>
  update(state, { visited: new Set([...state.visited, loop]) });

const leaving = (state: State, loop: TSESTree.Node): State =>
  state.visited.has(loop)
    ? update(state, { visited: new Set([...state.visited].filter((one) => one !== loop)) })
    : state;

function holds(state: State, list: Variable): boolean {
  const ref = state.refs.get(list);
  return ref?.kind === 'array' && carries(ref);
}

function countedBy(unit: Unit, test: TSESTree.Expression): Counted | null {
  const loop = loopOf(test);
  const compared = unwrap(test);
  const sides =
    compared.type === 'BinaryExpression'
      ? [compared.left, compared.right]
      : compared.type === 'UpdateExpression'
        ? [compared.argument]
        : [];
  if (!loop) return null;
  const counters = sides.flatMap((side) => {
    const variable = side.type === 'Identifier' ? unit.variable(side) : undefined;
    return variable && isCounted(variable, loop) ? [variable] : [];
  });
  const lists = counters.length > 0 ? new Set(listsIn(unit, loop.body, counters)) : null;
  return lists && lists.size > 0 ? { loop, lists: [...lists] } : null;
}

/** The loop that `test`, or what it is an operand of, decides. */
function loopOf(test: TSESTree.Node): Counting | null {
  let at = test;
  while (at.parent?.type === 'LogicalExpression' && at.parent.operator === '&&') at = at.parent;
  const { parent } = at;
  return (parent?.type === 'ForStatement' || parent?.type === 'WhileStatement') && parent.test === at ? parent : null;
}

/** Whether the loop counts the variable up or down, and no other code in the loop assigns it. */
function isCounted(variable: Variable, loop: Counting): boolean {
  const isStart = (node: TSESTree.Node): boolean =>
    loop.type === 'ForStatement' && loop.init !== null && isWithin(node, loop.init);
  const writes = variable.references.filter(
    (reference) => reference.isWrite() && isWithin(reference.identifier, loop) && !isStart(reference.identifier),
  );
  const step = writes.length === 1 ? writes[0]!.identifier.parent : null;
  return (
    step?.type === 'UpdateExpression' ||
    (step?.type === 'AssignmentExpression' && (step.operator === '+=' || step.operator === '-='))
  );
}

/** The variables of which the piece of code takes an element by one of the counters, functions in it included. */
function listsIn(unit: Unit, node: TSESTree.Node, counters: readonly Variable[]): Variable[] {
  const inside = childrenOf(node, unit.visitorKeys).flatMap((child) => listsIn(unit, child, counters));
  if (node.type !== 'MemberExpression' || !node.computed) return inside;
  const index = unit.variable(node.property);
  const list = index && counters.includes(index) ? unit.variable(unwrap(node.object)) : undefined;
  return list ? [list, ...inside] : inside;
}
