/** What expressions are, as far as a path knows, and what conditions ask of them. */
import type { TSESTree } from '@typescript-eslint/utils';
import { baseName, bindingOf, publicName } from '../syntax/bindings.js';
import { isTransparent, isWithin, memberName, stringValue, unwrap } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';
import { isError } from './instances.js';
import { decided, knownOf } from './conditions.js';
import { boundTest, compared, EQUAL, equalTo, MIRROR, orderFact, statusesAmong, withBoth } from './comparisons.js';
import { constantValue, constantsIn } from './literals.js';
import { readProperty, valueOfRef } from './properties.js';
import { carries, refKey, type Ref } from './refs.js';
import { setKnown, type State, isTemporary } from './state.js';
import { orderOf, sidesOfObjectIs, subjectOf } from './terms.js';
import { errorPredicateResult, isErrorOf, isInstance, isMember, typeOfRef, typeOfValue } from './type-tests.js';
import {
  AbstractValue,
  ANYTHING,
  constant,
  DERIVED,
  DERIVED_TEST,
  FALSY,
  header,
  isZeroLength,
  NULLISH,
  OBJECT,
  record,
  SOME_BOOLEAN,
  SOME_OBJECT,
  SOME_TEXT,
  TRUTHY,
  UNDEFINED,
  UNKNOWN,
  ValueSet,
  negate,
  type Constant,
  type Meaning,
  type Test,
} from './values.js';

/** What an expression is, computed from its parts. */
export function valueOf(unit: Unit, state: State, expression: TSESTree.Node): AbstractValue {
  const node = unwrap(expression);
  const stored = storedRef(state, expression);
  if (stored) return valueOfRef(state, stored);
  const known = state.known.get(node);
  if (known) return known;
  switch (node.type) {
    case 'Identifier': {
      const variable = unit.variable(node);
      const held = variable && state.refs.get(variable);
      const found = (variable && state.known.get(variable)) ?? UNKNOWN;
      if (held) return narrowed(valueOfRef(state, held), found);
      return found.isUnknown ? constantValue(unit, node) : found;
    }
    case 'MemberExpression':
      return memberValue(unit, state, node);
    case 'UnaryExpression':
      return unaryValue(unit, state, node);
    case 'BinaryExpression':
      return binaryValue(unit, state, node);
    case 'LogicalExpression':
      return logicalValue(unit, state, node);
    case 'ConditionalExpression': {
      const side = decided(state, testOf(unit, state, node.test));
      if (side !== null) return valueOf(unit, state, side ? node.consequent : node.alternate);
      return valueOf(unit, state, node.consequent).join(valueOf(unit, state, node.alternate));
    }
    case 'CallExpression':
      return callValue(unit, state, node);
    case 'AssignmentExpression':
      // It has been made, so that the target has its value.
      return valueOf(unit, state, node.left);
    case 'AwaitExpression':
      return awaited(valueOf(unit, state, node.argument));
    case 'TemplateLiteral':
      return node.expressions.some((part) => valueOf(unit, state, part).isRelated)
        ? DERIVED
        : node.expressions.length > 0
          ? node.quasis.some(({ value }) => value.raw !== '')
            ? SOME_TEXT
            : UNKNOWN
          : constantValue(unit, node);
    case 'ObjectExpression':
      return objectValue(unit, state, node);
    case 'ArrayExpression':
      return arrayValue(unit, state, node);
    case 'NewExpression':
      // A promise is what it comes to.
      return node.callee.type === 'Identifier' && node.callee.name === 'Promise' ? UNKNOWN : SOME_OBJECT;
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'ClassExpression':
      return SOME_OBJECT;
    default:
      return constantValue(unit, node);
  }
}

