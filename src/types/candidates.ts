/** The calls for which the checker is used: syntax alone excludes most calls, and the checker is the most expensive part. */
import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, isTransparent, memberName, unwrap } from '../syntax/nodes.js';

/** Common names of methods that are not requests. */
const ORDINARY = new Set([
  'push',
  'map',
  'filter',
  'forEach',
  'slice',
  'join',
  'split',
  'trim',
  'includes',
  'replace',
  'toString',
  'then',
  'catch',
  'finally',
  'log',
  'error',
  'warn',
  'info',
  'debug',
  'has',
  'set',
  'add',
  'find',
  'some',
  'every',
  'reduce',
  'concat',
  'indexOf',
  'startsWith',
  'endsWith',
  'test',
  'match',
  'exec',
  'toBe',
  'toEqual',
  'json',
  'text',
  'parse',
  'stringify',
  'keys',
  'values',
  'entries',
  'resolve',
  'reject',
  'all',
  'on',
  'once',
  'emit',
  'write',
  'end',
]);

/** Whether a call of `callee` could return an object that is used as an object. */
export function mayHandOut(callee: TSESTree.Node): boolean {
  if (callee.type !== 'Identifier') {
    const name = callee.type === 'MemberExpression' ? memberName(callee) : null;
    if (name === null || ORDINARY.has(name)) return false;
  }
  return !isUsedAsPrimitive(callee);
}

/** Whether the call could be a call of an injected `fetch`: its first argument can be a URL or a request. */
export function mayBeRequest(call: TSESTree.CallExpression, callee: TSESTree.Node): boolean {
  const [target, init] = call.arguments;
  if (!target || call.arguments.length > 3 || !mayHandOut(callee)) return false;
  return mayBeTarget(unwrap(target)) && !isFunction(init && unwrap(init));
}

function mayBeTarget(target: TSESTree.Node): boolean {
  switch (target.type) {
    case 'Literal':
      return typeof target.value === 'string';
    case 'ObjectExpression':
    case 'ArrayExpression':
    case 'ClassExpression':
    case 'UnaryExpression':
    case 'UpdateExpression':
      return false;
    default:
      return !isFunction(target);
  }
}

/** Whether the value of the call of `callee` is only compared, negated, tested or converted to a string. */
function isUsedAsPrimitive(callee: TSESTree.Node): boolean {
  let node: TSESTree.Node | undefined = callee;
  while (node && node.type !== 'CallExpression') node = node.parent;
  let user = node?.parent;
  while (
    node &&
    user &&
    (user.type === 'AwaitExpression' || user.type === 'LogicalExpression' || isTransparent(user))
  ) {
    node = user;
    user = user.parent;
  }
  switch (user?.type) {
    case 'BinaryExpression':
    case 'TemplateLiteral':
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'SwitchStatement':
      return true;
    case 'UnaryExpression':
      return user.operator !== 'void';
    case 'IfStatement':
    case 'ConditionalExpression':
    case 'ForStatement':
      return user.test === node;
    case 'MemberExpression':
      return user.property === node;
    default:
      return false;
  }
}

/** `f` if `callee` is a member of the result of a call of `f`: `expect(value).toBe`. */
export function calledBase(callee: TSESTree.Node): TSESTree.Identifier | null {
  let node = callee;
  while (node.type === 'MemberExpression') node = unwrap(node.object);
  return node !== callee && node.type === 'CallExpression' && node.callee.type === 'Identifier' ? node.callee : null;
}
