/** Promises that come to nothing: those of timeouts, `new Promise((resolve) => setTimeout(resolve, ms))`. */
import type { TSESTree } from '@typescript-eslint/utils';
import { isDeferring } from '../protocols/platform.js';
import { initOf } from '../syntax/bindings.js';
import { returnedBy } from '../syntax/functions.js';
import { isNothing, unwrap, type FunctionNode } from '../syntax/nodes.js';
import { executorOf } from '../syntax/promises.js';
import type { Unit } from '../syntax/unit.js';
import type { Definition } from './definitions.js';
import { nameOf } from './entity.js';
import { entityByScope } from './scope-oracle.js';
import { isOnlyNothing } from './value-kinds.js';

const MAX_DEPTH = 4;

/** Whether a promise, if it is fulfilled, is always fulfilled with undefined or null. */
export function comesToNothing(
  unit: Unit,
  promise: TSESTree.Node,
  definitionOf: (unit: Unit, node: TSESTree.Node) => Definition | null,
  depth = 0,
): boolean {
  if (depth > MAX_DEPTH) return false;
  if (isOnlyNothing(unit, promise)) return true;
  const value = initOf(unit.variable(promise)) ?? unwrap(promise);
  const executor = executorOf(value);
  if (executor) return resolvesWithNothing(unit, executor);
  if (value.type !== 'CallExpression') return false;
  const called = definitionOf(unit, unwrap(value.callee));
  if (called?.kind !== 'function' || called.node.async || called.node.generator) return false;
  const returned = returnedBy(called.unit, called.node);
  return (
    returned.length > 0 &&
    returned.every((one) => one !== null && comesToNothing(called.unit, one, definitionOf, depth + 1))
  );
}

/** Whether every mention of `resolve` is `resolve()`, `resolve(undefined)`, or gives it to a timer with nothing to pass on. */
function resolvesWithNothing(unit: Unit, { params: [resolve] }: FunctionNode): boolean {
  const variable = resolve?.type === 'Identifier' ? unit.variable(resolve) : undefined;
  if (!variable || variable.references.length === 0) return false;
  return variable.references.every(({ identifier }) => {
    const call = (identifier as TSESTree.Node).parent;
    if (call?.type !== 'CallExpression') return false;
    const [first] = call.arguments;
    if (call.callee === identifier) return first === undefined || isNothing(first);
    const entity = entityByScope(unit, call.callee);
    return first === identifier && call.arguments.length <= 2 && entity !== null && isDeferring(nameOf(entity));
  });
}
