/** Generated programs: whatever is fixed parses, has no finding left, keeps its comments, and is not changed a second time. How it behaves: random.test.ts. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { programs } from '../../scripts/prove/random/programs.mjs';
import { RULES } from '../../scripts/prove/random/repair.mjs';
import { migrate } from '../../src/codemods/migrate.js';
import { apart } from '../../src/fixes/text/edits.js';
import { plansOf, type Planned } from './support.js';

const program = programs();
const isAsked = ({ finding }: Planned): boolean => RULES.some((rule) => rule === finding.rule);

it('does not report a fixed finding again', () => {
  fc.assert(
    fc.property(program, (code) => {
      const before = plansOf(code, { filename: 'file.js' }).filter(isAsked);
      const { text, left } = migrate(code, 'file.js', { rules: RULES, review: true });
      const after = plansOf(text, { filename: 'file.js' }).filter(isAsked);
      // What is left is what had no fix: the fixes leave no finding of their own.
      expect(after.filter(({ plan }) => plan.verdict !== 'none')).toEqual([]);
      expect(after).toHaveLength(left.length);
      // Plans that overlap are applied one after the other, and the first may stand in the way of the second.
      const plans = before.map(({ plan }) => plan);
      if (plans.every(({ verdict }) => verdict === 'safe') && apart(plans).length === plans.length)
        expect(after.map(({ finding }) => finding.rule)).toEqual([]);
      expect(migrate(text, 'file.js', { rules: RULES, review: true }).text).toBe(text);
    }),
    { numRuns: 40 },
  );
});

it('keeps every comment', () => {
  const comments = (code: string): string[] => code.match(/\/\*.*?\*\/|\/\/[^\n]*/g) ?? [];
  fc.assert(
    fc.property(program, (code) => {
      expect(comments(migrate(code, 'file.js', { rules: RULES, review: true }).text)).toEqual(comments(code));
    }),
    { numRuns: 30 },
  );
});
