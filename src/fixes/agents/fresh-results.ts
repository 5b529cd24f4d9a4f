/** Whether what a call gives was made for its caller: an agent that a factory keeps for others is not the caller's to close. */
import type { TSESTree } from '@typescript-eslint/utils';
import { declaratorOf } from '../../syntax/bindings.js';
import { isFunction, isNothing, isTransparent, memberName, unwrap, type FunctionNode } from '../../syntax/nodes.js';
import { returnedBy } from '../../syntax/functions.js';
import type { Unit, Variable } from '../../syntax/unit.js';
import type { Oracle } from '../../types/oracle.js';

/** Made there; nothing at all; either; or something else, which others may have too. */
export type Freshness = 'made' | 'nothing' | 'maybe' | 'other';

const MAX_DEPTH = 6;

/**
 * What the value of an expression is, or has by `path`, told by its code.
 *
 * @param path names and indices; null where it is not known which part of the value counts: then all parts of it do
 */
export function freshnessOf(
  oracle: Oracle,
  unit: Unit,
  node: TSESTree.Node,
  path: readonly string[] | null,
  depth = 0,
): Freshness {
  const value = unwrap(node);
  const at = (part: TSESTree.Node, rest = path): Freshness => freshnessOf(oracle, unit, part, rest, depth + 1);
  if (depth > MAX_DEPTH) return 'other';
  if (isNothing(value)) return 'nothing';
  switch (value.type) {
    case 'AwaitExpression':
      return at(value.argument);
    case 'NewExpression':
      return path === null || path.length === 0 ? 'made' : 'other';
    case 'ConditionalExpression':
      return either([at(value.consequent), at(value.alternate)]);
    case 'ObjectExpression':
      return path === null
        ? whole(value.properties.map((one) => (one.type === 'Property' ? at(one.value) : 'other')))
        : inObject(value.properties, path, at);
    case 'ArrayExpression':
      return path === null
        ? whole(value.elements.map((one) => (one ? at(one) : 'nothing')))
        : inArray(value.elements, path, at);
    case 'MemberExpression': {
      const name = memberName(value);
      return path !== null && name !== null ? at(value.object, [name, ...path]) : 'other';
    }
    case 'Literal':
    case 'TemplateLiteral':
      return path === null ? 'nothing' : 'other';
    case 'Identifier': {
      const variable = unit.variable(value);
      const written = variable && isOwn(unit, variable) ? writtenTo(variable) : null;
      return written ? either(written.map((one) => (one ? at(one) : 'nothing'))) : 'other';
    }
    case 'CallExpression': {
      if (oracle.acquisition(unit, value)) return path === null || path.length === 0 ? 'made' : 'other';
      const callee = unwrap(value.callee);
      const definition = isFunction(callee)
        ? { kind: 'function' as const, unit, node: callee }
        : oracle.definition(unit, value.callee);
      return definition?.kind === 'function'
        ? either(
            returnsOf(definition.unit, definition.node).map((one) =>
              one ? freshnessOf(oracle, definition.unit, one, path, depth + 1) : 'nothing',
            ),
          )
        : 'other';
    }
    default:
      return 'other';
  }
}

function either(given: readonly Freshness[]): Freshness {
  if (given.includes('other') || given.length === 0) return 'other';
  return given.every((one) => one === given[0]) ? given[0]! : 'maybe';
}

/** Of a value of which all parts count. */
function whole(parts: readonly Freshness[]): Freshness {
  if (parts.includes('other')) return 'other';
  return parts.includes('maybe') ? 'maybe' : parts.includes('made') ? 'made' : 'nothing';
}

/** What is written last is what the object has. */
function inObject(
  properties: readonly (TSESTree.Property | TSESTree.SpreadElement)[],
  path: readonly string[],
  at: (part: TSESTree.Node, rest?: readonly string[]) => Freshness,
): Freshness {
  const [next, ...rest] = path;
  for (const property of next === undefined ? [] : [...properties].reverse()) {
    if (property.type === 'Property' && memberName(property) === next) return at(property.value, rest);
    const spread =
      property.type === 'SpreadElement' ? at(property.argument) : memberName(property) === null ? 'other' : 'nothing';
    if (spread !== 'nothing') return spread;
  }
  return next === undefined ? 'other' : 'nothing';
}

function inArray(
  elements: readonly (TSESTree.Node | null)[],
  [index, ...rest]: readonly string[],
  at: (part: TSESTree.Node, rest?: readonly string[]) => Freshness,
): Freshness {
  const element = elements[Number(index)];
  return element && !elements.some((one) => one?.type === 'SpreadElement') ? at(element, rest) : 'other';
}

/** What the variable of a function is given, null for nothing; null where that is not known. */
function writtenTo(variable: Variable): (TSESTree.Node | null)[] | null {
  const declarator = declaratorOf(variable);
  if (declarator?.id.type !== 'Identifier') return null;
  const writes = variable.references.filter((reference) => reference.isWrite());
  if (
    writes.some(
      ({ identifier, init }) =>
        init !== true && !(identifier.parent.type === 'AssignmentExpression' && identifier.parent.operator === '='),
    )
  )
    return null;
  return [...(declarator.init ? [] : [null]), ...writes.map(({ writeExpr }) => writeExpr ?? null)];
}

/** Whether only the caller of the function gets the value of the variable. */
function isOwn(unit: Unit, variable: Variable): boolean {
  return (
    variable.scope.variableScope.type === 'function' &&
    variable.references.every((reference) => !reference.isRead() || isReturned(unit, reference.identifier))
  );
}

function isReturned(unit: Unit, node: TSESTree.Node): boolean {
  const { parent } = node;
  switch (parent?.type) {
    case 'ReturnStatement':
      return true;
    case 'ArrowFunctionExpression':
      return parent.body === node;
    case 'CallExpression':
      // What a method of it is asked for does not give it away.
      return parent.callee === node && node.type === 'MemberExpression';
    case 'AssignmentExpression':
      return parent.left === node;
    case 'IfStatement':
    case 'UnaryExpression':
      return true;
    case 'Property':
    case 'ObjectExpression':
    case 'ArrayExpression':
    case 'SpreadElement':
    case 'AwaitExpression':
    case 'MemberExpression':
    case 'ConditionalExpression':
      return isReturned(unit, parent);
    case 'VariableDeclarator': {
      const variable = parent.id.type === 'Identifier' ? unit.variable(parent.id) : undefined;
      return variable !== undefined && isOwn(unit, variable);
    }
    default:
      return parent !== undefined && isTransparent(parent) && isReturned(unit, parent);
  }
}

/** What a function returns; null for nothing. */
function returnsOf(unit: Unit, fn: FunctionNode): (TSESTree.Node | null)[] {
  if (fn.generator) return [];
  const last = fn.body.type === 'BlockStatement' ? fn.body.body.at(-1)?.type : 'ReturnStatement';
  return [...returnedBy(unit, fn), ...(/^(?:Return|Throw|Try|Switch)Statement$/.test(last ?? '') ? [] : [null])];
}
