/** The code that is evaluated between two places of a statement list: an expression that moves would pass it. */
import type { TSESTree } from '@typescript-eslint/utils';
import { isLookingMethod } from '../../protocols/platform.js';
import { isDeclared } from '../../syntax/bindings.js';
import { descendantsOf, isFunction, isWithin, memberName, unwrap } from '../../syntax/nodes.js';
import type { Unit, Variable } from '../../syntax/unit.js';
import { isConstant } from '../../syntax/variables.js';

type Range = readonly [number, number];

/** Expressions that do something besides giving a value. */
const ACTS: ReadonlySet<string> = new Set([
  'AssignmentExpression',
  'AwaitExpression',
  'CallExpression',
  'ImportExpression',
  'NewExpression',
  'TaggedTemplateExpression',
  'UpdateExpression',
  'YieldExpression',
]);

/** Statements after which the next one does not follow. */
const JUMPS: ReadonlySet<string> = new Set([
  'BreakStatement',
  'ContinueStatement',
  'ReturnStatement',
  'ThrowStatement',
]);

const LOOPS: ReadonlySet<string> = new Set([
  'DoWhileStatement',
  'ForInStatement',
  'ForOfStatement',
  'ForStatement',
  'WhileStatement',
]);

/** The nodes that begin in a range, without the bodies of functions, and without the `values`, their parts and their ancestors. */
function within(unit: Unit, [from, to]: Range, values: readonly TSESTree.Node[]): TSESTree.Node[] {
  const isIn = ({ range }: TSESTree.Node): boolean => range[0] < to && range[1] > from;
  return descendantsOf(unit.ast, unit.visitorKeys, (node) => isIn(node) && !(isFunction(node) && node.range[0] >= from))
    .filter(({ range }) => range[0] >= from && range[0] < to)
    .filter((node) => !values.some((value) => isWithin(value, node) || isWithin(node, value)));
}

/** The errors of the language. */
const ERRORS: ReadonlySet<string> = new Set(['Error', 'RangeError', 'SyntaxError', 'TypeError']);

/** Whether an expression with an effect begins in a range. Errors of the language and methods that only look have none. */
export const actsIn = (unit: Unit, range: Range, ...values: readonly TSESTree.Node[]): boolean =>
  within(unit, range, values).some((node) => ACTS.has(node.type) && !isQuiet(unit, node));

function isQuiet(unit: Unit, node: TSESTree.Node): boolean {
  if (node.type === 'NewExpression')
    return node.callee.type === 'Identifier' && ERRORS.has(node.callee.name) && !isDeclared(unit, node.callee);
  const callee = node.type === 'CallExpression' ? unwrap(node.callee) : null;
  return callee?.type === 'MemberExpression' && isLookingMethod(memberName(callee) ?? '');
}

/** Whether control may leave the statements of a range before their end. */
export const jumpsIn = (unit: Unit, range: Range, ...values: readonly TSESTree.Node[]): boolean =>
  within(unit, range, values).some(({ type }) => JUMPS.has(type));

/**
 * Whether other tasks cannot change the values that a range reads: constants, methods that it calls, and properties of
 * `own`.
 */
export function isStill(unit: Unit, range: Range, own: Variable, ...values: readonly TSESTree.Node[]): boolean {
  return within(unit, range, values).every((node) => {
    if (node.type === 'Identifier') {
      const variable = unit.variable(node);
      return !variable || isConstant(variable);
    }
    if (node.type !== 'MemberExpression') return true;
    const { parent } = node;
    if (parent.type === 'CallExpression' && parent.callee === node) return true;
    let root: TSESTree.Node = node;
    while (root.type === 'MemberExpression') root = unwrap(root.object);
    return root.type === 'Identifier' && unit.variable(root) === own;
  });
}

/** Whether a value is evaluated whenever `outer` is, and once, unless something throws. */
export function isAlwaysIn(unit: Unit, value: TSESTree.Node, outer: TSESTree.Node, mayThrow = false): boolean {
  for (let at = value; at !== outer; at = at.parent!)
    if (!at.parent || isFunction(at.parent) || isChoice(at.parent, at)) return false;
  return within(unit, [outer.range[0], value.range[0]], [value]).every(
    ({ type }) => !JUMPS.has(type) || (mayThrow && type === 'ThrowStatement'),
  );
}

/** Whether a part of a node is evaluated under a condition, or several times. */
function isChoice(parent: TSESTree.Node, part: TSESTree.Node): boolean {
  switch (parent.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return parent.test !== part;
    case 'LogicalExpression':
      return parent.left !== part;
    case 'AssignmentExpression':
      return parent.right === part && ['&&=', '||=', '??='].includes(parent.operator);
    case 'AssignmentPattern':
      return parent.right === part;
    case 'SwitchStatement':
      return parent.discriminant !== part;
    case 'SwitchCase':
    case 'CatchClause':
    case 'ChainExpression':
      return true;
    case 'ForOfStatement':
    case 'ForInStatement':
      return parent.right !== part;
    default:
      return LOOPS.has(parent.type);
  }
}

/** The innermost part of a statement with `value` that is not always evaluated. */
export function branchOf(value: TSESTree.Node, outer: TSESTree.Node): TSESTree.Node {
  for (let at = value; at !== outer && at.parent; at = at.parent) if (isChoice(at.parent, at)) return at;
  return outer;
}

/** Whether a loop or a function stands between a node and one around it. */
export function isRepeatedIn(value: TSESTree.Node, outer: TSESTree.Node): boolean {
  for (let at = value; at !== outer && at.parent; at = at.parent) {
    if (isFunction(at.parent)) return true;
    if (LOOPS.has(at.parent.type) && isChoice(at.parent, at)) return true;
  }
  return false;
}