/** What it says that the value of an expression is in the set: that it is null or undefined, one of some constants. */
export function ask(
  unit: Unit,
  state: State,
  expression: TSESTree.Node,
  asked: ValueSet,
  value: AbstractValue = valueOf(unit, state, expression),
): Test | null {
  const set = value.set.has(null) && value.set.has(undefined) ? withBoth(asked) : asked;
  const answer = value.ask(set);
  if (answer) return answer;
  const { meaning } = value;
  if (meaning?.kind === 'status') return { kind: 'status', set: statusesAmong(set, meaning.scale) };
  if (meaning?.kind === 'header' && state.site && isZeroLength(meaning, set))
    // Clients that free a connection after a status without a body do so after a body without a byte (measured).
    if (state.site.protocol.emptyStatuses.length > 0) return { kind: 'empty', negated: false };
  const subject = subjectOf(unit, expression);
  if (subject === null) return null;
  if (subject === state.site?.method && set.equals(HEAD)) return { kind: 'empty', negated: false };
  return { kind: 'fact', subject, set };
}

const HEAD = ValueSet.of('HEAD');

/** What the truthiness of an expression says, or null. */
export const testOf = (unit: Unit, state: State, expression: TSESTree.Node): Test | null =>
  ask(unit, state, expression, TRUTHY);

/** The ref an expression evaluates to, if it is computed already or can be read off the variables. */
export function refOf(unit: Unit, state: State, expression: TSESTree.Node): Ref | null {
  if (state.refs.size === 0) return null;
  const node = unwrap(expression);
  const stored = storedRef(state, expression);
  if (stored) return stored;
  if (node.type === 'Identifier') {
    const variable = unit.variable(node);
    return (variable && state.refs.get(variable)) ?? null;
  }
  if (node.type === 'MemberExpression') {
    const owner = refOf(unit, state, node.object);
    const name = memberName(node);
    const read = owner && name !== null ? readProperty(state, owner, name) : null;
    return read && read.kind !== 'bound' && read.kind !== 'value' ? read : null;
  }
  return null;
}

/** The ref of a node that has been computed; a member of a cancellation source that is not called is anything. */
function storedRef({ refs }: State, expression: TSESTree.Node): Ref | null {
  const stored = refs.get(expression) ?? refs.get(unwrap(expression));
  return !stored || (stored.kind === 'bound' && !carries(stored)) ? null : stored;
}

/** Whether a test decides which of its literals a conditional expression is. */
export function choosesLiteral(unit: Unit, test: TSESTree.Node): boolean {
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
    [parent.consequent, parent.alternate].some((side) => isWrittenOut(unit, unwrap(side)))
  );
}

const isWrittenOut = (unit: Unit, node: TSESTree.Node): boolean =>
  node.type === 'ObjectExpression' || node.type === 'ArrayExpression' || constantValue(unit, node).isCertain;

/** The state once a conditional expression has its value: which literal that is outlives the tests that chose it. */
export function chosen(unit: Unit, before: State, node: TSESTree.ConditionalExpression): State {
  const state = setKnown(before, node, UNKNOWN);
  const value = valueOf(unit, state, node);
  let next = state;
  for (const place of state.known.keys())
    if (isTemporary(place) && isWithin(place, node)) next = setKnown(next, place, UNKNOWN);
  return state.refs.has(node) ? next : setKnown(next, node, value);
}

/** What `isAxiosError(error)` says where the followed answer is in the error; null for calls that ask something else. */
export function recognition(unit: Unit, state: State, call: TSESTree.CallExpression): boolean | null {
  const name = publicName(unit, call.callee);
  const ref = call.arguments[0] && refOf(unit, state, call.arguments[0]);
  return name !== null && ref ? errorPredicateResult(state, ref, name) : null;
}

/** What a value is once more is known of it. */
const narrowed = (value: AbstractValue, found: AbstractValue): AbstractValue => value.within(found.set) ?? value;

/** What `await` gives of a value: a promise is what it comes to, an object may be one. */
export function awaited(value: AbstractValue): AbstractValue {
  if (value.meaning?.kind === 'promise') return value.meaning.of;
  return value.meaning === null && value.set.has(OBJECT) ? UNKNOWN : value;
}

