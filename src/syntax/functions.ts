/** Which function of the file a name stands for, and what its callers pass. */
import type { TSESTree } from '@typescript-eslint/utils';
import { idOf, isFunction, type FunctionNode } from './nodes.js';
import type { Unit, Variable } from './unit.js';

/** The function that is declared under a name, or that a variable is declared with; null for anything else. */
export function functionNamed(unit: Unit, name: TSESTree.Node): FunctionNode | null {
  const definition = name.type === 'Identifier' ? unit.variable(name)?.defs[0] : undefined;
  const value =
    definition?.type === 'FunctionName'
      ? definition.node
      : definition?.type === 'Variable' && definition.node.type === 'VariableDeclarator'
        ? definition.node.init
        : null;
  return isFunction(value) ? value : null;
}

/** The position of a parameter in its function, with or without a default; null for any other variable. */
export function parameterOf({
  defs: [definition],
}: Variable): { readonly fn: FunctionNode; readonly index: number } | null {
  if (definition?.type !== 'Parameter' || !isFunction(definition.node)) return null;
  const index = definition.node.params.findIndex(
    (parameter) =>
      parameter === definition.name || (parameter.type === 'AssignmentPattern' && parameter.left === definition.name),
  );
  return index < 0 ? null : { fn: definition.node, index };
}

/** What callers in this file pass for a parameter of a function that has a name. */
export function passedFor(unit: Unit, variable: Variable): TSESTree.Node[] {
  const parameter = parameterOf(variable);
  const name = parameter && idOf(parameter.fn);
  const references = (name && unit.variable(name)?.references) ?? [];
  return references.flatMap(
    ({ identifier: { parent } }) => (parent?.type === 'CallExpression' && parent.arguments[parameter!.index]) || [],
  );
}
