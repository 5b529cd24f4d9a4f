import { describe, expect, it } from 'vitest';
import { best, candidateOf, comparePlans, isGood, type Candidate } from '../../src/fixes/candidates.js';
import type { Part } from '../../src/fixes/fix-context.js';

const strategy = { name: 'one', title: 'One', rank: 1 };
const part = (text: string, more: object = {}): Part => ({
  edits: [{ range: [text.length, text.length], text }],
  check: null,
  ...more,
});
const plan = (text: string, more: Partial<Candidate> = {}): Candidate => ({
  ...candidateOf(strategy, [part(text)]),
  ...more,
});

describe('the plan of a strategy', () => {
  it('is all of its parts', () => {
    const both = candidateOf(strategy, [part('bb'), part('a')]);
    expect(both).toMatchObject({ verdict: 'safe', reason: '', size: 3 });
    expect(both.edits.map(({ text }) => text)).toEqual(['a', 'bb']);
  });

  it('is none of them where one is refused, where they overlap, or where nothing is written', () => {
    expect(candidateOf(strategy, [part('a'), { refused: 'why' }])).toMatchObject({
      verdict: 'none',
      reason: 'why',
      edits: [],
    });
    const overlapping: Part = { edits: [{ range: [0, 2], text: 'b' }], check: null };
    expect(candidateOf(strategy, [part('a'), overlapping])).toMatchObject({ verdict: 'none' });
    expect(candidateOf(strategy, [part('')])).toMatchObject({ verdict: 'none' });
  });

  it('has to be checked where one of them has', () => {
    expect(candidateOf(strategy, [part('a'), part('bb', { check: 'this' })])).toMatchObject({
      verdict: 'review',
      reason: 'this',
    });
  });

  it('counts the written text without white space, and moved lines', () => {
    expect(candidateOf(strategy, [part('  a();\n  b();')]).size).toBe('a()b()'.length);
    expect(candidateOf(strategy, [part('    ')]).size).toBe(10);
  });

  it('is crowded with more than three releases, unless one of them comes before a wait', () => {
    const four = ['a', 'bb', 'ccc', 'dddd'];
    const crowded = candidateOf(
      strategy,
      four.map((text) => part(text)),
    );
    expect([crowded.isCrowded, isGood(crowded)]).toEqual([true, false]);
    expect(
      candidateOf(
        strategy,
        four.slice(1).map((text) => part(text)),
      ).isCrowded,
    ).toBe(false);
    expect(
      candidateOf(
        strategy,
        four.map((text) => part(text, { isBeforeWait: true })),
      ).isCrowded,
    ).toBe(false);
    expect(candidateOf(strategy, [part('a', { releases: 4 })]).isCrowded).toBe(true);
  });
});

describe('of two plans the better one', () => {
  const late = { strategy: { ...strategy, rank: 2 } };

  it.each<[string, Candidate, Candidate]>([
    ['is safe, however long', plan('long'), plan('a', { verdict: 'review' })],
    ['has to be checked, rather than being none', plan('long', { verdict: 'review' }), plan('', { verdict: 'none' })],
    ['has fewer releases, however late', plan('long', late), plan('a', { isCrowded: true })],
    ['releases sooner, however long', plan('long'), plan('a', late)],
    ['meets nothing that has been read', plan('long'), plan('a', { isBehindReader: true })],
    ['is shorter', plan('a'), plan('long')],
    ['releases at once, of two of one length', plan('a', { isAtOnce: true }), plan('a')],
  ])('%s', (_, better, worse) => {
    expect(comparePlans(better, worse)).toBeLessThan(0);
    expect(comparePlans(worse, better)).toBeGreaterThan(0);
    expect(best([worse, better])).toBe(better);
  });

  it('has the reason of the usual strategy if there is no plan', () => {
    const [none, usual] = [
      plan('', { verdict: 'none' }),
      plan('', { verdict: 'none', strategy: { ...strategy, isUsual: true } }),
    ];
    expect(best([none, usual])).toBe(usual);
    expect(best([usual, plan('a')])?.verdict).toBe('safe');
  });

  it('is the first of equally good ones', () => {
    const [a, b] = [plan('a'), plan('a')];
    expect(comparePlans(a, b)).toBe(0);
    expect(best([a, b])).toBe(a);
    expect(best([])).toBeNull();
  });
});
