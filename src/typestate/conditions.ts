/** What conditions say about the resource, and what else two conditions of one function have in common. */
import type { TSESTree } from '@typescript-eslint/utils';
import { statusesOf } from './statuses.js';
import { classNamed, publicName } from '../syntax/bindings.js';
import { constantOf } from '../syntax/constants.js';
import { isTransparent, isWithin, memberName, stringValue, unwrap } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';
import { answerOf, termOf, MIRRORED } from './terms.js';
import { classKnowledge, isMember, errorPredicateResult, typeOf } from './type-tests.js';
import { carries, constantRef, refKey, type Ref } from './refs.js';
import { readProperty } from './properties.js';
import { setKnown, updateDuty, type Knowledge, type State, type Test } from './state.js';
import { complement, NO_STATUS, statusesWhere, statusRange } from './statuses.js';

/** The state under the assumption; null where it cannot be; `'released'` where it ends the duty. */
export type Assumed = State | null | 'released';

/**
 * The state after `test` has come out as `outcome`.
 *
 * @param isWorthKnowing whether a fact with this key will be asked for again.
 */
export function assume(
  state: State,
  test: Test | null,
  outcome: boolean,
  isWorthKnowing: (key: string) => boolean = () => true,
): Assumed {
  if (!test) return state;
  switch (test.kind) {
    case 'constant':
      return test.value === outcome ? state : null;
    case 'status': {
      if (!state.site) return state;
      const status = state.duty.status & (outcome ? test.set : complement(test.set));
      if (status === NO_STATUS) return null;
      if ((status & ~statusesOf(state.site.protocol.emptyStatuses)) === NO_STATUS) return 'released';
      return status === state.duty.status ? state : updateDuty(state, { status });
    }
    case 'ended':
    case 'empty':
      return outcome !== test.negated && state.site ? 'released' : state;
    case 'fact': {
      const value = outcome !== test.negated;
      const before = answerOf(state.known, test.key);
      if (before !== null) return before === value ? state : null;
      if (!isWorthKnowing(test.key)) return state;
      const next = setKnown(state, test.key, { kind: 'constant', value });
      return value ? setKnown(next, oppositeOf(test.key), { kind: 'constant', value: false }) : next;
    }
  }
}

/** What is nullish is not truthy, and what is truthy is not nullish. */
const oppositeOf = (key: string): string =>
  key.endsWith(' is nullish') ? key.replace(/ is nullish$/, ' is truthy') : key.replace(/ is truthy$/, ' is nullish');

/** The state after `node` has come out null or undefined (`outcome`), or has not. */
export function assumeNullish(
  unit: Unit,
  state: State,
  node: TSESTree.Expression,
  outcome: boolean,
  isWorthKnowing: (key: string) => boolean,
): Assumed {
  const ref = refOf(unit, state, node);
  if (ref)
    return isNullable(state, ref)
      ? assume(state, { kind: 'empty', negated: false }, outcome)
      : outcome === (ref.kind === 'const' && (ref.value ?? null) === null)
        ? state
        : null;
  const known = knowledgeOf(unit, state, node);
  if (known) {
    if (known.kind === 'nothing') return outcome ? state : null;
    if (known.kind === 'ended') return assume(state, known, !outcome);
    if (known.kind !== 'derived' && known.kind !== 'fact') return outcome ? null : state;
  }
  const key = termOf(unit, node);
  return key === null
    ? state
    : assume(state, { kind: 'fact', key: `${key} is nullish`, negated: false }, outcome, isWorthKnowing);
}

