/** Constants: what is written out, or stands for something that is written out elsewhere in the file. */
import type { TSESTree } from '@typescript-eslint/utils';
import { bindingOf, bindingOfVariable } from '../syntax/bindings.js';
import { constantOf } from '../syntax/constants.js';
import { stringValue, unwrap } from '../syntax/nodes.js';
import { isLook, isReturned, isTarget } from '../syntax/object-uses.js';
import type { Unit, Variable } from '../syntax/unit.js';
import { isExported } from '../syntax/variables.js';
import { constant, SOME_OBJECT, UNDEFINED, UNKNOWN, type AbstractValue, type Constant } from './values.js';

/** The constant that an expression is for sure; unknown for any other expression. */
export function constantValue(unit: Unit, node: TSESTree.Node): AbstractValue {
  let known = values.get(node);
  if (known === undefined)
    values.set(node, (known = isChanged(unit, node) ? UNKNOWN : literalValue(unit, constantOf(unit, node))));
  return known;
}

const values = new WeakMap<TSESTree.Node, AbstractValue>();

function literalValue(unit: Unit, node: TSESTree.Node): AbstractValue {
  switch (node.type) {
    case 'Literal':
      if ('regex' in node) return SOME_OBJECT;
      return constant('bigint' in node ? BigInt(node.bigint) : node.value);
    case 'Identifier':
      return node.name === 'undefined' && !bindingOf(unit, node) ? UNDEFINED : UNKNOWN;
    case 'UnaryExpression':
      return node.operator === '-' && node.argument.type === 'Literal' && typeof node.argument.value === 'number'
        ? constant(-node.argument.value)
        : node.operator === 'void'
          ? UNDEFINED
          : UNKNOWN;
    case 'TSEnumMember':
      return memberOfEnum(node);
    default: {
      const text = stringValue(node);
      return text === null ? UNKNOWN : constant(text);
    }
  }
}

/** The number of a member of an enum without a value of its own: one more than the member before it. */
function memberOfEnum(member: TSESTree.TSEnumMember): AbstractValue {
  const { members } = member.parent;
  const index = members.indexOf(member);
  const last = members.slice(0, index).findLastIndex(({ initializer }) => initializer);
  if (last < 0) return constant(index);
  const { initializer } = members[last]!;
  return initializer?.type === 'Literal' && typeof initializer.value === 'number'
    ? constant(initializer.value + index - last)
    : UNKNOWN;
}

/** The constants of an array that is written out, or of a set made of one; null where it may have others. */
export function constantsIn(unit: Unit, node: TSESTree.Node): Constant[] | null {
  let list = constantOf(unit, node);
  if (list.type === 'NewExpression' && list.arguments[0]) list = unwrap(list.arguments[0]);
  if (list.type !== 'ArrayExpression') return null;
  const found = list.elements.map((element) => element && constantValue(unit, element).constant);
  return found.every((one) => one !== null) ? found.map(({ value }) => value) : null;
}

/** Whether the expression reads a property of an object that may have been changed. */
const isChanged = (unit: Unit, node: TSESTree.Node): boolean => {
  const variable = node.type === 'MemberExpression' ? unit.variable(unwrap(node.object)) : undefined;
  return variable !== undefined && !isUnchanged(variable);
};

/**
 * Whether the properties of the value of a variable never change: it is an enum, `as const`, or its properties are only
 * read.
 */
export function isUnchanged(variable: Variable): boolean {
  const binding = bindingOfVariable(variable);
  if (binding?.kind === 'enum') return true;
  if (binding?.kind === 'value' && binding.init?.type === 'TSAsExpression' && isConstAssertion(binding.init))
    return true;
  return (
    !isExported(variable) &&
    !isWrittenTo(variable) &&
    variable.references.every(
      (reference) => reference.isWrite() || isLook(reference.identifier) || isReturned(reference.identifier),
    )
  );
}

/** Whether a property of what the variable holds is assigned, or one of its methods called, which may change it. */
export const isWrittenTo = (variable: Variable): boolean =>
  variable.references.some(({ identifier: { parent } }) => {
    if (parent?.type !== 'MemberExpression') return false;
    return isTarget(parent) || (parent.parent.type === 'CallExpression' && parent.parent.callee === parent);
  });

const isConstAssertion = ({ typeAnnotation }: TSESTree.TSAsExpression): boolean =>
  typeAnnotation.type === 'TSTypeReference' &&
  typeAnnotation.typeName.type === 'Identifier' &&
  typeAnnotation.typeName.name === 'const';
