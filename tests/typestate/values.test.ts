/**
 * The lattice of values: a join only loses facts and does not care about order, so that the solver comes to an end and
 * the numbering of blocks cannot matter; what a test says of a value is what JavaScript says of the values it stands for.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fetchProtocol } from '../../src/protocols/index.js';
import { assume, decided } from '../../src/typestate/conditions.js';
import { handle } from '../../src/typestate/refs.js';
import {
  joinStates,
  NO_RESOURCE,
  OPEN,
  Numbering,
  stateKey,
  type Place,
  type State,
} from '../../src/typestate/state.js';
import { statusesOf } from '../../src/typestate/statuses.js';
import { Term } from '../../src/typestate/terms.js';
import { followed } from '../../src/typestate/step.js';
import {
  AbstractValue,
  ANYTHING,
  constant,
  COUNT,
  DERIVED,
  FALSY,
  header,
  HEADERS,
  negate,
  NULLISH,
  OBJECT,
  presentIf,
  promised,
  record,
  STATUS,
  TRUTHY,
  UNKNOWN,
  ValueSet,
  type Constant,
  type Question,
} from '../../src/typestate/values.js';

const CONSTANTS: readonly Constant[] = ['retry', '', 'b', 0, 1, 404, true, false, null, undefined, 0n, 7n, NaN];

const element = fc.constantFrom(...CONSTANTS, OBJECT);
const set = fc
  .tuple(fc.array(element, { maxLength: 6 }), fc.boolean())
  .map(([elements, isRest]) => (isRest ? ValueSet.of(...elements).complement() : ValueSet.of(...elements)));
const many = fc
  .uniqueArray(fc.integer({ min: -3, max: 30 }), { minLength: 8, maxLength: 14 })
  .map((all) => ValueSet.of(...all));

const subject = fc.constantFrom(new Term('name a', []), new Term('name b', []));
const question: fc.Arbitrary<Question> = fc.oneof(
  fc
    .array(fc.constantFrom(200, 404, 500), { maxLength: 3 })
    .map((codes) => ({ kind: 'status', set: statusesOf(codes) }) as const),
  fc.record({ kind: fc.constantFrom('ended' as const, 'empty' as const), negated: fc.boolean() }),
  fc.record({ kind: fc.constant('fact' as const), subject, set }),
);

const plain = fc.oneof(
  fc
    .oneof(set, many)
    .filter((one) => !one.isEmpty)
    .map((one) => new AbstractValue(one)),
  question.map((test) => AbstractValue.ofTest(test)),
  question.map((test) => presentIf(test)),
  fc.constantFrom(STATUS, HEADERS, COUNT, DERIVED, UNKNOWN, header('content-length'), header('etag')),
);
const value: fc.Arbitrary<AbstractValue> = fc.oneof(
  plain,
  plain.map(promised),
  fc.dictionary(fc.constantFrom('kind', 'ok', 'error'), plain).map((parts) => record(Object.entries(parts))),
);

describe('sets of constants', () => {
  it('are a Boolean algebra', () => {
    fc.assert(
      fc.property(set, set, element, (a, b, one) => {
        expect(a.intersection(b).has(one)).toBe(a.has(one) && b.has(one));
        expect(a.union(b).has(one)).toBe(a.has(one) || b.has(one));
        expect(a.complement().has(one)).toBe(!a.has(one));
        expect(a.isWithin(b)).toBe(a.union(b).equals(b));
      }),
    );
  });

  it('have equal keys exactly where they have the same elements', () => {
    fc.assert(
      fc.property(set, set, (a, b) => {
        expect(a.equals(b)).toBe(a.isWithin(b) && b.isWithin(a));
      }),
    );
  });

  it('know truth and absence as JavaScript does', () => {
    for (const one of CONSTANTS) {
      expect(TRUTHY.has(one)).toBe(Boolean(one));
      expect(FALSY.has(one)).toBe(!one);
      expect(NULLISH.has(one)).toBe(one === null || one === undefined);
    }
    expect(TRUTHY.has(OBJECT) && !NULLISH.has(OBJECT)).toBe(true);
  });
});

describe('joining values', () => {
  it('is idempotent, commutative and associative', () => {
    fc.assert(
      fc.property(value, value, value, (a, b, c) => {
        expect(a.join(a)).toBe(a);
        expect(a.join(b).key).toBe(b.join(a).key);
        expect(a.join(b).join(c).key).toBe(a.join(b.join(c)).key);
      }),
      { numRuns: 2_000 },
    );
  });

  it('gives the first itself where the second takes nothing away, so that a descent ends', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const joined = a.join(b);
        expect(joined.join(a)).toBe(joined);
        expect(joined.join(b)).toBe(joined);
      }),
    );
  });

  it('loses no value that either may be, and says nothing that both do not say', () => {
    fc.assert(
      fc.property(value, value, element, (a, b, one) => {
        const joined = a.join(b);
        if (a.set.has(one) || b.set.has(one)) expect(joined.set.has(one)).toBe(true);
        if (joined.meaning && joined.meaning.kind !== 'record' && joined.meaning.kind !== 'promise')
          expect([a.meaning, b.meaning]).toEqual([joined.meaning, joined.meaning]);
      }),
    );
  });

  it('keeps the discriminants of objects', () => {
    const retry = record([['kind', constant('retry')]]);
    const fine = record([
      ['kind', constant('fine')],
      ['text', constant('x')],
    ]);
    expect(retry.join(fine).property('kind').key).toBe(constant('retry').join(constant('fine')).key);
    expect(retry.join(fine).property('text').key).toBe(constant(undefined).join(constant('x')).key);
    expect(retry.join(new AbstractValue(ValueSet.of(OBJECT))).property('kind')).toBe(UNKNOWN);
  });
});

describe('asking a value', () => {
  it('is right for every value that it represents', () => {
    fc.assert(
      fc.property(value, set, element, (a, asked, one) => {
        const answer = a.ask(asked);
        if (answer?.kind === 'constant' && a.set.has(one)) expect(answer.value).toBe(asked.has(one));
      }),
    );
  });

  it('narrows to the values that satisfy it, and to none exactly if no value does', () => {
    fc.assert(
      fc.property(value, set, element, (a, asked, one) => {
        const rest = a.within(asked);
        expect(rest === null).toBe(a.set.intersection(asked).isEmpty);
        if (rest) expect(rest.set.has(one)).toBe(a.set.has(one) && asked.has(one));
        if (rest) expect(rest.meaning).toBe(a.meaning);
      }),
    );
  });

  it('returns the test of which it is the outcome, and the opposite for a negation', () => {
    fc.assert(
      fc.property(question, (test) => {
        expect(AbstractValue.ofTest(test).ask(TRUTHY)).toEqual(test);
        expect(AbstractValue.ofTest(test).ask(ValueSet.of(false))).toEqual(negate(test));
        expect(presentIf(test).ask(NULLISH)).toEqual(negate(test));
      }),
    );
  });
});

const variable = { name: 'mode', defs: [] } as never as Place & Term;

describe('assuming a fact', () => {
  const knowing = (known: AbstractValue): State => ({ ...NO_RESOURCE, known: new Map([[variable, known]]) });

  it('leaves exactly the constants for which it holds', () => {
    fc.assert(
      fc.property(
        set.filter((one) => !one.isEmpty),
        set,
        fc.boolean(),
        element,
        (before, asked, outcome, one) => {
          const after = assume(
            knowing(new AbstractValue(before)),
            { kind: 'fact', subject: variable, set: asked },
            outcome,
          );
          const isPossible = before.has(one) && asked.has(one) === outcome;
          if (after.kind !== 'goes') expect(isPossible).toBe(false);
          else expect(after.state.known.get(variable)?.set.has(one) ?? true).toBe(isPossible);
        },
      ),
    );
  });

  it('decides conditions that have been assumed', () => {
    fc.assert(
      fc.property(set, fc.boolean(), (asked, outcome) => {
        const test = { kind: 'fact', subject: variable, set: asked } as const;
        const after = assume(NO_RESOURCE, test, outcome);
        if (after.kind === 'goes') expect(decided(after.state, test)).toBe(outcome);
      }),
    );
  });

  it('does not keep facts that are not tested again', () => {
    const test = { kind: 'fact', subject: variable, set: TRUTHY } as const;
    expect(followed(assume(NO_RESOURCE, test, true, () => false))).toBe(NO_RESOURCE);
  });

  it('knows that of two things that are ordered one comparison holds', () => {
    const order = new Term('order', []);
    const asked = (one: string) => ({ kind: 'fact', subject: order, set: ValueSet.of(one) }) as const;
    const unequal = followed(assume(NO_RESOURCE, asked('='), false))!;
    const less = followed(assume(unequal, asked('>'), false))!;
    expect(decided(less, asked('<'))).toBe(true);
    expect(assume(less, asked('<'), false).kind).toBe('infeasible');
  });
});

const site = { id: 1, protocol: fetchProtocol, client: 'fetch', node: {} as never };
const PLACES = ['x', 'y', 'z'].map((name) => new Term(`name ${name}`, []));

/** States with one key: they differ in what they know only. */
const state: fc.Arbitrary<State> = fc
  .record({
    status: fc.array(fc.constantFrom(200, 204, 301, 404, 500), { maxLength: 5 }).map(statusesOf),
    known: fc.array(
      fc.tuple(
        fc.constantFrom(...PLACES),
        value.filter((one) => !one.isUnknown),
      ),
      { maxLength: 3 },
    ),
  })
  .map(({ status, known }) => ({
    ...NO_RESOURCE,
    site,
    refs: new Map([[{ name: 'res' } as never, handle('response')]]),
    duty: { ...OPEN, status },
    known: new Map<Place, AbstractValue>(known),
  }));

