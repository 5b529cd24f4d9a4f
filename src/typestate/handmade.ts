/**
 * Iterables and iterators that are written as object literals. Leaving a loop over one without a `return()` calls no code of it, so
 * the body that its functions read stays open.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { functionNamed, returnedBy } from '../syntax/functions.js';
import { isFunction, memberName, unwrap, type FunctionNode } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';

/** Members that end nothing. */
const PASSIVE: ReadonlySet<string> = new Set(['next', 'throw', '@@asyncIterator', '@@toStringTag']);

/** Whether an object literal is such an iterable and nothing else: its owner can only read. */
export function isHandmade(unit: Unit, node: TSESTree.ObjectExpression): boolean {
  const members = new Map<string, FunctionNode>();
  for (const property of node.properties) {
    const name = property.type === 'Property' && property.kind === 'init' ? memberName(property) : null;
    if (property.type !== 'Property' || name === null || !PASSIVE.has(name)) return false;
    const value = unwrap(property.value);
    const fn = isFunction(value) ? value : value.type === 'Identifier' ? functionNamed(unit, value) : null;
    if (fn) members.set(name, fn);
    else if (name !== '@@toStringTag') return false;
  }
  const maker = members.get(ITERATE);
  return maker ? isMaker(unit, maker, members) : members.has('next');
}

/** The name of the method that makes an iterator. */
export const ITERATE = '@@asyncIterator';

/** Whether a function returns nothing but iterators without a `return()`; `members` are those of the object that it is a method of. */
export const isMaker = (
  unit: Unit,
  maker: FunctionNode,
  members: ReadonlyMap<string, FunctionNode> = new Map(),
): boolean =>
  !maker.generator && returnedBy(unit, maker).every((value) => value !== null && isIterator(unit, value, members));

/** Whether `[Symbol.asyncIterator]()` returns such an iterator: the object itself, or a literal. */
function isIterator(unit: Unit, given: TSESTree.Expression, members: ReadonlyMap<string, FunctionNode>): boolean {
  const value = unwrap(given);
  if (value.type === 'ThisExpression') return members.has('next');
  return value.type === 'ObjectExpression' && isHandmade(unit, value);
}