function memberValue(unit: Unit, state: State, node: TSESTree.MemberExpression): AbstractValue {
  const name = memberName(node);
  const { object } = node;
  const { signals } = state.site ?? {};
  if (name === 'aborted' && signals?.some((signal) => signal === subjectOf(unit, object)))
    return AbstractValue.ofTest({ kind: 'ended', negated: false });
  const subject = subjectOf(unit, node);
  const found = (subject && state.known.get(subject)) ?? UNKNOWN;
  const owner = refOf(unit, state, object);
  if (owner) {
    const read = name === null ? null : readProperty(state, owner, name);
    return read && read.kind !== 'bound' ? narrowed(valueOfRef(state, read), found) : found;
  }
  const of = valueOf(unit, state, object);
  // The rest of a chain is skipped.
  if (of.set.isWithin(NULLISH)) return UNDEFINED;
  const value = name === null ? (of.isRelated ? DERIVED : UNKNOWN) : of.property(name);
  if (!value.isUnknown) return narrowed(value, found);
  return found.isUnknown ? constantValue(unit, node) : found;
}

function unaryValue(unit: Unit, state: State, node: TSESTree.UnaryExpression): AbstractValue {
  switch (node.operator) {
    case '!': {
      const test = testOf(unit, state, node.argument);
      return AbstractValue.ofTest(test && negate(test));
    }
    case 'typeof': {
      const ref = refOf(unit, state, node.argument);
      const type = ref ? typeOfRef(state, ref) : typeOfValue(valueOf(unit, state, node.argument));
      if (!type.isUnknown) return type;
      break;
    }
    case '+':
      return asNumber(valueOf(unit, state, node.argument), Number);
    default:
      break;
  }
  const subject = subjectOf(unit, node);
  const found = subject && state.known.get(subject);
  return found ?? constantValue(unit, node);
}

/** A value as a number, by `Number` or `parseInt`. */
function asNumber(value: AbstractValue, convert: (value: Constant) => number): AbstractValue {
  const { meaning } = value;
  if (typeof value.constant?.value === 'string') return constant(convert(value.constant.value));
  if (meaning?.kind === 'header') return withAbsent(meaning, convert(meaning.absent));
  return meaning?.kind === 'status' ? value : value.isRelated ? DERIVED : UNKNOWN;
}

const withAbsent = (header: Extract<Meaning, { readonly kind: 'header' }>, absent: Constant): AbstractValue =>
  new AbstractValue(ANYTHING, { ...header, absent });

function logicalValue(unit: Unit, state: State, { operator, left, right }: TSESTree.LogicalExpression): AbstractValue {
  const stops = operator === '??' ? NULLISH.complement() : operator === '||' ? TRUTHY : FALSY;
  const first = valueOf(unit, state, left);
  // A path that has passed the left operand knows which of the two the value is.
  const side = decided(state, ask(unit, state, left, stops, first));
  if (side === true) return first.within(stops) ?? first;
  const second = valueOf(unit, state, right);
  if (side === false) return second;
  if (operator !== '??') {
    const [a, b] = [ask(unit, state, left, TRUTHY, first), ask(unit, state, right, TRUTHY, second)];
    if (a?.kind === 'status' && b?.kind === 'status')
      return AbstractValue.ofTest({ kind: 'status', set: operator === '&&' ? a.set & b.set : a.set | b.set });
  }
  if (operator !== '&&' && first.meaning?.kind === 'header' && second.constant)
    return withAbsent(first.meaning, second.constant.value);
  if (first.isRelated || second.isRelated) return DERIVED;
  const begun = first.within(stops);
  return begun ? begun.join(second) : second;
}

