/** What becomes of the elements of a list, by the syntax of every place that mentions it. */
import type { TSESTree } from '@typescript-eslint/utils';
import { enclosingFunction, isFunction, memberName, outermost, type FunctionNode } from '../syntax/nodes.js';
import { isJoin } from '../syntax/promises.js';
import type { Variable } from '../syntax/unit.js';
import type { FixContext } from './fix-context.js';
import { awaitedValue } from './order.js';
import { asksWhetherRead } from './release-unnamed.js';
import type { Use } from './uses.js';

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
  /** An element may be read later, or by somebody out of sight. */
  | 'unknown';

/**
 * How the elements are read by the time the function that has the list is done.
 *
 * @param path what leads from an element to its response
 */
export function readingOf(site: FixContext, list: Variable, path: readonly string[]): Reading {
  const owner = enclosingFunction(list.identifiers[0]!);
  const uses = usesOfElements(site, list, path)?.filter(({ kind }) => kind !== 'borrow');
  if (!uses?.every(({ kind, node }) => kind === 'end' && isBegun(node, owner))) return 'unknown';
  return uses.every(({ node }) => isAwaitedBy(node, owner)) ? 'awaited' : 'begun';
}

/** Whether nobody does more with an element than look at it, nor asks whether it has been read. */
export function areElementsUnread(site: FixContext, list: Variable): boolean {
  const uses = usesOfElements(site, list, []);
  return uses?.every(({ kind, at }) => kind === 'borrow' && !asksWhetherRead(site, at)) ?? false;
}

/** What is done with the elements; null where that is not all in sight. */
function usesOfElements(site: FixContext, list: Variable, path: readonly string[]): Use[] | null {
  const uses = list.references
    .filter(({ init }) => init !== true)
    .map(({ identifier }) => usesOfAll(site, identifier as TSESTree.Node, path));
  return uses.every((one) => one !== null) ? uses.flat() : null;
}

/** The same for the list that an expression gives. */
function usesOfAll(site: FixContext, node: TSESTree.Node, path: readonly string[]): Use[] | null {
  const { parent } = node;
  const { root } = site.protocol;
  if (parent?.type === 'ForOfStatement' && parent.right === node) {
    const variable = declaredIn(site, parent.left);
    return variable ? [...site.uses.of(variable, root, path)] : null;
  }
  if (parent?.type === 'VariableDeclarator' && parent.init === node && parent.parent.kind === 'const') {
    const variable = parent.id.type === 'Identifier' ? site.unit.variable(parent.id) : undefined;
    return variable ? usesOfElements(site, variable, path) : null;
  }
  if (parent?.type !== 'MemberExpression' || parent.object !== node) return null;
  const name = memberName(parent);
  if (name === 'length') return [];
  const call = parent.parent;
  if (call.type !== 'CallExpression' || call.callee !== parent)
    return parent.computed ? site.uses.at(parent, root, path) : null;
  const inside = usesInCallback(site, call, path);
  if (!inside || name === null) return null;
  if (NONE.has(name)) return inside;
  const given = ONE.has(name) ? site.uses.at(call, root, path) : SEVERAL.has(name) ? usesOfAll(site, call, path) : null;
  return given && [...inside, ...given];
}

/** What the function that a method is given does with an element; nothing where it is given none. */
function usesInCallback(
  site: FixContext,
  { arguments: [callback] }: TSESTree.CallExpression,
  path: readonly string[],
): Use[] | null {
  if (!callback || callback.type === 'Literal') return [];
  if (!isFunction(callback) || callback.params.length > 2) return null;
  const [parameter] = callback.params;
  if (!parameter) return [];
  const variable = parameter.type === 'Identifier' ? site.unit.variable(parameter) : undefined;
  return variable ? [...site.uses.of(variable, site.protocol.root, path)] : null;
}

function declaredIn({ unit }: FixContext, left: TSESTree.ForOfStatement['left']): Variable | undefined {
  const id = left.type === 'VariableDeclaration' && left.kind === 'const' ? left.declarations[0]?.id : undefined;
  return id?.type === 'Identifier' ? unit.variable(id) : undefined;
}

/** Whether what happens at a node has begun when the function that has the list is done: what waits first has to be awaited. */
function isBegun(node: TSESTree.Node, owner: FunctionNode | null): boolean {
  for (let fn = enclosingFunction(node); fn && fn !== owner; fn = enclosingFunction(fn))
    if (!isRunInPlace(fn) || (fn.async && !isAwaitedJoin(fn.parent))) return false;
  return true;
}

/** `list.map((one) => …)`: called for every element before the method is done. */
function isRunInPlace(fn: FunctionNode): boolean {
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
