/** What comparisons of values with constants, and of two things by order, say. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Unit } from '../syntax/unit.js';
import { complement, NO_STATUS, statusesWhere, type StatusSet } from './statuses.js';
import { orderOf, subjectOf } from './terms.js';
import { NULLISH, ValueSet, type AbstractValue, type Constant, type Question, type Test } from './values.js';

export const EQUAL = ValueSet.of('=');

/** Which of `<`, `=` and `>` make a comparison true, and which do with its sides exchanged. */
const HOLDS: Readonly<Record<string, ValueSet>> = {
  '<': ValueSet.of('<'),
  '>': ValueSet.of('>'),
  '<=': ValueSet.of('<', '='),
  '>=': ValueSet.of('>', '='),
};
export const MIRROR: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' };

/** What `=== value` asks for, or `== value`. */
export function equalTo(value: Constant, isStrict: boolean): ValueSet {
  if (isStrict) return ValueSet.of(value);
  if (value === null || value === undefined) return NULLISH;
  const converted = typeof value === 'number' ? String(value) : Number(value);
  return Number.isNaN(converted) ? ValueSet.of(value) : ValueSet.of(value, converted);
}

type OrderFact = Extract<Question, { readonly kind: 'fact' }>;

/** How a comparison by order came out, whatever else is known of its sides. */
export function orderFact(unit: Unit, node: TSESTree.BinaryExpression): OrderFact | null {
  const [left, right] = [subjectOf(unit, node.left), subjectOf(unit, node.right)];
  if (!left || !right || !Object.hasOwn(HOLDS, node.operator)) return null;
  const { term, mirrored } = orderOf(unit, left, right);
  return { kind: 'fact', subject: term, set: HOLDS[mirrored ? MIRROR[node.operator]! : node.operator]! };
}

/** How a status, or the length of a list that has something in it, compares with a number. */
export function boundTest({ meaning }: AbstractValue, operator: string, other: AbstractValue): Test | null {
  const bound = other.constant?.value;
  if (typeof bound !== 'number') return null;
  if (meaning?.kind === 'status') return { kind: 'status', set: statusesWhere(operator, bound, meaning.scale)! };
  if (meaning?.kind !== 'count') return null;
  if (bound < 1 || (bound === 1 && (operator === '>=' || operator === '<')))
    return { kind: 'constant', value: operator.startsWith('>') };
  return null;
}

/** How numbers that are known compare. */
export function compared(left: AbstractValue, operator: string, right: AbstractValue): Test | null {
  const pairs = (left.set.elements ?? [null]).flatMap((a) =>
    (right.set.elements ?? [null]).map((b) => [a, b] as const),
  );
  const answers = new Set(
    pairs.map(([a, b]) =>
      typeof a === 'number' && typeof b === 'number' ? HOLDS[operator]!.has(a < b ? '<' : a > b ? '>' : '=') : null,
    ),
  );
  const [answer] = answers;
  return answers.size === 1 && answer !== null && answer !== undefined ? { kind: 'constant', value: answer } : null;
}

/** The statuses whose quotient is in the set. */
export function statusesAmong(set: ValueSet, scale: number): StatusSet {
  const { elements } = set;
  if (!elements) return complement(statusesAmong(set.complement(), scale));
  return elements.reduce<StatusSet>(
    (codes, one) =>
      typeof one === 'number' && Number.isInteger(one) ? codes | statusesWhere('===', one, scale)! : codes,
    NO_STATUS,
  );
}

/** A type rarely has both null and undefined: what turns out not to be one of them is not the other either. */
export function withBoth(set: ValueSet): ValueSet {
  if (set.elements) return set.elements.length > 0 && set.isWithin(NULLISH) ? NULLISH : set;
  return set.complement().isWithin(NULLISH) && !set.complement().isEmpty ? NULLISH.complement() : set;
}
