/** Variables of the module that functions write. Who else looks at one is a question of its references, so syntax answers it. */
import type { TSESTree } from '@typescript-eslint/utils';
import { closingMethods } from '../protocols/capabilities.js';
import { bindingOfVariable, publicName } from '../syntax/bindings.js';
import { functionNamed } from '../syntax/functions.js';
import {
  enclosingFunction,
  isFunction,
  isWithin,
  memberName,
  outermost,
  unwrap,
  type FunctionNode,
} from '../syntax/nodes.js';
import { type Unit, type Variable, isField } from '../syntax/unit.js';
import { isExported } from '../syntax/variables.js';

/**
 * Whether an outer variable is in effect local to the function: no other code uses it, and the function starts by assigning
 * it, so that its value only lives until the next call.
 */
export function isOwnInEffect(variable: Variable, write: TSESTree.AssignmentExpression): boolean {
  const fn = enclosingFunction(write);
  if (!fn || write.operator !== '=' || bindingOfVariable(variable)?.kind !== 'value' || isExported(variable))
    return false;
  if (write.parent.type !== 'ExpressionStatement' || write.parent.parent !== fn.body) return false;
  return variable.references.every(
    ({ identifier, init }) =>
      init === true ||
      identifier === write.left ||
      (enclosingFunction(identifier) === fn && identifier.range[0] >= write.range[1]),
  );
}

/** Whether an assignment in a function replaces the value from the module, without reading it before. */
export function isReplaced(unit: Unit, assignment: TSESTree.AssignmentExpression): boolean {
  const variable = unit.variable(assignment.left);
  const fn = enclosingFunction(assignment);
  if (!variable || !fn || assignment.operator !== '=') return false;
  if (variable.scope.type !== 'module' && variable.scope.type !== 'global') return false;
  const binding = bindingOfVariable(variable);
  return (
    binding?.kind === 'value' &&
    binding.init !== null &&
    unwrap(binding.init).type === 'NewExpression' &&
    !looksAt(unit, fn, variable, assignment)
  );
}

/** Whether a function, or one of the module that it calls, does anything with the variable besides this assignment. */
function looksAt(unit: Unit, fn: FunctionNode, variable: Variable, assignment: TSESTree.Node): boolean {
  const run = new Set<TSESTree.Node>([fn]);
  for (const one of run) {
    for (const captured of isFunction(one) ? unit.captures(one) : []) {
      if (
        captured === variable &&
        variable.references.some(({ identifier }) => isWithin(identifier, one) && identifier.parent !== assignment)
      )
        return true;
      if (isField(captured)) continue;
      const [name] = captured.identifiers;
      const called = name && functionNamed(unit, name);
      if (called) run.add(called);
    }
  }
  return false;
}

const CLOSING: ReadonlySet<string> = new Set([...closingMethods, '@@dispose', '@@asyncDispose']);

/** Whether an agent is only asked for something, or given to one request: `{ dispatcher: agent }` as an argument. */
export function isLent(use: TSESTree.Node, isRequest: (call: TSESTree.CallExpression) => boolean): boolean {
  const at = outermost(use);
  const { parent } = at;
  if (parent?.type === 'MemberExpression' && parent.object === at) {
    const name = memberName(parent);
    return name !== null && !CLOSING.has(name);
  }
  const call = parent?.type === 'Property' && parent.value === at ? parent.parent.parent : undefined;
  return call?.type === 'CallExpression' && isRequest(call);
}

/** Whether a `before` hook of a test file writes the variable and nothing in the file could close what it holds. */
export function isLeftByHooks(
  unit: Unit,
  variable: Variable,
  write: TSESTree.AssignmentExpression,
  isRequest: (call: TSESTree.CallExpression) => boolean,
): boolean {
  const fn = enclosingFunction(write);
  if (
    !fn ||
    write.operator !== '=' ||
    !isHook(unit, fn.parent) ||
    isWithin(variable.scope.block, fn) ||
    isExported(variable)
  )
    return false;
  return variable.references.every(
    ({ identifier, init }) => init === true || isHookWrite(unit, identifier) || isLent(identifier, isRequest),
  );
}

/** `beforeEach(…)`, `t.before(…)`. */
function isHook(unit: Unit, call: TSESTree.Node): boolean {
  return call.type === 'CallExpression' && HOOKS.has(publicName(unit, call.callee) ?? '');
}

const HOOKS = new Set(['before', 'beforeAll', 'beforeEach']);

function isHookWrite(unit: Unit, identifier: TSESTree.Node): boolean {
  const { parent } = identifier;
  return (
    parent?.type === 'AssignmentExpression' &&
    parent.left === identifier &&
    parent.parent.type === 'ExpressionStatement' &&
    isHook(unit, enclosingFunction(parent)?.parent ?? parent)
  );
}
