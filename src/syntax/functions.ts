/** Which function of the file a name stands for, what its callers pass, and what it returns. */
import type { TSESTree } from '@typescript-eslint/utils';
import { bindingOf, bindingOfVariable } from './bindings.js';
import { childrenOf, idOf, isFunction, unwrap, type FunctionNode } from './nodes.js';
import type { Unit, Variable } from './unit.js';

/** The function that is declared under a name, or that a variable is declared with; null for anything else. */
export function functionNamed(unit: Unit, name: TSESTree.Node): FunctionNode | null {
  const binding = name.type === 'Identifier' ? bindingOf(unit, name) : null;
  const value =
    binding?.kind === 'function'
      ? binding.node
      : binding?.kind === 'value' && binding.path?.length === 0 && binding.init
        ? unwrap(binding.init)
        : null;
  return isFunction(value) ? value : null;
}

/** The position of a parameter in its function, with or without a default; null for any other variable, and for a part of a parameter. */
export function parameterOf(variable: Variable): { readonly fn: FunctionNode; readonly index: number } | null {
  const binding = bindingOfVariable(variable);
  return binding?.kind === 'parameter' && binding.path?.length === 0 && isFunction(binding.fn) && binding.index >= 0
    ? { fn: binding.fn, index: binding.index }
    : null;
}

/** What callers in this file pass for a parameter of a function that has a name. */
export function passedFor(unit: Unit, variable: Variable): TSESTree.Node[] {
  const parameter = parameterOf(variable);
  const name = parameter && idOf(parameter.fn);
  const references = (name && unit.variable(name)?.references) ?? [];
  return references.flatMap(({ identifier }) => {
    const { parent } = identifier as TSESTree.Node;
    return (
      (parent?.type === 'CallExpression' && parent.callee === identifier && parent.arguments[parameter!.index]) || []
    );
  });
}

/** The parameters that callers pass something for: not a declared `this`. */
export const passedParameters = ({ params }: FunctionNode): readonly TSESTree.Parameter[] =>
  params.filter((parameter) => !(parameter.type === 'Identifier' && parameter.name === 'this'));

/** Everything that a function returns, in source order; null for a `return` without a value. */
export function returnedBy(unit: Unit, fn: FunctionNode): (TSESTree.Expression | null)[] {
  if (fn.body.type !== 'BlockStatement') return [fn.body];
  const visit = (node: TSESTree.Node): (TSESTree.Expression | null)[] => {
    if (node.type === 'ReturnStatement') return [node.argument];
    return isFunction(node) ? [] : childrenOf(node, unit.visitorKeys).flatMap(visit);
  };
  return visit(fn.body);
}

/** Whether all that a function does is throw, as one does that stands for another until that is put in its place. */
export function onlyThrows({ body }: FunctionNode): boolean {
  return body.type === 'BlockStatement' && body.body.length === 1 && body.body[0]!.type === 'ThrowStatement';
}
