/** Agents that a function gives to the module of its client, which has one at a time: the next call of the function drops it. */
import type { TSESTree } from '@typescript-eslint/utils';
import { keepsForModule } from '../protocols/index.js';
import { descendantsOf, enclosingFunction, unwrap, type FunctionNode } from '../syntax/nodes.js';
import { parameterOf } from '../syntax/functions.js';
import type { Unit } from '../syntax/unit.js';
import type { Oracle } from '../types/oracle.js';
import type { Call } from './context.js';

/**
 * Whether a call gives a new agent to the module for each request: it is made whenever its function runs, which then requests what its
 * caller has passed. A function that only prepares the process does not.
 */
export function isLostToModule(unit: Unit, oracle: Oracle, call: Call): boolean {
  const [agent] = call.arguments;
  const name = oracle.calleeName(unit, call);
  const fn = enclosingFunction(call);
  if (name === null || !keepsForModule(name) || !fn || agent?.type !== 'NewExpression') return false;
  if (call.parent.type !== 'ExpressionStatement' || call.parent.parent !== fn.body) return false;
  return descendantsOf(fn.body, unit.visitorKeys).some(
    (node) =>
      node.type === 'CallExpression' &&
      node.range[0] >= call.range[1] &&
      enclosingFunction(node) === fn &&
      oracle.acquisition(unit, node)?.protocol.resource === 'body' &&
      node.arguments.some((argument) => isGiven(unit, unwrap(argument), fn)),
  );
}

/** Whether an expression is a parameter of the function. */
function isGiven(unit: Unit, node: TSESTree.Node, fn: FunctionNode): boolean {
  const variable = node.type === 'Identifier' ? unit.variable(node) : undefined;
  return variable !== undefined && parameterOf(variable)?.fn === fn;
}
