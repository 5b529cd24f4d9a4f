/** Classifies the uses of a variable that holds an object. */
import type { TSESTree } from '@typescript-eslint/utils';
import { enclosingFunction, idOf, outermost, unwrap, type FunctionNode } from './nodes.js';
import type { Unit } from './unit.js';
import { isExported } from './variables.js';

/** The property that a use of the variable reads or writes; null for other uses, including method calls, which may do more. */
function propertyUse(name: TSESTree.Node): TSESTree.MemberExpression | null {
  const object = outermost(name);
  const { parent } = object;
  if (parent?.type !== 'MemberExpression' || parent.object !== object) return null;
  const user = outermost(parent).parent;
  const isCalled =
    (user?.type === 'CallExpression' && unwrap(user.callee) === parent) || user?.type === 'TaggedTemplateExpression';
  return isCalled ? null : parent;
}

/**
 * Whether a use of the variable does not let the object escape: it only reads properties, or tests whether there is an
 * object.
 */
export function isLook(name: TSESTree.Node): boolean {
  if (propertyUse(name)) return true;
  const at = outermost(name);
  const { parent } = at;
  switch (parent?.type) {
    case 'VariableDeclarator':
      return parent.init === at && parent.id.type === 'ObjectPattern';
    case 'BinaryExpression':
      return /^(?:[=!]==?|in)$/.test(parent.operator);
    case 'UnaryExpression':
    case 'IfStatement':
      return true;
    case 'AssignmentExpression':
      return parent.left === at;
    case 'ConditionalExpression':
      return parent.test === at;
    case 'LogicalExpression':
      return parent.left === at && parent.operator === '&&';
    case 'SpreadElement':
      return parent.parent.type === 'ObjectExpression';
    default:
      return false;
  }
}

/** Whether a function returns the object, so that no later code in it uses its properties. */
export function isReturned(name: TSESTree.Node): boolean {
  const at = outermost(name);
  const { parent } = at;
  return parent?.type === 'ReturnStatement' || (parent?.type === 'ArrowFunctionExpression' && parent.body === at);
}

/** Whether a use of the variable reads a property of the object, and calls no method. */
export function isPropertyRead(name: TSESTree.Node): boolean {
  const member = propertyUse(name);
  return member !== null && !isTarget(member);
}

/** Whether a property is assigned or deleted instead of read. */
export function isTarget(property: TSESTree.MemberExpression): boolean {
  const target = outermost(property);
  const { parent } = target;
  switch (parent?.type) {
    case 'AssignmentExpression':
    case 'AssignmentPattern':
    case 'ForOfStatement':
    case 'ForInStatement':
      return parent.left === target;
    case 'UnaryExpression':
      return parent.operator === 'delete';
    case 'Property':
      return parent.parent.type === 'ObjectPattern' && parent.value === target;
    default:
      return parent?.type === 'UpdateExpression' || parent?.type === 'ArrayPattern' || parent?.type === 'RestElement';
  }
}

/**
 * Whether a function keeps what it makes in a constant of its own and does nothing with it but call its methods, or call it where it
 * is a function: no other code gets it. A function that only the module itself calls may run as long as the process.
 */
export function isKeptInside(unit: Unit, made: TSESTree.Node): boolean {
  const at = outermost(made);
  const value = at.parent?.type === 'AwaitExpression' ? outermost(at.parent) : at;
  const holder = value.parent;
  const fn = enclosingFunction(value);
  if (!fn || holder?.type !== 'VariableDeclarator' || holder.init !== value || holder.id.type !== 'Identifier')
    return false;
  if (isRunByModule(unit, fn)) return false;
  const references = unit.variable(holder.id)?.references ?? [];
  return references.every(({ identifier, init }) => {
    const name = outermost(identifier);
    const { parent } = name;
    const member = parent?.type === 'MemberExpression' && parent.object === name ? outermost(parent) : name;
    const isCalled = member.parent?.type === 'CallExpression' && member.parent.callee === member;
    return init === true || (isCalled && enclosingFunction(name) === fn);
  });
}

/** Whether the module calls the function, or the one around it, and no other code does: `main();`. */
function isRunByModule(unit: Unit, fn: FunctionNode): boolean {
  let outer = fn;
  for (let at = enclosingFunction(fn); at; at = enclosingFunction(at)) outer = at;
  const name = idOf(outer);
  const variable = name ? unit.variable(name) : undefined;
  const isCalled = (node: TSESTree.Node): boolean => {
    const callee = outermost(node);
    return callee.parent?.type === 'CallExpression' && callee.parent.callee === callee && !enclosingFunction(callee);
  };
  const uses = variable?.references.filter(({ init }) => init !== true) ?? [];
  if (!variable || uses.length === 0) return isCalled(outer);
  return !isExported(variable) && uses.every(({ identifier }) => isCalled(identifier));
}