const facts = ({ duty, known }: State): unknown => [duty, PLACES.map((place) => known.get(place)?.key)];

describe('joining states', () => {
  it('is idempotent, commutative and associative in its facts', () => {
    fc.assert(
      fc.property(state, state, state, (a, b, c) => {
        expect(joinStates(a, a)).toBe(a);
        expect(facts(joinStates(a, b))).toEqual(facts(joinStates(b, a)));
        expect(facts(joinStates(joinStates(a, b), c))).toEqual(facts(joinStates(a, joinStates(b, c))));
      }),
    );
  });

  it('joins the statuses and the values, and forgets what only one of them knows', () => {
    fc.assert(
      fc.property(state, state, (a, b) => {
        const joined = joinStates(a, b);
        expect(joined.duty).toEqual({ ...a.duty, status: a.duty.status | b.duty.status });
        for (const place of PLACES) {
          const both = (a.known.get(place) ?? UNKNOWN).join(b.known.get(place) ?? UNKNOWN);
          expect((joined.known.get(place) ?? UNKNOWN).key).toBe(both.key);
        }
        expect([...joined.known.values()].some(({ set: one, meaning }) => one.equals(ANYTHING) && !meaning)).toBe(
          false,
        );
      }),
    );
  });

  it('gives the first itself where the second takes nothing away', () => {
    fc.assert(
      fc.property(state, state, (a, b) => {
        const joined = joinStates(a, b);
        expect(joinStates(joined, a)).toBe(joined);
        expect(joinStates(joined, b)).toBe(joined);
      }),
    );
  });

  it('leaves the key alone', () => {
    fc.assert(
      fc.property(state, state, (a, b) => {
        const number = new Numbering();
        expect(stateKey(joinStates(a, b), number)).toBe(stateKey(a, number));
      }),
    );
  });
});
