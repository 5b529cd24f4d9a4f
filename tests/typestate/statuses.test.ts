/** Sets of status codes are a Boolean algebra, and comparisons mean what JavaScript means by them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ANY_STATUS,
  complement,
  NO_STATUS,
  OK_STATUS,
  statusesOf,
  statusesWhere,
  statusRange,
  type StatusSet,
} from '../../src/typestate/statuses.js';

const code = fc.integer({ min: 100, max: 599 });
const set = fc.array(code, { maxLength: 20 }).map(statusesOf);
const has = (codes: StatusSet, status: number): boolean => (codes & statusRange(status, status)) !== NO_STATUS;

describe('sets of statuses', () => {
  it('have exactly the values that they were created from', () => {
    fc.assert(
      fc.property(fc.array(code, { maxLength: 20 }), code, (codes, one) => {
        expect(has(statusesOf(codes), one)).toBe(codes.includes(one));
      }),
    );
  });

  it('have complements', () => {
    fc.assert(
      fc.property(set, (a) => {
        expect(complement(complement(a))).toBe(a);
        expect(a | complement(a)).toBe(ANY_STATUS);
        expect(a & complement(a)).toBe(NO_STATUS);
      }),
    );
  });

  it("obey De Morgan's laws", () => {
    fc.assert(
      fc.property(set, set, (a, b) => {
        expect(complement(a | b)).toBe(complement(a) & complement(b));
      }),
    );
  });

  it('take inclusive ranges, limited to valid statuses', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 0, max: 700 }), code, (from, to, one) => {
        expect(has(statusRange(from, to), one)).toBe(from <= one && one <= to);
      }),
    );
  });

  it('know the statuses of ok', () => {
    fc.assert(
      fc.property(code, (one) => {
        expect(has(OK_STATUS, one)).toBe(one >= 200 && one <= 299);
      }),
    );
  });
});

describe('comparisons with a number', () => {
  const meaning: Record<string, (status: number, value: number) => boolean> = {
    '===': (status, value) => status === value,
    '!==': (status, value) => status !== value,
    '<': (status, value) => status < value,
    '<=': (status, value) => status <= value,
    '>': (status, value) => status > value,
    '>=': (status, value) => status >= value,
  };

  it.each(Object.keys(meaning))('%s holds for the codes JavaScript says', (operator) => {
    const value = fc.oneof(fc.integer({ min: 0, max: 700 }), fc.double({ min: 90, max: 610, noNaN: true }));
    fc.assert(
      fc.property(value, code, (compared, status) => {
        expect(has(statusesWhere(operator, compared)!, status)).toBe(meaning[operator]!(status, compared));
      }),
    );
  });

  it('are null for an operator that compares nothing', () => {
    expect(statusesWhere('+', 200)).toBeNull();
  });
});
