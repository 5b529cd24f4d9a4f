/** Resolves expressions to literals elsewhere in the file. */
import type { TSESTree } from '@typescript-eslint/utils';
import { bindingOf, initOf } from './bindings.js';
import { defaultOf } from './functions.js';
import { memberName, outermost, propertyOf, unwrap } from './nodes.js';
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

/** Properties that an object gets after its creation. */
export interface Additions {
  /** `options.body = …` */
  readonly assigned: readonly { readonly name: string; readonly value: TSESTree.Node }[];
  /** The sources of `Object.assign(options, …)`. */
  readonly merged: readonly TSESTree.Node[];
}

/** The properties that any code adds to the object in a variable, in source order. */
export function putInto(unit: Unit, object: TSESTree.Node): Additions {
  const assigned: { name: string; value: TSESTree.Node }[] = [];
  const merged: TSESTree.Node[] = [];
  for (const { identifier } of unit.variable(unwrap(object))?.references ?? []) {
    const mention = outermost(identifier);
    const { parent } = mention;
    if (parent?.type === 'MemberExpression' && parent.object === mention) {
      const target = outermost(parent);
      const name = memberName(parent);
      if (name !== null && target.parent?.type === 'AssignmentExpression' && target.parent.left === target)
        assigned.push({ name, value: target.parent.right });
    } else if (
      parent?.type === 'CallExpression' &&
      parent.arguments[0] === mention &&
      parent.callee.type === 'MemberExpression' &&
      memberName(parent.callee) === 'assign'
    )
      merged.push(...parent.arguments.slice(1));
  }
  return { assigned, merged };
}

/** The same as `constantOf`, also for a parameter that no caller passes. */
export function settledValue(unit: Unit, expression: TSESTree.Node): TSESTree.Node {
  const node = constantOf(unit, expression);
  const variable = node.type === 'Identifier' ? unit.variable(node) : undefined;
  const usual = variable && defaultOf(unit, variable);
  return usual ? constantOf(unit, usual) : node;
}

export interface Option {
  /** The last known value of the property. */
  readonly value: TSESTree.Node | null;
  /** Whether no unknown spread object can override it. */
  readonly isCertain: boolean;
}

/** A property of an object literal, also through constants and spread objects. */
export function optionIn(unit: Unit, object: TSESTree.Node, name: string, depth = 0): Option {
  const literal = settledValue(unit, object);
  if (literal.type !== 'ObjectExpression' || depth > MAX_DEPTH) return { value: null, isCertain: false };
  const later = putLater(unit, object, name, depth);
  if (later) return { value: later, isCertain: false };
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

function putLater(unit: Unit, object: TSESTree.Node, name: string, depth: number): TSESTree.Node | null {
  const { assigned, merged } = putInto(unit, object);
  const values = [
    ...assigned.filter((one) => one.name === name).map(({ value }) => value),
    ...merged.map((one) => optionIn(unit, one, name, depth + 1).value),
  ];
  return values.findLast((value) => value !== null) ?? null;
}
