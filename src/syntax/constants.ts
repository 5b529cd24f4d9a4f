/** Resolves expressions to literals elsewhere in the file. */
import type { TSESTree } from '@typescript-eslint/utils';
import { bindingOf, initOf } from './bindings.js';
import { memberName, propertyOf, unwrap } from './nodes.js';
import type { Unit } from './unit.js';

const MAX_DEPTH = 4;

/** The initialiser of a constant or an enum member, or the value in a constant object; else the node itself. */
export function constantOf(unit: Unit, expression: TSESTree.Node, depth = 0): TSESTree.Node {
  const node = unwrap(expression);
  if (depth > MAX_DEPTH) return node;
  if (node.type === 'Identifier') {
    const init = initOf(unit.variable(node));
    return init ? constantOf(unit, init, depth + 1) : node;
  }
  if (node.type === 'MemberExpression' && node.object.type === 'Identifier') {
    const name = memberName(node);
    const binding = name === null ? null : bindingOf(unit, node.object);
    if (binding?.kind === 'enum') {
      const member = binding.node.body.members.find(({ id }) => id.type === 'Identifier' && id.name === name);
      return member?.initializer ?? member ?? node;
    }
    const owner = binding?.kind === 'value' && binding.path?.length === 0 ? propertyOf(binding.init, name!) : null;
    return owner ? constantOf(unit, owner, depth + 1) : node;
  }
  return node;
}

export interface Option {
  /** The last known value of the property. */
  readonly value: TSESTree.Node | null;
  /** Whether no unknown spread object can override it. */
  readonly isCertain: boolean;
}

/** A property of an object literal, also through constants and spread objects. */
export function optionIn(unit: Unit, object: TSESTree.Node, name: string, depth = 0): Option {
  const literal = constantOf(unit, object);
  if (literal.type !== 'ObjectExpression' || depth > MAX_DEPTH) return { value: null, isCertain: false };
  let isCertain = true;
  for (const property of literal.properties.toReversed()) {
    if (property.type === 'Property') {
      if (memberName(property) === name) return { value: property.value, isCertain };
      continue;
    }
    const spread = optionIn(unit, property.argument, name, depth + 1);
    isCertain &&= spread.isCertain;
    if (spread.value) return { value: spread.value, isCertain };
  }
  return { value: null, isCertain };
}
