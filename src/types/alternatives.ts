/** Functions that are chosen at run time: `flag ? read : drain`, `pick(flag)`, `readers[kind]`, the elements of a list. */
import type { TSESTree } from '@typescript-eslint/utils';
import { bindingOfVariable, initOf, soleValueOf } from '../syntax/bindings.js';
import { returnedBy } from '../syntax/functions.js';
import { childrenOf, isFunction, memberName, unwrap } from '../syntax/nodes.js';
import type { Unit, Variable } from '../syntax/unit.js';
import { isConstant, isExported } from '../syntax/variables.js';
import type { Definition, FunctionDefinition } from './definitions.js';

/** One of the functions that an expression may be, with the conditions that choose it. */
export interface Alternative {
  readonly callee: FunctionDefinition;
  /** Conditions with their outcomes; their variables never change. */
  readonly tests: readonly { readonly test: TSESTree.Expression; readonly outcome: boolean }[];
  /** Expressions of the same file that also decide, but are not followed. */
  readonly deciding: readonly TSESTree.Node[];
  /** Look-ups in tables of the same file that come to it. */
  readonly lookups: readonly Lookup[];
  /** It is an element of a list that a loop iterates over: the other elements run too. */
  readonly isOneOfAll?: true;
}

/** `table[key]`, where the key has to be one of these names, or none of them. */
export interface Lookup {
  readonly key: TSESTree.Node;
  readonly names: readonly string[];
  readonly isAmong: boolean;
}

type Define = (unit: Unit, expression: TSESTree.Node) => Definition | null;

const MAX_DEPTH = 4;

/** All functions that an expression may be, if there are several; null if one of them cannot be analysed. */
export function alternativesOf(
  unit: Unit,
  expression: TSESTree.Node,
  define: Define,
  depth = 0,
): readonly Alternative[] | null {
  if (depth > MAX_DEPTH) return null;
  const node = unwrap(expression);
  switch (node.type) {
    case 'ConditionalExpression': {
      if (!isFixed(unit, node.test)) return null;
      const side = (outcome: boolean): readonly Alternative[] | null =>
        all([oneOrMore(unit, outcome ? node.consequent : node.alternate, define, depth)], (one) => ({
          ...one,
          tests: [{ test: node.test, outcome }, ...one.tests],
        }));
      return all([side(true), side(false)]);
    }
    case 'Identifier': {
      const variable = unit.variable(node);
      const value = variable && soleValueOf(variable);
      if (value) return alternativesOf(unit, value, define, depth + 1);
      const list = variable && listGoneThrough(variable);
      const parts = list && entriesOf(unit, list);
      return parts
        ? all(
            parts.map((part) => oneOrMore(unit, part, define, depth)),
            (one) => ({ ...one, isOneOfAll: true }),
          )
        : null;
    }
    case 'CallExpression': {
      const called = define(unit, node.callee);
      if (called?.kind !== 'function' || called.node.async || called.node.generator) return null;
      const returned = returnedBy(called.unit, called.node);
      if (returned.length === 0 || !returned.every((value) => value !== null)) return null;
      // Other conditions in the function are followed only if it is in the same file.
      const asked = called.unit === unit ? [called.node] : [];
      return all(
        returned.map((value) => oneOrMore(called.unit, value, define, depth)),
        (one) => ({
          callee: one.callee,
          tests: [],
          lookups: [],
          deciding: [...node.arguments, ...asked],
        }),
      );
    }
    case 'MemberExpression':
      return fromTable(unit, node, define, depth);
    case 'LogicalExpression': {
      // What is not in the table: `handlers[kind] ?? usual`.
      const left = unwrap(node.left);
      const found = node.operator !== '&&' && left.type === 'MemberExpression' && fromTable(unit, left, define, depth);
      const names = found && namesIn(unit, left);
      return names
        ? all([
            found,
            all([oneOrMore(unit, node.right, define, depth)], (one) => ({
              ...one,
              lookups: [...one.lookups, { key: left.property, names, isAmong: false }],
            })),
          ])
        : null;
    }
    default:
      return null;
  }
}

/** The functions of `readers[kind]`, each with the names that lead to it; of a list, which one it is decides its index. */
function fromTable(
  unit: Unit,
  node: TSESTree.MemberExpression,
  define: Define,
  depth: number,
): readonly Alternative[] | null {
  const values = node.computed && memberName(node) === null ? entriesOf(unit, node.object) : null;
  if (!values) return null;
  const names = namesIn(unit, node);
  return all(
    values.map((value, index) =>
      all([oneOrMore(unit, value, define, depth)], (one) =>
        names
          ? { ...one, lookups: [...one.lookups, { key: node.property, names: [names[index]!], isAmong: true }] }
          : { ...one, deciding: [...one.deciding, node.property] },
      ),
    ),
  );
}

