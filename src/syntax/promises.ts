/** Promises by their syntax: how they are created, and whether they are awaited or their rejection is caught. */
import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, isTransparent, memberName, unwrap, type FunctionNode } from './nodes.js';

/** Whether the call is awaited or its promise returned: `await`, `return`, an arrow's value, or one of these through `Promise.all`. */
export function isAwaited(call: TSESTree.Node): boolean {
  for (let at = call, { parent } = call; parent; at = parent, parent = parent.parent) {
    switch (parent.type) {
      case 'AwaitExpression':
      case 'ReturnStatement':
        return true;
      case 'ArrowFunctionExpression':
        return parent.body === at;
      case 'CallExpression':
        if (parent.callee !== at && !isJoin(parent) && !isRace(parent)) return false;
        break;
      case 'ConditionalExpression':
      case 'LogicalExpression':
      case 'MemberExpression':
      case 'ArrayExpression':
        break;
      default:
        if (!isTransparent(parent)) return false;
    }
  }
  return false;
}

/** Whether the calling function awaits the call, so that a rejection is thrown there; false if it returns the promise. */
export function isAwaitedInPlace(call: TSESTree.Node): boolean {
  for (let at = call, { parent } = call; parent; at = parent, parent = parent.parent) {
    if (parent.type === 'AwaitExpression') return true;
    const isChained =
      (parent.type === 'MemberExpression' && parent.object === at) ||
      (parent.type === 'CallExpression' && (parent.callee === at || isJoin(parent))) ||
      parent.type === 'ArrayExpression' ||
      isTransparent(parent);
    if (!isChained) return false;
  }
  return false;
}

/**
 * The promise that the function returns of what a call gives, without waiting for it: the call itself or the chain of `.then` that it
 * begins, on one side of a condition or alone; null where the function waits for it, or keeps it.
 */
export function returnedPromise(call: TSESTree.Node): TSESTree.Node | null {
  let promise = call;
  for (let at = call, { parent } = call; parent; at = parent, parent = parent.parent) {
    if (parent.type === 'ReturnStatement') return promise;
    const isSide =
      (parent.type === 'ConditionalExpression' && parent.test !== at) ||
      (parent.type === 'LogicalExpression' && parent.right === at);
    if (isSide || isTransparent(parent)) continue;
    const isChained =
      (parent.type === 'MemberExpression' && parent.object === at) ||
      (parent.type === 'CallExpression' && parent.callee === at);
    if (!isChained) return null;
    promise = parent;
  }
  return null;
}

/** Whether a rejection of the call is caught: by `.catch`, by `Promise.allSettled`, or by a `try` around it. */
export function isCaught(call: TSESTree.Node): boolean {
  for (let at = call, { parent } = call; parent; at = parent, parent = parent.parent) {
    if (parent.type === 'TryStatement' && parent.handler && parent.block === at) return true;
    // A test that expects it: `assert.rejects(() => …)`, `expect(…).rejects`.
    if (parent.type === 'MemberExpression' && parent.object === at && memberName(parent) === 'rejects') return true;
    if (
      parent.type === 'CallExpression' &&
      parent.callee !== at &&
      parent.callee.type === 'MemberExpression' &&
      memberName(parent.callee) === 'rejects'
    )
      return true;
    if (
      parent.type === 'MemberExpression' &&
      parent.object === at &&
      parent.parent.type === 'CallExpression' &&
      parent.parent.callee === parent
    ) {
      const name = memberName(parent);
      if (name === 'catch' || (name === 'then' && parent.parent.arguments.length > 1)) return true;
    }
    if (parent.type === 'CallExpression' && parent.callee !== at && combinatorOf(parent) === 'allSettled') return true;
    // The caller of a callback gets its promise; a function with a name is called from elsewhere.
    if (isFunction(at) && parent.type !== 'CallExpression') return false;
  }
  return false;
}

/** `Promise.all(…)`, `Promise.allSettled(…)`: an `await` of it waits for all elements. */
export function isJoin(call: TSESTree.Node): boolean {
  const name = combinatorOf(call);
  return name === 'all' || name === 'allSettled';
}

/** `Promise.race(…)`, `Promise.any(…)`: one element wins, the others continue. */
export function isRace(call: TSESTree.Node): boolean {
  const name = combinatorOf(call);
  return name === 'race' || name === 'any';
}

/** The method of `Promise` by which a call combines promises; null for other calls. */
export function combinatorOf(call: TSESTree.Node): 'all' | 'allSettled' | 'race' | 'any' | null {
  const callee = call.type === 'CallExpression' ? unwrap(call.callee) : null;
  if (callee?.type !== 'MemberExpression' || callee.object.type !== 'Identifier' || callee.object.name !== 'Promise')
    return null;
  const name = memberName(callee);
  return name === 'all' || name === 'allSettled' || name === 'race' || name === 'any' ? name : null;
}

/** The executor of `new Promise(…)`; null for any other node. */
export function executorOf(made: TSESTree.Node): FunctionNode | null {
  if (made.type !== 'NewExpression' || made.callee.type !== 'Identifier' || made.callee.name !== 'Promise') return null;
  const executor = made.arguments[0] && unwrap(made.arguments[0]);
  return isFunction(executor) ? executor : null;
}