/** What the truthiness of an expression says, or null. */
export function testOf(unit: Unit, state: State, expression: TSESTree.Node): Test | null {
  const node = unwrap(expression);
  const ref = refOf(unit, state, node);
  if (ref) {
    if (ref.kind === 'const') return { kind: 'constant', value: Boolean(ref.value) };
    return isNullable(state, ref) ? { kind: 'empty', negated: true } : { kind: 'constant', value: true };
  }
  const known = knowledgeOf(unit, state, node);
  if (known) {
    switch (known.kind) {
      case 'nothing':
        return { kind: 'constant', value: false };
      case 'status-code':
        return { kind: 'constant', value: true };
      case 'literal':
        return { kind: 'constant', value: Boolean(known.value) };
      case 'choice':
        return known.values.every(Boolean) ? { kind: 'constant', value: true } : null;
      case 'derived':
      case 'content-length':
        break;
      default:
        return known;
    }
  }
  const key = termOf(unit, node);
  return key === null ? null : { kind: 'fact', key: `${key} is truthy`, negated: false };
}

/** What is known of the value of an expression, computed from its parts; null if nothing. */
export function knowledgeOf(unit: Unit, state: State, expression: TSESTree.Node): Knowledge | null {
  const node = unwrap(expression);
  const stored = state.known.get(node);
  if (stored) return stored;
  switch (node.type) {
    case 'Literal':
      return node.value === null && !('regex' in node) && !('bigint' in node)
        ? { kind: 'nothing' }
        : literalOf(node.value);
    case 'Identifier': {
      const variable = unit.variable(node);
      if (!variable?.defs.length) return node.name === 'undefined' ? { kind: 'nothing' } : null;
      return state.known.get(variable) ?? null;
    }
    case 'MemberExpression': {
      if (
        state.site?.signal !== undefined &&
        memberName(node) === 'aborted' &&
        termOf(unit, node.object) === state.site.signal
      )
        return { kind: 'ended', negated: false };
      if (memberName(node)?.toLowerCase() === 'content-length' && isHeaders(unit, state, node.object))
        return { kind: 'content-length' };
      const owner = refOf(unit, state, node.object);
      if (owner) return memberKnowledge(state, owner, memberName(node));
      return knowledgeOf(unit, state, node.object)?.kind === 'derived' ? { kind: 'derived' } : null;
    }
    case 'UnaryExpression': {
      const typed = node.operator === 'typeof' ? refOf(unit, state, node.argument) : null;
      if (typed) return typeOf(state, typed);
      if (node.operator === 'void') return { kind: 'nothing' };
      if (node.operator === '+' && knowledgeOf(unit, state, node.argument)?.kind === 'content-length')
        return { kind: 'content-length' };
      if (node.operator !== '!') return null;
      const test = testOf(unit, state, node.argument);
      return test && negate(test);
    }
    case 'BinaryExpression':
      return comparison(unit, state, node);
    case 'LogicalExpression':
      return logical(unit, state, node);
    case 'ConditionalExpression': {
      const side = decided(state, testOf(unit, state, node.test));
      return side === null ? null : knowledgeOf(unit, state, side ? node.consequent : node.alternate);
    }
    case 'CallExpression':
      return callKnowledge(unit, state, node);
    case 'AwaitExpression':
      return awaitedKnowledge(knowledgeOf(unit, state, node.argument));
    case 'TemplateLiteral':
      return node.expressions.some((part) => isRelated(unit, state, part)) ? { kind: 'derived' } : null;
    default:
      return null;
  }
}

/** Whether a test decides which of its literals a conditional expression is. */
export function choosesLiteral(test: TSESTree.Node): boolean {
  let at = test;
  while (
    at.parent &&
    (at.parent.type === 'LogicalExpression' || at.parent.type === 'UnaryExpression' || isTransparent(at.parent))
  )
    at = at.parent;
  const { parent } = at;
  return (
    parent?.type === 'ConditionalExpression' &&
    parent.test === at &&
    [parent.consequent, parent.alternate].some((side) => constantRef(unwrap(side)) !== null)
  );
}

/** The state once a conditional expression has its value: which literal that is outlives the tests that chose it. */
export function chosen(unit: Unit, state: State, node: TSESTree.ConditionalExpression): State {
  const value = knowledgeOf(unit, state, node);
  let next = state;
  for (const holder of state.known.keys())
    if (typeof holder === 'object' && 'range' in holder && isWithin(holder, node)) next = setKnown(next, holder, null);
  return value?.kind === 'literal' || value?.kind === 'constant' || value?.kind === 'nothing'
    ? setKnown(next, node, value)
    : next;
}

