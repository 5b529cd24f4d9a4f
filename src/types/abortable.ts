/** Whether other code can still end a request: abort its signal, or destroy the request itself. */
import type { TSESTree } from '@typescript-eslint/utils';
import { aborter, abortingMethods, announcer } from '../protocols/capabilities.js';
import type { Handle, Protocol } from '../protocols/index.js';
import { clearing, deferring } from '../protocols/platform.js';
import { initOf } from '../syntax/bindings.js';
import { enclosingFunction, memberName, outermost, unwrap, type FunctionNode } from '../syntax/nodes.js';
import type { Unit, Variable } from '../syntax/unit.js';
import { isExported } from '../syntax/variables.js';
import { signalOwners } from './call-options.js';
import { nameOf } from './entity.js';
import { entityByScope } from './scope-oracle.js';

/**
 * Whether the signal of a request may be aborted, as far as the file shows: not if its controller is a local variable that no
 * other code gets, and that only a cleared timer aborts.
 */
export function mayAbort(unit: Unit, signal: TSESTree.Node): boolean {
  return signalOwners(unit, signal).some((owner) => owner === null || !isIdle(unit, owner));
}

/**
 * The functions in which a variable ends the request that it leads to: `request.destroy()`, `controller.abort()`. Null stands for the
 * top level of the module.
 *
 * @param source what the variable has of the request, by its table
 */
export function endersOf(variable: Variable, { methods = {} }: Handle): (FunctionNode | null)[] {
  return variable.references.flatMap(({ identifier }) => {
    const name = calledOn(identifier);
    const ends = name !== null && Object.hasOwn(methods, name) && methods[name]!.effect === 'cancel';
    return ends ? [enclosingFunction(identifier)] : [];
  });
}

/** Whether the request that a variable holds is destroyed by some other function than the one that is given the answer. */
export function isEndedElsewhere(request: Variable, listener: TSESTree.Node, protocol: Protocol): boolean {
  const source = announcer(protocol);
  return source !== undefined && endersOf(request, source).some((fn) => fn !== listener);
}

/** Whether no code can abort the controller that an expression is. */
function isIdle(unit: Unit, owner: TSESTree.Node): boolean {
  const variable = unit.variable(owner);
  const made = initOf(variable);
  if (!variable || made?.type !== 'NewExpression' || isExported(variable)) return false;
  const entity = entityByScope(unit, made.callee);
  if (!entity || entity.module !== 'global' || !aborter.classes!.includes(entity.path)) return false;
  return variable.references.every(({ identifier, init }) => init === true || isHarmless(unit, identifier));
}

/** `controller.signal`, `const { signal } = controller`, and an abort by a timer that is cleared. */
function isHarmless(unit: Unit, use: TSESTree.Node): boolean {
  const { parent } = outermost(use);
  if (parent?.type === 'VariableDeclarator')
    return (
      parent.id.type === 'ObjectPattern' &&
      parent.id.properties.every(
        (property) => property.type === 'Property' && memberName(property) === aborter.givenAs!.property,
      )
    );
  if (parent?.type !== 'MemberExpression' || parent.object !== use) return false;
  const name = calledOn(use);
  if (name === null) return memberName(parent) === aborter.givenAs!.property;
  return abortingMethods.has(name) && isInClearedTimer(unit, use);
}

/** The method that is called on a value; null where none is. */
function calledOn(mention: TSESTree.Node): string | null {
  const use = outermost(mention);
  const { parent } = use;
  return parent?.type === 'MemberExpression' &&
    parent.object === use &&
    parent.parent.type === 'CallExpression' &&
    parent.parent.callee === parent
    ? memberName(parent)
    : null;
}

/** Whether a node belongs to the function of a timer, `const timer = setTimeout(() => …)`, that is cleared by its name. */
function isInClearedTimer(unit: Unit, node: TSESTree.Node): boolean {
  const fn = enclosingFunction(node);
  const call = fn?.parent;
  if (call?.type !== 'CallExpression' || call.arguments[0] !== fn) return false;
  const timer = entityByScope(unit, call.callee);
  const { parent } = outermost(call);
  if (!timer || !deferring.has(nameOf(timer)) || parent?.type !== 'VariableDeclarator') return false;
  const handle = unit.variable(parent.id);
  return (
    handle?.references.some(({ identifier }) => {
      const cleared = identifier.parent;
      if (cleared?.type !== 'CallExpression' || unwrap(cleared.arguments[0] ?? cleared) !== identifier) return false;
      const name = entityByScope(unit, cleared.callee);
      return name !== null && clearing.has(nameOf(name));
    }) === true
  );
}