function callValue(unit: Unit, state: State, node: TSESTree.CallExpression): AbstractValue {
  const callee = unwrap(node.callee);
  const [first] = node.arguments;
  const subject = node.optional ? subjectOf(unit, callee) : null;
  if (subject && knownOf(state, subject).set.isWithin(NULLISH)) return UNDEFINED;
  const recognised = recognition(unit, state, node);
  if (recognised !== null) return constant(recognised);
  const values = node.arguments.map((argument) => valueOf(unit, state, argument));
  const related = values.some((value) => value.isRelated);
  if (callee.type === 'MemberExpression') {
    const name = memberName(callee) ?? '';
    const owner = valueOf(unit, state, callee.object);
    // The rest of a chain is skipped.
    if (owner.set.isWithin(NULLISH)) return UNDEFINED;
    const text = first && stringValue(first);
    const same = sidesOfObjectIs(unit, node);
    if (same) return AbstractValue.ofTest(equality(unit, state, unwrap(same[0]), unwrap(same[1]), true));
    if (owner.meaning?.kind === 'headers' && name === 'get' && text) return header(text, null);
    // `[301, 302].includes(res.status)`
    if ((name === 'includes' || name === 'has') && first) {
      const among = constantsIn(unit, callee.object);
      const test = among && ask(unit, state, first, ValueSet.of(...among), values[0]);
      if (test) return AbstractValue.ofTest(test);
      if (related || owner.isRelated) return DERIVED_TEST;
    }
    const scale = name === 'floor' || name === 'trunc' ? scaleOf(unit, state, first) : null;
    if (scale !== null) return new AbstractValue(TRUTHY, { kind: 'status', scale });
    if (owner.isRelated) return DERIVED;
  } else if (callee.type === 'Identifier' && first) {
    if (callee.name === 'Boolean') return AbstractValue.ofTest(ask(unit, state, first, TRUTHY, values[0]));
    if (callee.name === 'Number') return asNumber(values[0]!, Number);
    if (callee.name === 'parseInt') return asNumber(values[0]!, (text) => parseInt(String(text), 10));
  }
  return related ? DERIVED : UNKNOWN;
}

/** The number by which `status / 100` divides the status; null for what does not. */
function scaleOf(unit: Unit, state: State, node: TSESTree.Node | undefined): number | null {
  if (node?.type !== 'BinaryExpression' || node.operator !== '/') return null;
  const { meaning } = valueOf(unit, state, node.left);
  const by = valueOf(unit, state, node.right).constant?.value;
  return meaning?.kind === 'status' && typeof by === 'number' && by >= 1 ? meaning.scale * by : null;
}

function objectValue(unit: Unit, state: State, { properties }: TSESTree.ObjectExpression): AbstractValue {
  const parts: [string, AbstractValue][] = [];
  for (const property of properties) {
    const name = property.type === 'Property' && property.kind === 'init' ? memberName(property) : null;
    if (name === null || property.type !== 'Property') return SOME_OBJECT;
    parts.push([name, part(unit, state, property.value)]);
  }
  return record(parts);
}

function arrayValue(unit: Unit, state: State, { elements }: TSESTree.ArrayExpression): AbstractValue {
  const parts: [string, AbstractValue][] = [['length', constant(elements.length)]];
  for (const [index, element] of elements.entries()) {
    if (element?.type === 'SpreadElement') return SOME_OBJECT;
    parts.push([String(index), element ? part(unit, state, element) : UNDEFINED]);
  }
  return record(parts);
}

/** What is in an object is not taken apart any further. */
function part(unit: Unit, state: State, node: TSESTree.Node): AbstractValue {
  const { type } = unwrap(node);
  return type === 'ObjectExpression' || type === 'ArrayExpression' ? SOME_OBJECT : valueOf(unit, state, node);
}

function binaryValue(unit: Unit, state: State, node: TSESTree.BinaryExpression): AbstractValue {
  const test = comparison(unit, state, node);
  if (test) return AbstractValue.ofTest(test);
  const isTest = /^(?:[<>]=?|[=!]==?|in|instanceof)$/.test(node.operator);
  if (valueOf(unit, state, node.left).isRelated || valueOf(unit, state, node.right).isRelated)
    return isTest ? DERIVED_TEST : DERIVED;
  const subject = subjectOf(unit, node);
  return (subject && state.known.get(subject)) ?? (isTest ? SOME_BOOLEAN : UNKNOWN);
}

