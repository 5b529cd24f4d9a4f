/** How test libraries check a condition, and how they replace a function. Data only. */

/** Resolved names of functions that check a condition, each with members of the same kind: `assert(x)`, `assert.equal(x, y)`. */
export const assertionRoots: readonly string[] = [
  'node:assert:',
  'node:assert:strict',
  'node:assert/strict:',
  'chai:assert',
  'vitest:assert',
  'power-assert:',
  'tiny-invariant:',
  'invariant:',
];

/** Packages whose import makes a file a test. */
export const testPackages: ReadonlySet<string> = new Set([
  'node:test',
  'vitest',
  '@jest/globals',
  '@playwright/test',
  'mocha',
  'ava',
  'tap',
  'tape',
  'uvu',
  'bun:test',
]);

/** What test runners put in place without an import: a file that calls one is a test. */
export const testGlobals: ReadonlySet<string> = new Set(['describe', 'it', 'test', 'suite']);

/** What those, and `expect(x)`, compare by; `ok` and the like take one value. */
export const comparisons: Readonly<Record<string, 'equal' | 'unequal' | 'truthy' | 'falsy' | 'nullish'>> = {
  equal: 'equal',
  strictEqual: 'equal',
  deepEqual: 'equal',
  deepStrictEqual: 'equal',
  notEqual: 'unequal',
  notStrictEqual: 'unequal',
  ok: 'truthy',
  toBe: 'equal',
  toEqual: 'equal',
  toStrictEqual: 'equal',
  toBeTruthy: 'truthy',
  toBeFalsy: 'falsy',
  toBeNull: 'nullish',
  toBeUndefined: 'nullish',
};

/** Methods that put a function in the place of a property: `vi.stubGlobal('fetch', …)`, `jest.spyOn(globalThis, 'fetch')`. */
export const replacers: ReadonlySet<string> = new Set([
  'stubGlobal',
  'spyOn',
  'method',
  'stub',
  'replace',
  'defineProperty',
]);

/** Packages that replace `fetch` once they are told what to answer. */
export const fetchMockPackages: ReadonlySet<string> = new Set(['fetch-mock', 'jest-fetch-mock', 'vitest-fetch-mock']);
