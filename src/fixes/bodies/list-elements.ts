/** What becomes of the elements of a list. */
import type { TSESTree } from '@typescript-eslint/utils';
import { enclosingFunction, isWithin, memberName, outermost, type FunctionNode } from '../../syntax/nodes.js';
import { isJoin } from '../../syntax/promises.js';
import type { Variable } from '../../syntax/unit.js';
import { carries } from '../../typestate/refs.js';
import type { FixContext } from '../fix-context.js';
import { awaitedValue } from '../safety/order.js';
import { isAskedWhetherRead } from './unnamed.js';

/** Methods that give one element, that give a list of them again, and that only call the function they are given. */
const ONE: ReadonlySet<string> = new Set(['find', 'findLast', 'at', 'shift', 'pop']);
const SEVERAL: ReadonlySet<string> = new Set(['filter', 'slice', 'toReversed', 'toSorted']);
const NONE: ReadonlySet<string> = new Set(['map', 'forEach', 'some', 'every', 'findIndex', 'flatMap']);

/** A member is read, or its elements are gone through. */
export function isLookedAt(mention: TSESTree.Node): boolean {
  const { parent } = mention;
  return (
    (parent?.type === 'MemberExpression' && parent.object === mention) ||
    (parent?.type === 'ForOfStatement' && parent.right === mention)
  );
}

/** How the elements of a list are read. */
export type Reading =
  /** Every reader is waited for. */
  | 'awaited'
  /** All that is read has begun to be read when the function is done, though not all of it is waited for. */
  | 'begun'
  /** An element may be read later, or by unknown code. */
  | 'unknown';

/** How the elements are read by the time the function that has the list is done. */
export function readingOf(site: FixContext, list: Variable): Reading {
  const [name] = list.identifiers;
  const owner = enclosingFunction(name!);
  const all = site.resourceUses.filter(({ node }) => !isWithin(node, name!.parent));
  // Of a callback that reads, the call that runs it is told as well.
  const uses = all.filter(({ node }) => !all.some((other) => other.node !== node && isWithin(other.node, node)));
  if (!uses.every(({ kind, node }) => kind === 'ends' && isBegun(node, owner))) return 'unknown';
  return uses.every(({ node }) => isAwaitedBy(node, owner)) ? 'awaited' : 'begun';
}

/** Whether the elements are only looked at, and no code asks whether one has been read. */
export const areElementsUnread = (site: FixContext, list: Variable): boolean =>
  !site.resourceUses.some(({ states }) => [...states].some(({ refs }) => carries(refs.get(list)))) &&
  !isAskedWhetherRead(site, list.scope.block);

/** Whether what happens at a node has begun when the function that has the list is done: what waits first has to be awaited. */
function isBegun(node: TSESTree.Node, owner: FunctionNode | null): boolean {
  for (let fn = enclosingFunction(node); fn && fn !== owner; fn = enclosingFunction(fn))
    if (!isRunInPlace(fn) || (fn.async && !isAwaitedJoin(fn.parent))) return false;
  return true;
}

/** `list.map((one) => …)`: called for every element before the method is done. */
export function isRunInPlace(fn: FunctionNode): boolean {
  const { parent: call } = fn;
  const name =
    call.type === 'CallExpression' && call.arguments[0] === fn && call.callee.type === 'MemberExpression'
      ? memberName(call.callee)
      : null;
  return name !== null && (ONE.has(name) || SEVERAL.has(name) || NONE.has(name));
}

/** Whether the function that has the list waits for a promise: where it stands, or in the callback of a joined method. */
function isAwaitedBy(node: TSESTree.Node, owner: FunctionNode | null): boolean {
  if (node.type === 'ForOfStatement') return true;
  const fn = enclosingFunction(node);
  const isAwaited = awaitedValue(node) !== null;
  if (fn === owner || !fn) return isAwaited;
  return (
    (isAwaited || (fn.type === 'ArrowFunctionExpression' && outermost(node) === fn.body)) && isAwaitedJoin(fn.parent)
  );
}

/** `await Promise.all(list.map(…))` */
function isAwaitedJoin({ parent }: TSESTree.Node): boolean {
  return parent?.type === 'CallExpression' && isJoin(parent) && awaitedValue(parent) !== null;
}
