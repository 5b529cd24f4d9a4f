/** The operators of `npm run mutate`, on small sources. */
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { apply, mutantsOf, withProbes } from '../scripts/mutate/operators.mjs';
import { sample } from '../scripts/mutate/sample.mjs';

/** Every mutant as its operator and the text it makes. */
const broken = (text: string): string[] =>
  mutantsOf(text, 'file.ts').map((mutant) => `${mutant.operator}: ${apply(text, mutant)}`);

describe('an operator', () => {
  it.each([
    ['negates a condition', 'if (a) b;', ['condition negated: if (!(a)) b;']],
    ['negates the condition of a loop', 'while (a) b;', ['condition negated: while (!(a)) b;']],
    ['negates what a value depends on', 'x = a ? b : c;', ['condition negated: x = !(a) ? b : c;']],
    [
      'drops a guard',
      'function f() { if (a) return; }',
      ['guard dropped: function f() { ; }', 'condition negated: function f() { if (!(a)) return; }'],
    ],
    [
      'drops a guard in braces',
      'function f() { if (a) { throw b; } }',
      ['guard dropped: function f() { ; }', 'condition negated: function f() { if (!(a)) { throw b; } }'],
    ],
    [
      'swaps a connective, and drops its right operand',
      'x = a && b;',
      ['connective swapped: x = (a || b);', 'operand dropped: x = (a);'],
    ],
    ['turns an equality round', 'x = a === b;', ['comparison changed: x = (a !== b);']],
    ['turns the equality of a condition round once', 'if (a !== b) c;', ['comparison changed: if ((a === b)) c;']],
    ['moves a bound by one', 'x = a < b;', ['comparison changed: x = (a <= b);']],
    ['flips a boolean', 'x = true;', ['boolean flipped: x = false;']],
    ['flips the boolean of an endless loop once', 'for (;true;) a;', ['boolean flipped: for (;false;) a;']],
    [
      'removes each element of a list',
      'new Set([a, ...b]);',
      ['element removed: new Set([...b]);', 'element removed: new Set([a, ]);'],
    ],
    ['removes a call that is made for its effect', 'a?.b();', ['call removed: ;']],
    ['removes an awaited call', 'await a();', ['call removed: ;']],
    [
      'removes a case',
      'switch (a) { case b: case c: d; }',
      ['case removed: switch (a) {  case c: d; }', 'case removed: switch (a) { case b:  }'],
    ],
    ['swaps a quantifier', 'x = a.every(b);', ['quantifier swapped: x = a.some(b);']],
  ])('%s', (_, text, mutants) => {
    expect(broken(text)).toEqual(mutants);
  });

  it.each([
    ['a type', 'type A = [true, B extends C ? 1 : 2]; let x: true;'],
    ['what is assigned to', '[a, b] = c; for ([a] of c) b;'],
    ['the call of a parent’s constructor', 'class A extends B { constructor() { super(); } }'],
    ['an import', "import a from 'b';"],
  ])('leaves %s alone', (_, text) => {
    expect(broken(text)).toEqual([]);
  });

  it('says where its place is', () => {
    expect(mutantsOf('a;\n  b(c === d);', 'src/file.ts')).toMatchObject([
      { file: 'src/file.ts', operator: 'call removed', line: 2, column: 3 },
      { file: 'src/file.ts', operator: 'comparison changed', line: 2, column: 5 },
    ]);
  });
});

describe('a probe', () => {
  const reached = (text: string): number[] => {
    const ids: number[] = [];
    const mutants = mutantsOf(text, 'file.ts').map((mutant, id) => ({ ...mutant, id }));
    runInNewContext(withProbes(text, mutants), { __reached: (id: number) => ids.push(id) });
    return [...new Set(ids)].sort((a, b) => a - b);
  };

  it.each([
    ['in nested expressions', '(1 === 2 && 3 < 4) || [true].some(Boolean);', [0, 1, 2, 3, 4, 6, 7, 8]],
    ['in a branch that is taken', 'if (1) { [1].some(Boolean); } else { [2].some(Boolean); }', [0, 1, 2, 3]],
    ['of a guard', '(() => { if (1 > 2) return; })();', [0, 1, 2, 3]],
    ['of a case, where the switch is reached', 'switch (1) { case 2: break; }', [0]],
    ['behind an optional chain that ends before it', 'undefined?.list.some(Boolean);', [0]],
  ])('tells what is reached %s', (_, text, ids) => {
    expect(reached(text)).toEqual(ids);
  });
});

describe('a sample', () => {
  const items = Array.from({ length: 1000 }, (_, index) => index);

  it('is the same for the same seed, and another one for another', () => {
    expect(sample(items, 20, 7)).toEqual(sample(items, 20, 7));
    expect(sample(items, 20, 7)).not.toEqual(sample(items, 20, 8));
  });

  it('has every item once and in order, from all of the list', () => {
    const chosen = sample(items, 200, 1);
    expect(chosen).toEqual([...new Set(chosen)].sort((a, b) => a - b));
    for (const quarter of [0, 250, 500, 750])
      expect(chosen.filter((item) => item >= quarter && item < quarter + 250).length).toBeGreaterThan(30);
    expect(sample(items.slice(0, 3), 20, 1)).toEqual([0, 1, 2]);
  });
});
