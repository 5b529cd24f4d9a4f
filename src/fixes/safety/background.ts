/** Code that uses a resource while the function that acquired it may have ended: `void (async () => { await other(); … })()`. */
import {
  enclosingFunction,
  isTransparent,
  isWithin,
  outermost,
  unwrap,
  type FunctionNode,
} from '../../syntax/nodes.js';
import { isJoin } from '../../syntax/promises.js';
import type { TSESTree } from '@typescript-eslint/utils';
import type { FixContext } from '../fix-context.js';

/**
 * Whether an asynchronous function that is called where it stands, and whose end the code there does not wait for, uses the
 * resource. The analysis follows such a function as if it ended at once.
 */
export function isUsedInBackground(site: FixContext): boolean {
  const home = enclosingFunction(site.acquire);
  return site.usesOf(site.acquire).some(({ node }) => {
    // The use may be in a function that gets the resource.
    if (home !== null && !isWithin(node, home)) return false;
    for (let fn = enclosingFunction(node); fn !== null && fn !== home; fn = enclosingFunction(fn))
      if (fn.async && isCalled(fn) && !isAwaited(fn)) return true;
    return false;
  });
}

/** Whether a function is called where it stands. */
function isCalled(fn: FunctionNode): boolean {
  const { parent } = outermost(fn);
  return parent?.type === 'CallExpression' && unwrap(parent.callee) === fn;
}

/** Whether the code around a function waits for what the function returns, perhaps through `.catch(…)` and other reactions. */
function isAwaited(fn: FunctionNode): boolean {
  let at: TSESTree.Node = fn;
  while (at.parent && isStep(at.parent, at)) at = at.parent;
  if (at.parent?.type === 'ArrayExpression' && at.parent.parent && isJoin(at.parent.parent)) at = at.parent.parent;
  return at.parent?.type === 'AwaitExpression';
}

/** Whether a node gives the value of the one below it, or what its reactions give. */
function isStep(parent: TSESTree.Node, node: TSESTree.Node): boolean {
  switch (parent.type) {
    case 'CallExpression':
      return parent.callee === node;
    case 'MemberExpression':
      return parent.object === node;
    default:
      return isTransparent(parent);
  }
}
