/** The parts of an expression that are evaluated before it, in order: no control flow, only syntax. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { ClassNode } from '../syntax/classes.js';
import { childrenOf } from '../syntax/nodes.js';

export type VisitorKeys = Readonly<Record<string, readonly string[] | undefined>>;

/**
 * The operand of `node` that leads a chain such as `a.b().c()` or `a + b + c`, or null. Such chains nest to the left
 * and grow long, so they are followed in a loop.
 */
export function leadingOperand(node: TSESTree.Node): TSESTree.Node | null {
  switch (node.type) {
    case 'MemberExpression':
      return node.object;
    case 'CallExpression':
      return node.callee;
    case 'TaggedTemplateExpression':
      return node.tag;
    case 'BinaryExpression':
      return node.left;
    case 'LogicalExpression':
      return node.operator === '??' ? node.left : null;
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
      return node.expression;
    default:
      return null;
  }
}

/**
 * The operands of an expression whose evaluation never branches, in evaluation order, without the leading one.
 *
 * @param visitorKeys the child properties of node types that are unknown here; without it, every property is searched
 */
export function operandsOf(node: TSESTree.Node, visitorKeys: VisitorKeys): readonly TSESTree.Node[] {
  switch (node.type) {
    case 'Identifier':
    case 'ThisExpression':
    case 'Super':
    case 'MetaProperty':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
      return [];
    case 'MemberExpression':
      return node.computed ? [node.property] : [];
    case 'CallExpression':
      return node.arguments;
    case 'NewExpression':
      return [node.callee, ...node.arguments];
    case 'TaggedTemplateExpression':
      return node.quasi.expressions;
    case 'TemplateLiteral':
      return node.expressions;
    case 'BinaryExpression':
      return [node.right];
    case 'SequenceExpression':
      return node.expressions;
    case 'UnaryExpression':
    case 'UpdateExpression':
    case 'SpreadElement':
    case 'AwaitExpression':
    case 'JSXSpreadAttribute':
      return [node.argument];
    case 'YieldExpression':
      return node.argument ? [node.argument] : [];
    case 'ArrayExpression':
      return node.elements.filter((element) => element !== null);
    case 'ObjectExpression':
      return node.properties;
    case 'Property':
      return node.computed ? [node.key, node.value] : [node.value];
    case 'ImportExpression':
      return node.options ? [node.source, node.options] : [node.source];
    case 'ClassDeclaration':
    case 'ClassExpression':
      return classOperands(node);
    case 'JSXElement':
      return [...node.openingElement.attributes, ...node.children];
    case 'JSXFragment':
      return node.children;
    case 'JSXAttribute':
      return node.value ? [node.value] : [];
    case 'JSXExpressionContainer':
    case 'JSXSpreadChild':
      return [node.expression];
    default:
      return childrenOf(node, visitorKeys);
  }
}

/** The expressions that run when the class is defined, except static fields and blocks, which have their own graphs. */
function classOperands(node: ClassNode): TSESTree.Node[] {
  const operands: TSESTree.Node[] = decoratorExpressions(node);
  if (node.superClass) operands.push(node.superClass);
  for (const member of node.body.body) {
    if (!('key' in member)) continue;
    operands.push(...decoratorExpressions(member));
    if (member.computed) operands.push(member.key);
  }
  return operands;
}

/** Trees of parsers for plain ECMAScript have no `decorators`. */
function decoratorExpressions(node: {
  readonly decorators?: readonly TSESTree.Decorator[] | null;
}): TSESTree.Expression[] {
  return (node.decorators ?? []).map((decorator) => decorator.expression);
}

/** Whether `node` is a constant, a name or a type that an analysis does not need as an element. */
export function isSilent(node: TSESTree.Node): boolean {
  switch (node.type) {
    case 'Literal':
    case 'TemplateElement':
    case 'PrivateIdentifier':
    case 'JSXText':
    case 'JSXEmptyExpression':
      return true;
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
      return false;
    default:
      return node.type.startsWith('TS');
  }
}
