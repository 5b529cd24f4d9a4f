/** The functions of the file: by name, with the arguments of their callers and their results. */
import type { TSESTree } from '@typescript-eslint/utils';
import { bindingOf, bindingOfVariable } from './bindings.js';
import { childrenOf, idOf, isFunction, unwrap, type FunctionNode } from './nodes.js';
import type { Unit, Variable } from './unit.js';
import { isConstant, isExported } from './variables.js';

/** The function that a name declares, or that is the initialiser of a variable; null for any other name. */
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

/** The arguments that callers in this file pass for a parameter of a named function. */
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

/**
 * The default of a parameter, or of a property of it, for which no caller passes anything: of a function, or the constructor of a
 * class, that only this file knows; null for any other variable.
 */
export function defaultOf(unit: Unit, variable: Variable): TSESTree.Expression | null {
  const binding = bindingOfVariable(variable);
  if (binding?.kind !== 'parameter' || !binding.usual || binding.index < 0 || !isConstant(variable)) return null;
  const { fn, index, node } = binding;
  const isPart = binding.path?.length === 1 && node?.type === 'AssignmentPattern' && isEmptyObject(node.right);
  if (binding.path?.length !== 0 && !isPart) return null;
  const method = fn.parent;
  const isConstructor = method?.type === 'MethodDefinition' && method.kind === 'constructor';
  const name = isConstructor ? method.parent.parent.id : isFunction(fn) ? idOf(fn) : null;
  const callee = name ? unit.variable(name) : undefined;
  if (!callee || !isConstant(callee) || isExported(callee)) return null;
  const users = callee.references.filter(({ init }) => init !== true).map(({ identifier }) => identifier);
  const isCalledWithout = (user: TSESTree.Node): boolean => {
    const call = user.parent;
    return (
      call?.type === (isConstructor ? 'NewExpression' : 'CallExpression') &&
      call.callee === user &&
      call.arguments.length <= index &&
      call.arguments.every(({ type }) => type !== 'SpreadElement')
    );
  };
  return users.length > 0 && users.every(isCalledWithout) ? binding.usual : null;
}

const isEmptyObject = (node: TSESTree.Expression): boolean =>
  node.type === 'ObjectExpression' && node.properties.length === 0;

/** The parameters that get arguments: all except a declared `this`. */
export const passedParameters = ({ params }: FunctionNode): readonly TSESTree.Parameter[] =>
  params.filter((parameter) => !(parameter.type === 'Identifier' && parameter.name === 'this'));

/** The returned expressions of a function, in source order; null for a `return` without a value. */
export function returnedBy(unit: Unit, fn: FunctionNode): (TSESTree.Expression | null)[] {
  if (fn.body.type !== 'BlockStatement') return [fn.body];
  const visit = (node: TSESTree.Node): (TSESTree.Expression | null)[] => {
    if (node.type === 'ReturnStatement') return [node.argument];
    return isFunction(node) ? [] : childrenOf(node, unit.visitorKeys).flatMap(visit);
  };
  return visit(fn.body);
}

/** Whether a function only throws, like a placeholder that will be replaced. */
export function onlyThrows({ body }: FunctionNode): boolean {
  return body.type === 'BlockStatement' && body.body.length === 1 && body.body[0]!.type === 'ThrowStatement';
}
