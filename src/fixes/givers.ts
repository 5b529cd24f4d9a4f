/** Whether a call gives what it is asked for on every path, as far as can be told without types. */
import type { TSESTree } from '@typescript-eslint/utils';
import { childrenOf, isFunction, memberName, unwrap, type FunctionNode } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';
import { initOf } from '../syntax/variables.js';
import type { Oracle } from '../types/oracle.js';

const MAX_DEPTH = 4;

/**
 * Whether the value of an expression is, or has by `path`, something that is made there.
 *
 * @returns false also where that cannot be told
 */
export function alwaysGives(oracle: Oracle, unit: Unit, node: TSESTree.Node, path: readonly string[], depth = 0): boolean {
  const value = unwrap(node);
  const [next, ...rest] = path;
  switch (value.type) {
    case 'AwaitExpression':
      return alwaysGives(oracle, unit, value.argument, path, depth);
    case 'NewExpression':
      return next === undefined;
    case 'ConditionalExpression':
      return [value.consequent, value.alternate].every((arm) => alwaysGives(oracle, unit, arm, path, depth));
    case 'ObjectExpression': {
      const property = value.properties.find((one) => one.type === 'Property' && memberName(one) === next);
      return property?.type === 'Property' && alwaysGives(oracle, unit, property.value, rest, depth);
    }
    case 'Identifier': {
      const init = initOf(unit.variable(value));
      return init !== null && alwaysGives(oracle, unit, init, path, depth);
    }
    case 'CallExpression': {
      if (oracle.acquisition(unit, value)) return next === undefined;
      const definition = oracle.definition(unit, value.callee);
      return definition?.kind === 'function' && depth < MAX_DEPTH && everyReturn(definition.unit, definition.node, (returned) => alwaysGives(oracle, definition.unit, returned, path, depth + 1));
    }
    default:
      return false;
  }
}

/** Whether a function returns only what passes the test, and never simply ends. */
function everyReturn(unit: Unit, { body }: FunctionNode, test: (returned: TSESTree.Node) => boolean): boolean {
  if (body.type !== 'BlockStatement') return test(body);
  const visit = (node: TSESTree.Node): boolean => {
    if (isFunction(node)) return true;
    return node.type === 'ReturnStatement' ? node.argument !== null && test(node.argument) : childrenOf(node, unit.visitorKeys).every(visit);
  };
  return /^(?:Return|Throw)Statement$/.test(body.body.at(-1)?.type ?? '') && visit(body);
}