/**
 * The names in the object literal that a look-up asks, in their order; null for a list, where a name is computed or stands twice,
 * and where the key may be another one by the time that the function runs.
 */
function namesIn(unit: Unit, { object, property }: TSESTree.MemberExpression): readonly string[] | null {
  const written = isFixed(unit, property) ? writtenOut(unit, object) : null;
  if (written?.type !== 'ObjectExpression') return null;
  const names = written.properties.map((property) => (property.type === 'Property' ? memberName(property) : null));
  return names.every((name) => name !== null) && new Set(names).size === names.length ? names : null;
}

/** `list` of `for (const one of list)` and of `list.forEach((one) => …)`, for the variable that holds one; null for any other. */
function listGoneThrough(variable: Variable): TSESTree.Node | null {
  const binding = bindingOfVariable(variable);
  if ((binding?.kind !== 'value' && binding?.kind !== 'parameter') || binding.path?.length !== 0) return null;
  if (binding.kind === 'value') {
    const loop = binding.node.parent.parent;
    return loop.type === 'ForOfStatement' && loop.left === binding.node.parent ? loop.right : null;
  }
  const call = binding.index === 0 && isConstant(variable) ? binding.fn.parent : null;
  if (call?.type !== 'CallExpression' || call.arguments[0] !== binding.fn || call.callee.type !== 'MemberExpression')
    return null;
  return EACH.has(memberName(call.callee) ?? '') ? call.callee.object : null;
}

/** Methods of a list that call their argument with its elements; none of them changes the list. */
const EACH = new Set(['forEach', 'map', 'every', 'some']);

/** The function that an expression is, or all functions that it may be. */
function oneOrMore(
  unit: Unit,
  expression: TSESTree.Node,
  define: Define,
  depth: number,
): readonly Alternative[] | null {
  const one = define(unit, expression);
  if (one) return one.kind === 'function' ? [{ callee: one, tests: [], deciding: [], lookups: [] }] : null;
  return alternativesOf(unit, expression, define, depth + 1);
}

/** The concatenated lists, mapped by `change`; null if one of the lists is unknown. */
function all(
  lists: readonly (readonly Alternative[] | null)[],
  change: (one: Alternative) => Alternative = (one) => one,
): Alternative[] | null {
  return lists.every((list) => list !== null) ? lists.flat().map(change) : null;
}

/** The values of an object or list literal that is never changed. */
function entriesOf(unit: Unit, expression: TSESTree.Node): readonly TSESTree.Node[] | null {
  const node = unwrap(expression);
  const written = writtenOut(unit, node);
  if (!written || (node.type === 'Identifier' && !isLookedUpOnly(unit, node, written.type === 'ArrayExpression')))
    return null;
  if (written.type === 'ArrayExpression')
    return written.elements.every((element) => element !== null) && written.elements.length > 0
      ? written.elements
      : null;
  if (written.type !== 'ObjectExpression' || written.properties.length === 0) return null;
  return written.properties.every((property) => property.type === 'Property' && property.kind === 'init')
    ? written.properties.map((property) => (property as TSESTree.Property).value)
    : null;
}

function writtenOut(unit: Unit, expression: TSESTree.Node): TSESTree.Node | null {
  const node = unwrap(expression);
  const init = node.type === 'Identifier' ? initOf(unit.variable(node)) : node;
  return init ? unwrap(init) : null;
}

/** Whether a constant is only used to read its elements, or to iterate over it. */
function isLookedUpOnly(unit: Unit, name: TSESTree.Identifier, isList: boolean): boolean {
  const variable = unit.variable(name);
  return (
    variable !== undefined &&
    isConstant(variable) &&
    !(isList && isExported(variable)) &&
    variable.references.every(({ identifier, init }) => {
      const { parent } = identifier;
      if (init === true) return true;
      if (parent?.type === 'ForOfStatement') return parent.right === identifier;
      if (parent?.type !== 'MemberExpression' || parent.object !== identifier) return false;
      const name = memberName(parent);
      const isCalled = parent.parent.type === 'CallExpression' && parent.parent.callee === parent;
      if (isList && isCalled && name !== null) return EACH.has(name);
      return (
        !(parent.parent.type === 'AssignmentExpression' && parent.parent.left === parent) &&
        !(parent.parent.type === 'UnaryExpression' && parent.parent.operator === 'delete')
      );
    })
  );
}

/** Whether a condition always has the same outcome: its variables are never reassigned, and it has no calls. */
function isFixed(unit: Unit, node: TSESTree.Node): boolean {
  if (isFunction(node) || node.type === 'AwaitExpression' || node.type === 'AssignmentExpression') return false;
  if (node.type === 'CallExpression' || node.type === 'NewExpression') return false;
  const variable = node.type === 'Identifier' ? unit.variable(node) : undefined;
  if (variable) return isConstant(variable);
  return childrenOf(node, unit.visitorKeys).every((child) => isFixed(unit, child));
}
