/** Classifies the uses of a variable that holds an object. */
import type { TSESTree } from '@typescript-eslint/utils';
import { outermost, unwrap } from './nodes.js';

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