/** What a test that has been passed already came out as, where the path still knows. */
function decided(state: State, test: Test | null): boolean | null {
  if (!test) return null;
  // The other outcome leaves nothing to follow.
  if (test.kind === 'ended' || test.kind === 'empty') return state.site ? test.negated : null;
  const yes = assume(state, test, true);
  const no = assume(state, test, false);
  return (yes === null) === (no === null) ? null : no === null;
}

const awaitedKnowledge = (known: Knowledge | null): Knowledge | null =>
  known?.kind === 'derived' || known?.kind === 'constant' ? known : null;

function negate(test: Test): Test {
  switch (test.kind) {
    case 'status':
      return { kind: 'status', set: complement(test.set) };
    case 'constant':
      return { kind: 'constant', value: !test.value };
    default:
      return { ...test, negated: !test.negated };
  }
}

/** The ref an expression evaluates to, if it is computed already or can be read off the variables. */
export function refOf(unit: Unit, state: State, expression: TSESTree.Node): Ref | null {
  if (state.refs.size === 0) return null;
  const node = unwrap(expression);
  const stored = state.refs.get(expression) ?? state.refs.get(node);
  // A member of a cancellation source that is not called is anything.
  if (stored) return stored.kind === 'bound' && !carries(stored) ? null : stored;
  if (node.type === 'Identifier') {
    const variable = unit.variable(node);
    return (variable && state.refs.get(variable)) ?? null;
  }
  if (node.type === 'MemberExpression') {
    const owner = refOf(unit, state, node.object);
    const name = memberName(node);
    const read = owner && name !== null ? readProperty(state, owner, name) : null;
    return read && read.ref?.kind !== 'bound' ? read.ref : null;
  }
  return null;
}

function memberKnowledge(state: State, owner: Ref, name: string | null): Knowledge | null {
  return name === null ? null : readProperty(state, owner, name).knowledge;
}

function isNullable(state: State, ref: Ref): boolean {
  return (
    ref.kind === 'handle' &&
    state.site !== null &&
    Object.values(state.site.protocol.handles).some((one) =>
      Object.values(one.properties ?? {}).some(
        (property) =>
          typeof property === 'object' &&
          'handle' in property &&
          property.nullable === true &&
          property.handle === ref.handle,
      ),
    )
  );
}

function isRelated(unit: Unit, state: State, node: TSESTree.Node): boolean {
  const known = knowledgeOf(unit, state, node);
  return (
    known !== null &&
    known.kind !== 'constant' &&
    known.kind !== 'nothing' &&
    known.kind !== 'fact' &&
    known.kind !== 'literal'
  );
}

const isTest = (known: Knowledge): known is Test => TESTS.has(known.kind);

const TESTS: ReadonlySet<Knowledge['kind']> = new Set(['status', 'ended', 'empty', 'fact', 'constant']);

/** The number an expression is for sure: a literal, a constant, a member of an enum or of a constant object. */
function numberOf(unit: Unit, node: TSESTree.Node): number | null {
  const value = constantOf(unit, node);
  return value?.type === 'Literal' && typeof value.value === 'number' ? value.value : null;
}

function literalOf(value: unknown): Knowledge | null {
  if (typeof value === 'boolean') return { kind: 'constant', value };
  return typeof value === 'string' || typeof value === 'number' ? { kind: 'literal', value } : null;
}

