/** Assertions of the common test libraries, as the condition they check. */
import type { TSESTree } from '@typescript-eslint/utils';
import { assertionRoots, comparisons, testGlobals, testPackages } from '../protocols/test-libraries.js';
import { publicName } from '../syntax/bindings.js';
import { memberName, unwrap } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';
import { nameOf } from './entity.js';
import { entityByScope } from './scope-oracle.js';

/** `left === right`, or (without `right`) that `left` is truthy; the opposite where negated. */
export interface Assertion {
  readonly left: TSESTree.Expression;
  readonly right: TSESTree.Expression | null;
  readonly negated: boolean;
  /** It may fail and the program continues; in a test, a failure would end the test. */
  readonly mayFail: boolean;
}

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** Whether a file is a test: it imports a test library or calls a test runner. */
export function isTest(unit: Unit): boolean {
  let known = tests.get(unit.ast);
  if (known === undefined)
    tests.set(
      unit.ast,
      (known =
        unit.ast.body.some((node) => node.type === 'ImportDeclaration' && testPackages.has(node.source.value)) ||
        unit.facts.calls.some(({ callee }) => isRunner(unit, callee))),
    );
  return known;
}

const tests = new WeakMap<TSESTree.Program, boolean>();

/** `test(…)`, `describe.each(…)`, `require('node:test')`. */
function isRunner(unit: Unit, callee: TSESTree.Node): boolean {
  const entity = entityByScope(unit, callee);
  if (!entity || entity.instance) return false;
  return testPackages.has(entity.module) || (entity.module === 'global' && testGlobals.has(entity.path.split('.')[0]!));
}

/** The condition that `expect(x).toBe(y)`, `assert.equal(x, y)` or `assert(x)` checks, or null. */
export function assertion(unit: Unit, call: Call, callee: TSESTree.Node): Assertion | null {
  if (callee.type === 'MemberExpression') {
    const name = memberName(callee) ?? '';
    if (!Object.hasOwn(comparisons, name)) return null;
    const expected = expectation(unit, unwrap(callee.object));
    if (expected) return compared(name, expected.value, valueAt(call, 0), expected.negated, false);
  } else if (callee.type !== 'Identifier') return null;
  const name = assertionName(unit, callee);
  const left = valueAt(call, 0);
  return name === null || !left ? null : compared(name, left, valueAt(call, 1), false, !isTest(unit));
}

/** A new expression `left === right`. */
export function equality(left: TSESTree.Expression, right: TSESTree.Expression): TSESTree.BinaryExpression {
  return { type: 'BinaryExpression', operator: '===', left, right } as TSESTree.BinaryExpression;
}

const NULL = { type: 'Literal', value: null } as TSESTree.NullLiteral;

function compared(
  name: string,
  left: TSESTree.Expression,
  right: TSESTree.Expression | null,
  negated: boolean,
  mayFail: boolean,
): Assertion | null {
  switch (comparisons[name]) {
    case 'equal':
      return right && { left, right, negated, mayFail };
    case 'unequal':
      return right && { left, right, negated: !negated, mayFail };
    case 'truthy':
      return { left, right: null, negated, mayFail };
    case 'falsy':
      return { left, right: null, negated: !negated, mayFail };
    case 'nullish':
      return { left, right: NULL, negated, mayFail };
    default:
      return null;
  }
}

/** The argument at that position, if no argument before it is spread. */
function valueAt({ arguments: given }: Call, index: number): TSESTree.Expression | null {
  const value = given[index];
  return value && value.type !== 'SpreadElement' && given[0]!.type !== 'SpreadElement' ? value : null;
}

/** `x` of `expect(x)` and of `expect(x).not`, from any library. */
function expectation(
  unit: Unit,
  owner: TSESTree.Node,
): { readonly value: TSESTree.Expression; readonly negated: boolean } | null {
  if (owner.type === 'MemberExpression' && memberName(owner) === 'not') {
    const inner = expectation(unit, unwrap(owner.object));
    return inner && { ...inner, negated: !inner.negated };
  }
  const value = owner.type === 'CallExpression' ? valueAt(owner, 0) : null;
  return owner.type === 'CallExpression' && value && isExpect(unit, owner.callee) ? { value, negated: false } : null;
}

function isExpect(unit: Unit, callee: TSESTree.Node): boolean {
  const entity = entityByScope(unit, callee);
  // Test libraries also pass it to the test: `test(name, ({ expect }) => …)`.
  return (
    (publicName(unit, callee) === 'expect' || (entity?.module === 'expect' && entity.path === '')) && !entity?.instance
  );
}

/** Whether a call only checks something in a test, whose failure ends the test: `expect(x)` and what follows it, `assert.equal(x, y)`. */
export function isCheck(unit: Unit, call: Call): boolean {
  let at: TSESTree.Node = unwrap(call.callee);
  while (at.type === 'MemberExpression' || at.type === 'CallExpression') {
    if (at.type === 'CallExpression' && isExpect(unit, at.callee)) return true;
    at = unwrap(at.type === 'MemberExpression' ? at.object : at.callee);
  }
  return (
    (at === call.callee && isExpect(unit, at)) || (assertionName(unit, unwrap(call.callee)) !== null && isTest(unit))
  );
}

/** `equal` for `assert.equal`, `ok` for `assert` itself; null for anything else. */
function assertionName(unit: Unit, callee: TSESTree.Node): string | null {
  const entity = entityByScope(unit, callee);
  const name = entity && !entity.instance ? nameOf(entity) : null;
  if (name === null) return null;
  if (assertionRoots.includes(name)) return 'ok';
  const dot = Math.max(name.lastIndexOf('.'), name.lastIndexOf(':'));
  const root = name.slice(0, name[dot] === ':' ? dot + 1 : dot);
  return assertionRoots.includes(root) ? name.slice(dot + 1) : null;
}
