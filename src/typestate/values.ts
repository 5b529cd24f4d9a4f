/**
 * What is known of a value: the one lattice of states, summaries, conditions and of what helpers return.
 *
 * A value is what it may be (a finite set of constants, or everything but one) together with what it says (`Meaning`): that
 * it is the status of the response, is true exactly if a test holds, has known properties. Unknown is the top: it may be
 * anything and says nothing. Joining unites what two paths know, assuming narrows it. All constants are written in the
 * program, so that joins come to an end.
 */
import { complement, type StatusSet } from './statuses.js';
import { subjectKey, type Subject } from './terms.js';

/** What a literal can stand for. Members of enums are their strings and numbers. */
export type Constant = string | number | boolean | bigint | null | undefined;

/** Stands for every object, array and function: nothing here tells two of them apart. */
export const OBJECT: unique symbol = Symbol('object');

type Element = Constant | typeof OBJECT;

/** A finite set of constants, or all values but those. Immutable; equal sets have equal keys. */
export class ValueSet {
  readonly #elements: ReadonlySet<Element>;
  readonly #isComplement: boolean;
  #key: string | undefined;

  private constructor(elements: ReadonlySet<Element>, isComplement: boolean) {
    this.#elements = elements;
    this.#isComplement = isComplement;
  }

  static of(...elements: readonly Element[]): ValueSet {
    return new ValueSet(new Set(elements), false);
  }

  /** How many constants it is written with, its own or those that it lacks. */
  get size(): number {
    return this.#elements.size;
  }

  get isEmpty(): boolean {
    return !this.#isComplement && this.#elements.size === 0;
  }

  /** Its elements; null where they are not finite. */
  get elements(): readonly Element[] | null {
    return this.#isComplement ? null : [...this.#elements];
  }

  has(element: Element): boolean {
    return this.#elements.has(element) !== this.#isComplement;
  }

