/** Whether the request may have been aborted by the time control comes to a release: a cancel of what has been aborted rejects. */
import type { TSESTree } from '@typescript-eslint/utils';
import { functionNamed } from '../syntax/functions.js';
import { childrenOf, enclosingFunction, isFunction, memberName, unwrap } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';
import type { Place } from './reachability.js';
import type { FixContext } from './fix-context.js';

/** Whether the request has a signal, or a call that aborts, itself or in the function of the file that it runs, may come before the place. */
export function mayBeAborted({ acquire, oracle, unit, reach }: FixContext, place: Place): boolean {
  // A signal may be aborted from any place that has its controller.
  if (acquire.type === 'CallExpression' && oracle.option(unit, acquire, 'signal')) return true;
  const owner = enclosingFunction(place.kind === 'before' ? place.node : place.block) ?? unit.ast;
  let aborting = known.get(owner);
  if (!aborting) known.set(owner, (aborting = callsIn(unit, owner).filter((call) => aborts(unit, call))));
  return aborting.some((call) => reach.from(call, place, { nodes: [] }));
}

/** The calls that abort, by the function that makes them. */
const known = new WeakMap<TSESTree.Node, readonly TSESTree.CallExpression[]>();

function aborts(unit: Unit, call: TSESTree.CallExpression): boolean {
  if (isAbort(call)) return true;
  const fn = functionNamed(unit, call.callee);
  return fn !== null && callsIn(unit, fn).some(isAbort);
}

const isAbort = ({ callee }: TSESTree.CallExpression): boolean => {
  const value = unwrap(callee);
  return value.type === 'MemberExpression' && memberName(value) === 'abort';
};

/** The calls that a function makes itself. */
function callsIn({ visitorKeys }: Unit, root: TSESTree.Node): TSESTree.CallExpression[] {
  const found: TSESTree.CallExpression[] = [];
  const stack = childrenOf(root, visitorKeys);
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (isFunction(node)) continue;
    if (node.type === 'CallExpression') found.push(node);
    stack.push(...childrenOf(node, visitorKeys));
  }
  return found;
}
