/** Assertions of the common test libraries, as the condition they check. */
import type { TSESTree } from '@typescript-eslint/utils';
import { memberName, unwrap } from './nodes.js';
import type { Unit } from './unit.js';

/** `left === right`, or (without `right`) that `left` is truthy; the opposite where negated. */
export interface Assertion {
  readonly left: TSESTree.Expression;
  readonly right: TSESTree.Expression | null;
  readonly negated: boolean;
}

const EQUAL = new Set(['equal', 'strictEqual', 'deepEqual', 'deepStrictEqual', 'toBe', 'toEqual', 'toStrictEqual']);
const UNEQUAL = new Set(['notEqual', 'notStrictEqual']);
const TRUTHY = new Set(['ok', 'toBeTruthy']);

/** The condition that `expect(x).toBe(y)`, `assert.equal(x, y)` or `assert(x)` of `node:assert` checks, or null. */
export function assertion(
  unit: Unit,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  callee: TSESTree.Node,
): Assertion | null {
  if (callee.type === 'MemberExpression') {
    const name = memberName(callee) ?? '';
    const owner = unwrap(callee.object);
    const expected = expectation(owner);
    if (expected) {
      if (name === 'toBeFalsy') return { left: expected.value, right: null, negated: !expected.negated };
      const right = matcherValue(name, call);
      return right === undefined ? null : { left: expected.value, right, negated: expected.negated };
    }
    if (owner.type !== 'Identifier' || !isAssert(unit, owner)) return null;
    const [left, right] = call.arguments;
    if (!left || left.type === 'SpreadElement') return null;
    if (name === 'ok') return { left, right: null, negated: false };
    if (!right || right.type === 'SpreadElement' || (!EQUAL.has(name) && !UNEQUAL.has(name))) return null;
    return { left, right, negated: UNEQUAL.has(name) };
  }
  const [value] = call.arguments;
  return callee.type === 'Identifier' && value && value.type !== 'SpreadElement' && isAssert(unit, callee)
    ? { left: value, right: null, negated: false }
    : null;
}

/** `left === right` as an expression of its own. */
export function equality(left: TSESTree.Expression, right: TSESTree.Expression): TSESTree.BinaryExpression {
  return { type: 'BinaryExpression', operator: '===', left, right } as TSESTree.BinaryExpression;
}

function expectation(owner: TSESTree.Node): { readonly value: TSESTree.Expression; readonly negated: boolean } | null {
  if (owner.type === 'MemberExpression' && memberName(owner) === 'not') {
    const inner = expectation(unwrap(owner.object));
    return inner && { ...inner, negated: !inner.negated };
  }
  if (owner.type !== 'CallExpression' || owner.callee.type !== 'Identifier' || owner.callee.name !== 'expect')
    return null;
  const [value] = owner.arguments;
  return value && value.type !== 'SpreadElement' ? { value, negated: false } : null;
}

const NULL = { type: 'Literal', value: null } as TSESTree.NullLiteral;

function matcherValue(
  name: string,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
): TSESTree.Expression | null | undefined {
  if (EQUAL.has(name)) {
    const [value] = call.arguments;
    return value && value.type !== 'SpreadElement' ? value : undefined;
  }
  if (TRUTHY.has(name)) return null;
  return name === 'toBeNull' || name === 'toBeUndefined' ? NULL : undefined;
}

/** An import of `assert`, by its usual name. */
function isAssert(unit: Unit, node: TSESTree.Identifier): boolean {
  if (node.name !== 'assert') return false;
  const def = unit.variable(node)?.defs[0];
  if (!def) return false;
  if (def.type === 'ImportBinding')
    return (
      def.parent.type === 'ImportDeclaration' &&
      /^(?:node:)?assert(?:\/strict)?$|^chai$|^power-assert$/.test(def.parent.source.value)
    );
  return (
    def.type === 'Variable' &&
    def.node.type === 'VariableDeclarator' &&
    def.node.init !== null &&
    /require\(/.test(unit.text.slice(...def.node.init.range))
  );
}