  complement(): ValueSet {
    return new ValueSet(this.#elements, !this.#isComplement);
  }

  intersection(other: ValueSet): ValueSet {
    if (!this.#isComplement)
      return new ValueSet(new Set([...this.#elements].filter((element) => other.has(element))), false);
    if (!other.#isComplement) return other.intersection(this);
    return new ValueSet(new Set([...this.#elements, ...other.#elements]), true);
  }

  union(other: ValueSet): ValueSet {
    if (!this.#isComplement && !other.#isComplement)
      return new ValueSet(new Set([...this.#elements, ...other.#elements]), false);
    return this.complement().intersection(other.complement()).complement();
  }

  isWithin(other: ValueSet): boolean {
    return this.intersection(other.complement()).isEmpty;
  }

  equals(other: ValueSet): boolean {
    if (this === other) return true;
    if (this.#isComplement !== other.#isComplement || this.size !== other.size) return false;
    for (const element of this.#elements) if (!other.#elements.has(element)) return false;
    return true;
  }

  get key(): string {
    return (this.#key ??=
      (this.#isComplement ? '!' : '') +
      [...this.#elements]
        .map((one) =>
          typeof one === 'string' ? JSON.stringify(one) : typeof one === 'bigint' ? `${one}n` : String(one),
        )
        .sort()
        .join());
  }
}

export const ANYTHING = ValueSet.of().complement();
export const FALSY = ValueSet.of(false, 0, 0n, NaN, '', null, undefined);
export const TRUTHY = FALSY.complement();
export const NULLISH = ValueSet.of(null, undefined);
const BOOLEAN = ValueSet.of(true, false);
const OBJECTS = ValueSet.of(OBJECT);

/** What a condition says: whether it holds. */
export type Test = { readonly kind: 'constant'; readonly value: boolean } | Question;

/** What a path may not know yet. */
export type Question =
  | { readonly kind: 'status'; readonly set: StatusSet }
  /** The body has been read to its end, or its request is aborted. */
  | { readonly kind: 'ended'; readonly negated: boolean }
  /** The body is null. */
  | { readonly kind: 'empty'; readonly negated: boolean }
  /** The value of the subject is among these. */
  | { readonly kind: 'fact'; readonly subject: Subject; readonly set: ValueSet };

export type Meaning =
  /** It is truthy exactly if this holds. */
  | { readonly kind: 'test'; readonly test: Question }
  /** The status code of the response, divided by `scale` and rounded down. */
  | { readonly kind: 'status'; readonly scale: number }
  | { readonly kind: 'headers' }
  /** One of the headers, as a text or a number; `absent` is what stands for one that is not there. */
  | { readonly kind: 'header'; readonly name: string; readonly absent: Constant }
  /** How many elements a list has that has some. */
  | { readonly kind: 'count' }
  /** An object that has been written out: its properties, and no others. */
  | { readonly kind: 'record'; readonly parts: ReadonlyMap<string, AbstractValue> }
  | { readonly kind: 'promise'; readonly of: AbstractValue }
  /** Comes from the response and says nothing about it. */
  | { readonly kind: 'derived' };

/** What a value is known not to be is remembered up to here. */
const MAX_EXCLUDED = 64;

/** Immutable; equal values have equal keys. */
export class AbstractValue {
  readonly set: ValueSet;
  readonly meaning: Meaning | null;
  #key: string | undefined;

  constructor(set: ValueSet, meaning: Meaning | null = null) {
    this.set = set;
    this.meaning = meaning;
  }

  /** What a test comes out as; null for one of which nothing is known. */
  static ofTest(test: Test | null): AbstractValue {
    if (test === null) return SOME_BOOLEAN;
    return test.kind === 'constant' ? constant(test.value) : new AbstractValue(BOOLEAN, { kind: 'test', test });
  }

  get isUnknown(): boolean {
    return this.meaning === null && this.set.equals(ANYTHING);
  }

  /** The one constant that it is; null where it may be several values, or an object. */
  get constant(): { readonly value: Constant } | null {
    const [value, ...others] = this.set.elements ?? [];
    return this.set.elements === null || others.length > 0 || value === OBJECT ? null : { value: value };
  }

  /** Whether it is one value for sure: a constant, some object, an object whose properties are. */
  get isCertain(): boolean {
    return this.set.elements?.length === 1;
  }

  /** Whether it comes from the response. */
  get isRelated(): boolean {
    switch (this.meaning?.kind) {
      case undefined:
      case 'record':
      case 'promise':
      case 'count':
        return false;
      case 'test':
        return this.meaning.test.kind !== 'fact';
      default:
        return true;
    }
  }

  /** What is known on two paths that meet; the value itself where the other takes nothing away. */
  join(other: AbstractValue): AbstractValue {
    if (this.equals(other)) return this;
    const joined = new AbstractValue(this.set.union(other.set), joinMeanings(this.meaning, other.meaning));
    return joined.equals(this) ? this : joined;
  }

  /** The value once it is known to be in the set; null where it cannot be. */
  within(set: ValueSet): AbstractValue | null {
    const rest = this.set.intersection(set);
    if (rest.isEmpty) return null;
    return rest.size > MAX_EXCLUDED || rest.equals(this.set) ? this : new AbstractValue(rest, this.meaning);
  }

  /** What being in the set says: a constant, what the value means, or null where that tells no more than the set does. */
  ask(set: ValueSet): Test | null {
    const inside = this.set.intersection(set);
    if (inside.isEmpty) return { kind: 'constant', value: false };
    if (inside.equals(this.set)) return { kind: 'constant', value: true };
    if (this.meaning?.kind !== 'test') return null;
    if (inside.equals(this.set.intersection(TRUTHY))) return this.meaning.test;
    return inside.equals(this.set.intersection(FALSY)) ? negateQuestion(this.meaning.test) : null;
  }

  /** The property of this name. */
  property(name: string): AbstractValue {
    switch (this.meaning?.kind) {
      case 'record':
        return (
          this.meaning.parts.get(name) ??
          (name in Object.prototype || this.meaning.parts.has('length') ? UNKNOWN : UNDEFINED)
        );
      case 'headers':
        return header(name);
      case 'derived':
      case 'header':
        return DERIVED;
      default:
        return UNKNOWN;
    }
  }

  /** The same object, of which no more is known than the properties with such names. */
  restrictedTo(isMeant: (name: string) => boolean): AbstractValue {
    if (this.meaning?.kind !== 'record') return this;
    const parts = new Map([...this.meaning.parts].filter(([name]) => isMeant(name)));
    return new AbstractValue(this.set, parts.size === 0 ? null : { kind: 'record', parts });
  }

  /** What it implies for values that may change, or are out of scope for its receiver; null if it implies nothing. */
  get subject(): Subject | null {
    return this.meaning?.kind === 'test' && this.meaning.test.kind === 'fact' ? this.meaning.test.subject : null;
  }

  /** The value by itself. */
  get detached(): AbstractValue {
    return this.subject === null ? this : new AbstractValue(this.set);
  }

  equals(other: AbstractValue): boolean {
    return this === other || (this.set.equals(other.set) && meaningKey(this.meaning) === meaningKey(other.meaning));
  }

  get key(): string {
    return (this.#key ??= this.set.key + meaningKey(this.meaning));
  }
}

export const UNKNOWN = new AbstractValue(ANYTHING);
export const UNDEFINED = constant(undefined);
export const DERIVED = new AbstractValue(ANYTHING, { kind: 'derived' });
export const DERIVED_TEST = new AbstractValue(BOOLEAN, { kind: 'derived' });
export const SOMETHING = new AbstractValue(TRUTHY);
export const SOME_OBJECT = new AbstractValue(OBJECTS);
export const SOME_BOOLEAN = new AbstractValue(BOOLEAN);
/** A text that is not empty. */
export const SOME_TEXT = new AbstractValue(TRUTHY.intersection(ValueSet.of(OBJECT, true).complement()));
export const STATUS = new AbstractValue(TRUTHY, { kind: 'status', scale: 1 });
export const HEADERS = new AbstractValue(OBJECTS, { kind: 'headers' });
export const COUNT = new AbstractValue(TRUTHY, { kind: 'count' });

export function constant(value: Constant): AbstractValue {
  return new AbstractValue(ValueSet.of(value));
}

/** One of these. */
export const oneOf = (values: readonly Constant[]): AbstractValue => new AbstractValue(ValueSet.of(...values));

/** A header of the response, and what stands for one that it does not have. */
export const header = (name: string, absent: Constant = undefined): AbstractValue =>
  new AbstractValue(ANYTHING, { kind: 'header', name: name.toLowerCase(), absent });

/** Objects with more properties than this are no results that are told apart by them. */
const MAX_PARTS = 8;

/** An object with these properties and no others. */
export function record(properties: Iterable<readonly [string, AbstractValue]>): AbstractValue {
  const parts = new Map([...properties].map(([name, part]) => [name, part.detached]));
  return parts.size > MAX_PARTS ? SOME_OBJECT : new AbstractValue(OBJECTS, { kind: 'record', parts });
}

export const promised = (of: AbstractValue): AbstractValue => new AbstractValue(OBJECTS, { kind: 'promise', of });

/** Null or undefined unless the test holds; then anything that is truthy, or an object. */
export const presentIf = (test: Question, present: ValueSet = TRUTHY): AbstractValue =>
  new AbstractValue(NULLISH.union(present), { kind: 'test', test });

/** The opposite of a test. */
export function negate(test: Test): Test {
  return test.kind === 'constant' ? { kind: 'constant', value: !test.value } : negateQuestion(test);
}

function negateQuestion(test: Question): Question {
  switch (test.kind) {
    case 'status':
      return { kind: 'status', set: complement(test.set) };
    case 'fact':
      return { ...test, set: test.set.complement() };
    case 'ended':
    case 'empty':
      return { ...test, negated: !test.negated };
  }
}

function joinMeanings(a: Meaning | null, b: Meaning | null): Meaning | null {
  if (a === null || b === null) return null;
  if (a.kind === 'record' && b.kind === 'record') {
    const names = new Set([...a.parts.keys(), ...b.parts.keys()]);
    const parts = [...names].map(
      (name) => [name, (a.parts.get(name) ?? UNDEFINED).join(b.parts.get(name) ?? UNDEFINED)] as const,
    );
    return { kind: 'record', parts: new Map(parts) };
  }
  return meaningKey(a) === meaningKey(b) ? a : null;
}

function meaningKey(meaning: Meaning | null): string {
  switch (meaning?.kind) {
    case undefined:
      return '';
    case 'test':
      return `?${testKey(meaning.test)}`;
    case 'status':
      return `/${meaning.scale}`;
    case 'header':
      return `#${meaning.name}=${constant(meaning.absent).key}`;
    case 'record':
      return `{${[...meaning.parts]
        .map(([name, part]) => `${name}:${part.key}`)
        .sort()
        .join()}}`;
    case 'promise':
      return `P<${meaning.of.key}>`;
    case 'headers':
    case 'count':
    case 'derived':
      return ` ${meaning.kind}`;
  }
}

function testKey(test: Question): string {
  switch (test.kind) {
    case 'status':
      return test.set.toString(36);
    case 'ended':
    case 'empty':
      return `${test.negated ? '!' : ''}${test.kind}`;
    case 'fact':
      return `${subjectKey(test.subject)}∈${test.set.key}`;
  }
}

/** Whether the header has such a value exactly where the body is empty. A length that is not there says nothing. */
export function isZeroLength(
  { name, absent }: Extract<Meaning, { readonly kind: 'header' }>,
  { elements }: ValueSet,
): boolean {
  return (
    name === 'content-length' &&
    elements?.every((one) => one === 0 || (typeof one === 'string' && one !== '' && Number(one) === 0)) === true &&
    !elements.includes(absent)
  );
}
