/** Which function of the file a name stands for. */
import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, type FunctionNode } from './nodes.js';
import type { Unit } from './unit.js';

/** The function that is declared under a name, or that a variable is declared with; null for anything else. */
export function functionNamed(unit: Unit, name: TSESTree.Node): FunctionNode | null {
  const definition = name.type === 'Identifier' ? unit.variable(name)?.defs[0] : undefined;
  const value = definition?.type === 'FunctionName' ? definition.node : definition?.type === 'Variable' && definition.node.type === 'VariableDeclarator' ? definition.node.init : null;
  return isFunction(value) ? value : null;
}
