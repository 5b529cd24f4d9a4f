/**
 * Functions that are kept for later, and variables that are given something else before: such a function ends what its
 * variable holds by the time it is called, not what it held when the function was handed over.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { deferring, keeping, listening } from '../protocols/platform.js';
import { passedParameters } from '../syntax/functions.js';
import { isFunction, isWithin, memberName, unwrap, type FunctionNode } from '../syntax/nodes.js';
import { isField, type Slot, type Unit, type Variable } from '../syntax/unit.js';
import type { FunctionDefinition } from '../types/definitions.js';
import type { Oracle } from '../types/oracle.js';
import type { Call } from './context.js';
import { nameOf } from './effects.js';
import { carries } from './refs.js';
import { update, type State } from './state.js';

/**
 * The path that hands functions over to who keeps them for later, where each variable by which they reach the resource is given
 * something else further down; null where the functions end, or take, what there is.
 *
 * @param callee the analysed function that is called; null where nothing calls back but what the platform's words say
 */
export function keptForLater(
  unit: Unit,
  oracle: Oracle,
  call: Call,
  state: State,
  callee: FunctionDefinition | null,
  reached: readonly Slot[],
): State | null {
  const fns = call.arguments.map((argument) => unwrap(argument)).filter((argument) => isFunction(argument));
  const held = reached.filter((slot) => carries(state.refs.get(slot)));
  if (fns.length === 0 || held.length === 0) return null;
  if (!held.every((slot) => !isField(slot) && isReplacedAfter(slot, call))) return null;
  const isKept = callee
    ? fns.every((fn) => isOnlyKept(callee, oracle, call.arguments.indexOf(fn as TSESTree.Expression)))
    : isKeeping(unit, oracle, call);
  return isKept ? update(state, { kept: new Set([...state.kept, ...fns]) }) : null;
}

/** The function among the kept ones that a path still leaves the resource to when the scopes end: by a variable in one of them. */
export function keeperOf(unit: Unit, state: State, scopes: readonly TSESTree.Node[]): TSESTree.Node | null {
  for (const fn of state.kept)
    for (const slot of unit.captures(fn as FunctionNode))
      if (!isField(slot) && carries(state.refs.get(slot)) && scopes.includes(slot.scope.block)) return fn;
  return null;
}

/** Whether the function around a call gives the variable another value further down. */
function isReplacedAfter(variable: Variable, call: TSESTree.Node): boolean {
  return variable.references.some(
    (reference) =>
      reference.isWrite() &&
      reference.init !== true &&
      reference.from.variableScope === variable.scope.variableScope &&
      reference.identifier.range[0] >= call.range[1],
  );
}

/** Whether a function does nothing with what it is given at that position but keep it. */
function isOnlyKept({ unit, node }: FunctionDefinition, oracle: Oracle, index: number): boolean {
  const parameter = passedParameters(node)[index];
  const variable = parameter?.type === 'Identifier' ? unit.variable(parameter) : undefined;
  return (
    variable !== undefined &&
    variable.references.length > 0 &&
    variable.references.every(({ identifier }) => {
      const { parent } = identifier;
      if (parent?.type === 'AssignmentExpression') return parent.right === identifier && parent.operator === '=';
      return (
        parent?.type === 'CallExpression' &&
        parent.arguments.includes(identifier as TSESTree.Identifier) &&
        isKeeping(unit, oracle, parent)
      );
    })
  );
}

/**
 * Whether a call keeps what it is given, or calls it back some other time: `jobs.push(job)`, `emitter.on('end', job)`,
 * `setTimeout(job)`.
 */
function isKeeping(unit: Unit, oracle: Oracle, call: Call): boolean {
  const callee = unwrap(call.callee);
  const name = callee.type === 'MemberExpression' ? memberName(callee) : null;
  if (name !== null && (keeping.has(name) || listening.has(name))) return true;
  return deferring.has(nameOf(unit, oracle, callee) ?? '') && !isWithin(call, callee);
}
