/** The laws of the join: it is a meet of what is known, so that the solver comes to an end and order cannot matter. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fetchProtocol } from '../../src/protocols/index.js';
import { handle } from '../../src/typestate/refs.js';
import {
  joinStates,
  NO_RESOURCE,
  OPEN,
  Numbering,
  sameKnowledge,
  stateKey,
  type Knowledge,
  type State,
} from '../../src/typestate/state.js';
import { statusesOf } from '../../src/typestate/statuses.js';

const site = { id: 1, protocol: fetchProtocol, client: 'fetch', node: {} as never };

const statuses = fc.array(fc.constantFrom(200, 204, 301, 404, 500), { maxLength: 5 }).map(statusesOf);
const negated = fc.boolean();
const knowledge: fc.Arbitrary<Knowledge> = fc.oneof(
  statuses.map((set) => ({ kind: 'status', set }) as const),
  negated.map((is) => ({ kind: 'ended', negated: is }) as const),
  negated.map((is) => ({ kind: 'empty', negated: is }) as const),
  fc.record({ kind: fc.constant('fact' as const), key: fc.constantFrom('a', 'b'), negated }),
  negated.map((value) => ({ kind: 'constant', value }) as const),
  fc.constantFrom('a', 'b').map((value) => ({ kind: 'literal', value }) as const),
  fc.constantFrom(['a', 'b'], ['a', 'c'], ['a']).map((values) => ({ kind: 'choice', values }) as const),
  fc.constantFrom({ kind: 'status-code' } as const, { kind: 'nothing' } as const, { kind: 'derived' } as const),
);

/** States with one key: they differ in what they know only. */
const state: fc.Arbitrary<State> = fc
  .record({ status: statuses, known: fc.array(fc.tuple(fc.constantFrom('x', 'y', 'z'), knowledge), { maxLength: 3 }) })
  .map(({ status, known }) => ({
    ...NO_RESOURCE,
    site,
    refs: new Map([[{ name: 'res' } as never, handle('response')]]),
    duty: { ...OPEN, status },
    known: new Map(known),
  }));

const facts = ({ duty, known }: State): unknown => [
  duty,
  new Map(['x', 'y', 'z'].map((holder) => [holder, known.get(holder)])),
];

describe('joining states', () => {
  it('is idempotent', () => {
    fc.assert(
      fc.property(state, (a) => {
        expect(joinStates(a, a)).toBe(a);
      }),
    );
  });

  it('is commutative in what is known', () => {
    fc.assert(
      fc.property(state, state, (a, b) => {
        expect(facts(joinStates(a, b))).toEqual(facts(joinStates(b, a)));
      }),
    );
  });

  it('is associative in what is known', () => {
    fc.assert(
      fc.property(state, state, state, (a, b, c) => {
        expect(facts(joinStates(joinStates(a, b), c))).toEqual(facts(joinStates(a, joinStates(b, c))));
      }),
    );
  });

  it('only loses facts, and keeps those of both', () => {
    fc.assert(
      fc.property(state, state, (a, b) => {
        const joined = joinStates(a, b);
        expect(joined.duty).toEqual({ ...a.duty, status: a.duty.status | b.duty.status });
        for (const [holder, fact] of joined.known) {
          expect(sameKnowledge(fact, a.known.get(holder)!)).toBe(true);
          expect(sameKnowledge(fact, b.known.get(holder)!)).toBe(true);
        }
        for (const [holder, fact] of a.known) {
          const other = b.known.get(holder);
          if (other && sameKnowledge(fact, other)) expect(joined.known.has(holder)).toBe(true);
        }
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

describe('knowledge', () => {
  it('is the same exactly for equal kinds and contents', () => {
    fc.assert(
      fc.property(knowledge, knowledge, (a, b) => {
        expect(sameKnowledge(a, { ...a })).toBe(true);
        expect(sameKnowledge(a, b)).toBe(sameKnowledge(b, a));
      }),
    );
  });
});