function comparison(unit: Unit, state: State, node: TSESTree.BinaryExpression): Knowledge | null {
  const { operator } = node;
  const left = unwrap(node.left);
  const right = unwrap(node.right);
  if (operator === 'instanceof') {
    const ref = refOf(unit, state, left);
    return ref && classKnowledge(state, ref, publicName(unit, right), baseName(unit, right));
  }
  if (operator === 'in') {
    const ref = refOf(unit, state, right);
    const name = stringValue(left);
    return ref && name !== null && isMember(state, ref, name) ? { kind: 'constant', value: true } : null;
  }
  for (const [a, b, op] of [
    [left, right, operator],
    [right, left, MIRRORED[operator] ?? operator],
  ] as const) {
    const value = numberOf(unit, b);
    if (value !== null && isStatusClass(unit, state, a)) return classTest(op, value);
    if (value !== null && knowledgeOf(unit, state, a)?.kind === 'status-code') {
      const set = statusesWhere(op, value);
      if (set !== null) return { kind: 'status', set };
    }
    const bound =
      value !== null && knowledgeOf(unit, state, a)?.kind === 'constant' ? atLeastOne(state, unit, a, op, value) : null;
    if (bound !== null) return { kind: 'constant', value: bound };
    if (/^[!=]==?$/.test(op)) {
      const equality = equals(unit, state, a, b, op.length === 3);
      if (equality) return op.startsWith('!') ? negate(equality) : equality;
    }
  }
  const ordered = order(unit, state, node);
  if (ordered !== null) return { kind: 'constant', value: ordered };
  return (
    factOf(unit, node) ?? (isRelated(unit, state, left) || isRelated(unit, state, right) ? { kind: 'derived' } : null)
  );
}

/** That the comparison came out so, whatever else is known of its sides. */
export function factOf(unit: Unit, node: TSESTree.BinaryExpression): Test | null {
  const key = termOf(unit, node);
  return key === null
    ? null
    : { kind: 'fact', key: `${key.replace(/^not /, '')} is truthy`, negated: key.startsWith('not ') };
}

/** How what is true, the length of a list that has something in it, compares with 0 or 1. */
function atLeastOne(state: State, unit: Unit, node: TSESTree.Node, operator: string, value: number): boolean | null {
  const known = knowledgeOf(unit, state, node);
  if (known?.kind !== 'constant' || !known.value || node.type !== 'MemberExpression') return null;
  if (value === 0) return /^(?:>=?|!==?)$/.test(operator) ? true : /^(?:<=?|===?)$/.test(operator) ? false : null;
  return value === 1 ? (operator === '>=' ? true : operator === '<' ? false : null) : null;
}

/** How two known numbers compare. */
function order(unit: Unit, state: State, { operator, left, right }: TSESTree.BinaryExpression): boolean | null {
  const [a, b] = [knowledgeOf(unit, state, left), knowledgeOf(unit, state, right)].map((known) =>
    known?.kind === 'literal' && typeof known.value === 'number' ? known.value : null,
  );
  if (a === null || b === null || a === undefined || b === undefined) return null;
  switch (operator) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    default:
      return null;
  }
}

/** `Math.floor(status / 100)`. */
function isStatusClass(unit: Unit, state: State, node: TSESTree.Node): boolean {
  if (
    node.type !== 'CallExpression' ||
    node.callee.type !== 'MemberExpression' ||
    !['floor', 'trunc'].includes(memberName(node.callee) ?? '')
  )
    return false;
  const [argument] = node.arguments;
  return (
    argument?.type === 'BinaryExpression' &&
    argument.operator === '/' &&
    numberOf(unit, argument.right) === 100 &&
    knowledgeOf(unit, state, argument.left)?.kind === 'status-code'
  );
}

function classTest(operator: string, value: number): Test | null {
  const set = [1, 2, 3, 4, 5].reduce((codes, digit) => {
    const holds = operator.startsWith('=')
      ? digit === value
      : operator.startsWith('!')
        ? digit !== value
        : operator === '>'
          ? digit > value
          : operator === '>='
            ? digit >= value
            : operator === '<'
              ? digit < value
              : digit <= value;
    return holds ? codes | statusRange(digit * 100, digit * 100 + 99) : codes;
  }, NO_STATUS);
  return { kind: 'status', set };
}

