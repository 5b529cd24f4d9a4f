/** Which expressions may be evaluated earlier than they are written. */
import type { TSESTree } from '@typescript-eslint/utils';
import { isTransparent, memberName, outermost, unwrap } from '../../syntax/nodes.js';
import { isConstant } from '../../syntax/variables.js';
import { isListed } from '../text/insert.js';
import type { FixContext } from '../fix-context.js';

/**
 * The statement before which the value may be evaluated just as well: nothing with an effect comes earlier in it, or
 * the value is no more than an object
 * that is made of constants; and it evaluates the value exactly once. An arrow function stands for its expression.
 */
export function statementOf(site: FixContext, value: TSESTree.Node): TSESTree.Node | null {
  const isMade = value.type === 'NewExpression';
  const isFree = isMade && value.arguments.every((argument) => isInert(site, argument));
  // Nothing is waited for between them.
  const isSwapped = isMade && value.arguments.every((argument) => isLook(site, argument));
  const canFollow = (node: TSESTree.Node): boolean =>
    isFree || isInert(site, node) || (isSwapped && isLook(site, node));
  for (let child = value, parent = value.parent; parent; child = parent, parent = parent.parent) {
    switch (parent.type) {
      case 'ExpressionStatement':
      case 'ReturnStatement':
      case 'ThrowStatement':
        return parent;
      case 'IfStatement':
        return parent.test === child && isListed(parent) ? parent : null;
      case 'SwitchStatement':
        return parent.discriminant === child ? parent : null;
      case 'ForOfStatement':
        return parent.right === child && parent.parent.type !== 'LabeledStatement' ? parent : null;
      case 'VariableDeclarator': {
        const declaration = parent.parent;
        return declaration.declarations[0] === parent && isListed(declaration)
          ? declaration
          : declaration.parent.type === 'ExportNamedDeclaration' && isListed(declaration.parent)
            ? declaration.parent
            : null;
      }
      case 'ArrowFunctionExpression':
        return parent.body === child ? parent : null;
      default:
        if (!isFirst(parent, child, canFollow)) return null;
    }
  }
  return null;
}

/** Whether `parent` always evaluates `child`, and everything that it evaluates before could as well be evaluated after it. */
function isFirst(parent: TSESTree.Node, child: TSESTree.Node, inert: (node: TSESTree.Node) => boolean): boolean {
  if (isTransparent(parent)) return true;
  switch (parent.type) {
    case 'AwaitExpression':
    case 'UnaryExpression':
    case 'SpreadElement':
      return true;
    case 'MemberExpression':
      return parent.object === child;
    case 'LogicalExpression':
    case 'BinaryExpression':
      return parent.left === child || (parent.type === 'BinaryExpression' && inert(parent.left));
    case 'ConditionalExpression':
      return parent.test === child;
    case 'AssignmentExpression':
      return parent.right === child && parent.left.type === 'Identifier' && parent.operator === '=';
    case 'CallExpression':
    case 'NewExpression':
      return (
        parent.callee === child ||
        ((parent.type === 'NewExpression' || !parent.optional) &&
          inert(parent.callee) &&
          preceding(parent.arguments, child).every(inert))
      );
    case 'TemplateLiteral':
      return preceding(parent.expressions, child).every(inert);
    case 'ArrayExpression':
      return preceding(parent.elements, child).every((one) => one === null || inert(one));
    case 'Property':
      return parent.value === child && !parent.computed;
    case 'ObjectExpression':
      return preceding(parent.properties, child).every(
        (one) => inert(one) || (one.type === 'Property' && !one.computed && inert(one.value)),
      );
    default:
      return false;
  }
}

const preceding = <T>(list: readonly T[], child: unknown): readonly T[] =>
  list.slice(
    0,
    list.findIndex((one) => one === child),
  );

/** An expression without effects whose value cannot change while something is awaited. */
function isInert(site: FixContext, node: TSESTree.Node): boolean {
  const value = unwrap(node);
  switch (value.type) {
    case 'Literal':
    case 'ThisExpression':
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return true;
    case 'Identifier': {
      const variable = site.unit.variable(value);
      return !variable || isConstant(variable);
    }
    case 'MemberExpression':
      return (
        !value.computed &&
        memberName(value) !== null &&
        (value.object.type === 'ThisExpression' || unwrap(value.object).type === 'Identifier') &&
        isInert(site, value.object) &&
        isCalled(value)
      );
    case 'TemplateLiteral':
      return value.expressions.every((one) => isInert(site, one));
    case 'UnaryExpression':
      return value.operator !== 'delete' && isInert(site, value.argument);
    case 'ObjectExpression':
      return value.properties.every((one) => one.type === 'Property' && !one.computed && isInert(site, one.value));
    default:
      return false;
  }
}

/** An expression without effects: it is made of values that are there, whatever they are at the time. */
function isLook(site: FixContext, node: TSESTree.Node): boolean {
  const value = unwrap(node);
  switch (value.type) {
    case 'Identifier':
      return true;
    case 'MemberExpression':
      return !value.computed && isLook(site, value.object);
    case 'TemplateLiteral':
      return value.expressions.every((one) => isLook(site, one));
    case 'ObjectExpression':
      return value.properties.every((one) => one.type === 'Property' && !one.computed && isLook(site, one.value));
    default:
      return isInert(site, value);
  }
}

/** A method does not change; a field may. */
const isCalled = (member: TSESTree.MemberExpression): boolean =>
  member.parent.type === 'CallExpression' && member.parent.callee === member;

/** The `await` of a call, where the call is what is awaited. */
export function awaitedValue(call: TSESTree.Node): TSESTree.AwaitExpression | null {
  const { parent } = outermost(call);
  return parent?.type === 'AwaitExpression' ? parent : null;
}
