/** Whether a function that releases a body gets along without one: an answer may have none. */
import type { TSESTree } from '@typescript-eslint/utils';
import { isNothing, memberName, outermost, unwrap } from '../../syntax/nodes.js';
import type { Unit } from '../../syntax/unit.js';

/**
 * Whether nothing is asked of what may be null unless it is there.
 *
 * @param nullable expressions and names whose value may be null
 */
export function getsAlong(unit: Unit, nullable: readonly TSESTree.Node[]): boolean {
  return nullable.every((node) => {
    const whole = outermost(node);
    const { parent } = whole;
    if (parent?.type === 'VariableDeclarator' && parent.init === whole) {
      const references = parent.id.type === 'Identifier' ? (unit.variable(parent.id)?.references ?? []) : null;
      const reads = references?.filter((reference) => reference.isRead()).map(({ identifier }) => identifier);
      return reads !== undefined && getsAlong(unit, reads);
    }
    return isLookedAt(whole) || isGuarded(whole);
  });
}

/** `body?.cancel()`, `if (body)`, `body === null`. */
function isLookedAt(node: TSESTree.Node): boolean {
  const { parent } = node;
  switch (parent?.type) {
    case 'MemberExpression':
      return parent.object === node && parent.optional;
    case 'IfStatement':
    case 'ConditionalExpression':
      return parent.test === node;
    case 'UnaryExpression':
    case 'BinaryExpression':
      return true;
    case 'LogicalExpression':
      return parent.left === node;
    default:
      return false;
  }
}

/** Whether control comes to a node only where its value is there. */
function isGuarded(node: TSESTree.Node): boolean {
  const path = pathOf(node);
  if (!path) return false;
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (
      (parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') &&
      parent.consequent === at &&
      holdsOnlyWith(parent.test, path)
    )
      return true;
    if (parent.type === 'LogicalExpression' && parent.operator === '&&' && parent.right === at) {
      if (holdsOnlyWith(parent.left, path)) return true;
    }
    if (parent.type === 'BlockStatement') {
      const before = parent.body.slice(0, parent.body.indexOf(at as TSESTree.Statement));
      if (before.some((statement) => leavesWithout(statement, path))) return true;
    }
  }
  return false;
}

/** `if (!response.body) return;` */
const leavesWithout = (statement: TSESTree.Node, path: string): boolean =>
  statement.type === 'IfStatement' && leaves(statement.consequent) && failsOnlyWith(statement.test, path);

const leaves = (statement: TSESTree.Node): boolean =>
  statement.type === 'ReturnStatement' || (statement.type === 'BlockStatement' && statement.body.some(leaves));

/** Whether a test that holds says that the value is there. */
function holdsOnlyWith(test: TSESTree.Expression, path: string): boolean {
  const value = unwrap(test);
  if (value.type === 'LogicalExpression')
    return value.operator === '&&' && (holdsOnlyWith(value.left, path) || holdsOnlyWith(value.right, path));
  return pathOf(value) === path || isComparison(value, '!=', path);
}

/** Whether a test that does not hold says so. */
function failsOnlyWith(test: TSESTree.Expression, path: string): boolean {
  const value = unwrap(test);
  if (value.type === 'LogicalExpression')
    return value.operator === '||' && (failsOnlyWith(value.left, path) || failsOnlyWith(value.right, path));
  if (value.type === 'UnaryExpression') return value.operator === '!' && pathOf(value.argument) === path;
  return isComparison(value, '==', path);
}

/** `body === null`, `body != null`; a body that is missing is null in every client. */
const isComparison = (node: TSESTree.Node, operator: '==' | '!=', path: string): boolean =>
  node.type === 'BinaryExpression' &&
  (node.operator === operator || node.operator === `${operator}=`) &&
  isNothing(node.right) &&
  !(node.operator === `${operator}=` && node.right.type === 'Identifier') &&
  pathOf(node.left) === path;

/** `response.body`, however it is written; null for anything but a name and its properties. */
function pathOf(node: TSESTree.Node): string | null {
  const value = unwrap(node);
  if (value.type === 'Identifier') return value.name;
  if (value.type !== 'MemberExpression') return null;
  const [before, name] = [pathOf(value.object), memberName(value)];
  return before === null || name === null ? null : `${before}.${name}`;
}