/** `a == b`, or (`isStrict`) `a === b`, where `b` is a literal, `null` or `undefined`. */
function equals(unit: Unit, state: State, a: TSESTree.Node, b: TSESTree.Node, isStrict: boolean): Test | null {
  const known = knowledgeOf(unit, state, b);
  const ref = refOf(unit, state, a);
  if (known?.kind === 'nothing') {
    if (ref) return isNullable(state, ref) ? { kind: 'empty', negated: false } : equalsNothing(ref, b, isStrict);
    const other = knowledgeOf(unit, state, a);
    if (other?.kind === 'nothing') return { kind: 'constant', value: true };
    if (other?.kind === 'status-code' || other?.kind === 'constant' || other?.kind === 'literal')
      return { kind: 'constant', value: false };
    const key = termOf(unit, a);
    return key === null ? null : { kind: 'fact', key: `${key} is nullish`, negated: false };
  }
  if (
    known?.kind === 'literal' &&
    known.value === 'HEAD' &&
    state.site?.method !== undefined &&
    state.site.method === termOf(unit, a)
  )
    return { kind: 'empty', negated: false };
  if (known?.kind === 'constant') {
    const test = ref ? null : knowledgeOf(unit, state, a);
    if (test && isTest(test)) return known.value ? test : negate(test);
  }
  if (known?.kind === 'literal' && !ref) {
    const other = knowledgeOf(unit, state, a);
    if (other?.kind === 'literal') return { kind: 'constant', value: other.value === known.value };
    if (other?.kind === 'choice' && !other.values.includes(known.value as string))
      return { kind: 'constant', value: false };
    if (other?.kind === 'nothing') return { kind: 'constant', value: false };
    if (
      other?.kind === 'content-length' &&
      Number(known.value) === 0 &&
      state.site &&
      state.site.protocol.emptyStatuses.length > 0
    )
      return { kind: 'empty', negated: false };
  }
  const literal = ref?.kind === 'const' ? constantRef(constantOf(unit, b)) : null;
  if (ref?.kind === 'const' && literal?.kind === 'const')
    return { kind: 'constant', value: ref.value === literal.value };
  // An object is no string, number or boolean: `winner === 'late'`.
  if (ref && carries(ref) && (known?.kind === 'literal' || known?.kind === 'constant'))
    return { kind: 'constant', value: false };
  const same = ref && isSame(unit, state, ref, b);
  return same === null ? null : { kind: 'constant', value: same };
}

/** What `=== null`, `== undefined` and the like say of a value that is there, or is a literal; null where `null` and `undefined` cannot be told apart. */
function equalsNothing(ref: Ref, nothing: TSESTree.Node, isStrict: boolean): Test | null {
  if (ref.kind !== 'const' || (ref.value ?? null) !== null) return { kind: 'constant', value: false };
  if (!isStrict) return { kind: 'constant', value: true };
  const literal = constantRef(nothing);
  return literal?.kind === 'const' ? { kind: 'constant', value: literal.value === ref.value } : null;
}

/** Whether a variable holds the handle too: every one that does is known, so another is something else. Null for what may be given from outside. */
function isSame(unit: Unit, state: State, ref: Ref, node: TSESTree.Node): boolean | null {
  if (ref.kind !== 'handle' || node.type !== 'Identifier') return null;
  const other = refOf(unit, state, node);
  if (other) return refKey(other) === refKey(ref) ? true : null;
  return unit.variable(node)?.defs[0]?.type === 'Variable' ? false : null;
}

