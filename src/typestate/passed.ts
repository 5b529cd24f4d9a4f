/** Functions that a call passes to a function that can be analysed: as arguments, or in an object that is written out among them. */
import type { TSESTree } from '@typescript-eslint/utils';
import { bindingOf } from '../syntax/bindings.js';
import { isFunction, memberName, unwrap } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';
import { isConstant } from '../syntax/variables.js';
import type { Bindings, FunctionDefinition, Passed } from '../types/definitions.js';
import type { Oracle } from '../types/oracle.js';

/** What an argument passes along; null for anything but functions that can be analysed. */
export function passedBy(oracle: Oracle, unit: Unit, argument: TSESTree.Node): Passed | null {
  const node = unwrap(argument);
  if (node.type !== 'ObjectExpression') return functionBy(oracle, unit, node);
  const functions = new Map<string, FunctionDefinition>();
  for (const property of node.properties) {
    // What is spread may have any name.
    if (property.type === 'SpreadElement') return null;
    const name = memberName(property);
    const given = name !== null && property.kind === 'init' ? functionBy(oracle, unit, unwrap(property.value)) : null;
    if (given) functions.set(name!, given);
  }
  return functions.size > 0 ? functions : null;
}

function functionBy(oracle: Oracle, unit: Unit, node: TSESTree.Node): FunctionDefinition | null {
  if (!isFunction(node) && node.type !== 'Identifier') return null;
  const definition = oracle.localDefinition(unit, node);
  return definition?.kind === 'function' ? definition : null;
}

/** All functions that are passed along. */
export const functionsIn = (passed: Passed | null): readonly FunctionDefinition[] =>
  passed === null ? [] : 'kind' in passed ? [passed] : [...passed.values()];

/** The function that a callee names, where the caller has passed it: `onError`, `options.onError`. */
export function boundFunction(unit: Unit, bound: Bindings, callee: TSESTree.Node): FunctionDefinition | null {
  if (bound.size === 0) return null;
  const node = unwrap(callee);
  if (node.type === 'MemberExpression') {
    const given = passedFor(unit, bound, node.object);
    const name = memberName(node);
    return given && !('kind' in given) && name !== null ? (given.get(name) ?? null) : null;
  }
  const given = passedFor(unit, bound, node);
  if (given) return 'kind' in given ? given : null;
  // `const { onError } = options`.
  const binding = bindingOf(unit, node);
  const variable = unit.variable(node);
  if (binding?.kind !== 'value' || !binding.init || !variable || !isConstant(variable)) return null;
  const [name, ...others] = binding.path ?? [];
  const source = name !== undefined && others.length === 0 ? passedFor(unit, bound, binding.init) : null;
  return source && !('kind' in source) ? (source.get(name!) ?? null) : null;
}

function passedFor(unit: Unit, bound: Bindings, node: TSESTree.Node): Passed | null {
  const variable = unit.variable(unwrap(node));
  return (variable && bound.get(variable)) ?? null;
}