/** What `a === b`, `a < b`, `a instanceof b` and the like say; null where that is nothing. */
export function comparison(unit: Unit, state: State, node: TSESTree.BinaryExpression): Test | null {
  const { operator } = node;
  const left = unwrap(node.left);
  const right = unwrap(node.right);
  switch (operator) {
    case 'instanceof':
    case 'in': {
      const answer = operator === 'in' ? hasMember(unit, state, left, right) : isInstanceOf(unit, state, left, right);
      if (answer !== null) return { kind: 'constant', value: answer };
      const subject = subjectOf(unit, node);
      return subject && { kind: 'fact', subject, set: TRUTHY };
    }
    case '===':
    case '==':
      return equality(unit, state, left, right, operator === '===');
    case '!==':
    case '!=': {
      const test = equality(unit, state, left, right, operator === '!==');
      return test && negate(test);
    }
    case '<':
    case '<=':
    case '>':
    case '>=':
      return ordering(unit, state, node);
    default:
      return null;
  }
}

function isInstanceOf(unit: Unit, state: State, left: TSESTree.Node, right: TSESTree.Node): boolean | null {
  const ref = refOf(unit, state, left);
  if (isError(ref)) return isErrorOf(unit, ref, right);
  if (ref && ref.kind !== 'value') return isInstance(state, ref, publicName(unit, right), baseName(unit, right));
  return valueOf(unit, state, left).set.has(OBJECT) ? null : false;
}

function hasMember(unit: Unit, state: State, left: TSESTree.Node, right: TSESTree.Node): boolean | null {
  const name = stringValue(left);
  const ref = refOf(unit, state, right);
  if (name === null) return null;
  if (ref && isMember(state, ref, name)) return true;
  const { meaning } = valueOf(unit, state, right);
  return meaning?.kind === 'record' ? meaning.parts.has(name) : null;
}

function equality(unit: Unit, state: State, left: TSESTree.Node, right: TSESTree.Node, isStrict: boolean): Test | null {
  for (const [a, b] of [
    [left, right],
    [right, left],
  ] as const) {
    const other = valueOf(unit, state, b).constant;
    const set = other && equalTo(other.value, isStrict);
    const test = set && (orderAnswer(unit, state, a, b) ?? ask(unit, state, a, set));
    if (test) return test;
    const same = isSame(unit, state, refOf(unit, state, a), b);
    if (same !== null) return { kind: 'constant', value: same };
  }
  const sides = [subjectOf(unit, left), subjectOf(unit, right)] as const;
  return sides[0] && sides[1] ? { kind: 'fact', subject: orderOf(unit, sides[0], sides[1]).term, set: EQUAL } : null;
}

/** Whether two things have turned out to be equal when they were compared by order. */
function orderAnswer(unit: Unit, state: State, a: TSESTree.Node, b: TSESTree.Node): Test | null {
  const [left, right] = [subjectOf(unit, a), subjectOf(unit, b)];
  return left && right ? knownOf(state, orderOf(unit, left, right).term).ask(EQUAL) : null;
}

/**
 * Whether a variable holds the handle too: every one that does is known, so another is something else. Null for what
 * may be given from outside.
 */
function isSame(unit: Unit, state: State, ref: Ref | null, node: TSESTree.Node): boolean | null {
  if (ref?.kind !== 'handle' || node.type !== 'Identifier') return null;
  const other = refOf(unit, state, node);
  if (other) return refKey(other) === refKey(ref) ? true : null;
  return bindingOf(unit, node)?.kind === 'value' ? false : null;
}

/** `a < b` and the like. */
function ordering(unit: Unit, state: State, node: TSESTree.BinaryExpression): Test | null {
  const left = valueOf(unit, state, node.left);
  const right = valueOf(unit, state, node.right);
  const { operator } = node;
  const known =
    boundTest(left, operator, right) ?? boundTest(right, MIRROR[operator]!, left) ?? compared(left, operator, right);
  if (known) return known;
  const fact = orderFact(unit, node);
  if (!fact) return null;
  const bound = right.constant ?? left.constant;
  const isUnequal = bound !== null && !(right.constant ? left : right).set.has(bound.value);
  const found = knownOf(state, fact.subject);
  return ((isUnequal && found.within(EQUAL.complement())) || found).ask(fact.set) ?? fact;
}