function logical(unit: Unit, state: State, node: TSESTree.LogicalExpression): Knowledge | null {
  if (node.operator === '??' && knowledgeOf(unit, state, node.left)?.kind === 'content-length') {
    // A fallback that is zero says nothing of a body whose length is not known.
    const fallback = knowledgeOf(unit, state, node.right);
    return fallback?.kind === 'literal' && Number(fallback.value) !== 0
      ? { kind: 'content-length' }
      : { kind: 'derived' };
  }
  const left = testOf(unit, state, node.left);
  // A path that has passed the left operand knows which of the two the value is.
  const side = node.operator === '??' ? null : decided(state, left);
  if (side !== null)
    return side === (node.operator === '||') ? { kind: 'constant', value: side } : knowledgeOf(unit, state, node.right);
  const right = testOf(unit, state, node.right);
  if (node.operator !== '??' && left?.kind === 'status' && right?.kind === 'status')
    return { kind: 'status', set: node.operator === '&&' ? left.set & right.set : left.set | right.set };
  return isRelated(unit, state, node.left) || isRelated(unit, state, node.right) ? { kind: 'derived' } : null;
}

function callKnowledge(unit: Unit, state: State, node: TSESTree.CallExpression): Knowledge | null {
  const callee = unwrap(node.callee);
  const [first] = node.arguments;
  if (callee.type === 'MemberExpression') {
    if (
      memberName(callee) === 'get' &&
      stringValue(first)?.toLowerCase() === 'content-length' &&
      isHeaders(unit, state, callee.object)
    )
      return { kind: 'content-length' };
    // `[301, 302].includes(res.status)`
    if (
      ['includes', 'has'].includes(memberName(callee) ?? '') &&
      first &&
      knowledgeOf(unit, state, first)?.kind === 'status-code'
    ) {
      const codes = literalNumbers(unit, callee.object);
      return codes ? { kind: 'status', set: statusesOf(codes) } : { kind: 'derived' };
    }
    if (knowledgeOf(unit, state, callee.object)?.kind === 'derived') return { kind: 'derived' };
  }
  const recognised = recognition(unit, state, node);
  if (recognised !== null) return { kind: 'constant', value: recognised };
  if (callee.type === 'Identifier' && callee.name === 'Boolean' && first) return testOf(unit, state, first);
  if (
    callee.type === 'Identifier' &&
    /^(?:Number|parseInt)$/.test(callee.name) &&
    first &&
    knowledgeOf(unit, state, first)?.kind === 'content-length'
  )
    return { kind: 'content-length' };
  return node.arguments.some((argument) => isRelated(unit, state, argument)) ? { kind: 'derived' } : null;
}

/** `response.headers` of the response that is followed. */
function isHeaders(unit: Unit, state: State, node: TSESTree.Node): boolean {
  const value = unwrap(node);
  return (
    value.type === 'MemberExpression' &&
    memberName(value) === 'headers' &&
    refOf(unit, state, value.object)?.kind === 'handle'
  );
}

/** What the class extends that a class of this file rests on: `Error` of `class HttpError extends Error`; null for any other class. */
function baseName(unit: Unit, node: TSESTree.Node, depth = 0): string | null {
  const own = classNamed(unit, node);
  if (!own?.superClass || depth > MAX_BASES) return null;
  return publicName(unit, own.superClass) ?? baseName(unit, own.superClass, depth + 1);
}

const MAX_BASES = 8;

/** What `isAxiosError(error)` says where the followed answer is in the error; null for calls that ask something else. */
export function recognition(unit: Unit, state: State, call: TSESTree.CallExpression): boolean | null {
  const name = publicName(unit, call.callee);
  const ref = call.arguments[0] && refOf(unit, state, call.arguments[0]);
  return name !== null && ref ? errorPredicateResult(state, ref, name) : null;
}

function literalNumbers(unit: Unit, node: TSESTree.Node): number[] | null {
  const value = unwrap(node);
  const def = value.type === 'Identifier' ? unit.variable(value)?.defs[0]?.node : undefined;
  let list = def?.type === 'VariableDeclarator' && def.init ? unwrap(def.init) : value;
  if (list.type === 'NewExpression' && list.arguments[0]) list = list.arguments[0];
  if (list.type !== 'ArrayExpression') return null;
  const codes = list.elements.map((element) => (element ? numberOf(unit, element) : null));
  return codes.every((code) => code !== null) ? codes : null;
}
