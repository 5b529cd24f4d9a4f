/** Rule tests in pairs: code that is reported, beside the nearest code that is not. */
import { describe, expect, it } from 'vitest';
import { lint, type LintOptions } from './lint.js';

export interface Pair {
  readonly name: string;
  readonly broken: string;
  readonly clean: string;
  /** The one report of `broken`. */
  readonly report: Report;
  /** TypeScript with type information; plain JavaScript unless said. */
  readonly typed?: true;
}

/** 1-based, as ESLint reports it. */
export interface Report {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The whole message, or a part that tells the report from others. */
  readonly message: string | RegExp;
}

/** Tests that the rule says of each pair exactly this, and nothing of the code in `silent`. */
export function testPairs(rule: string, pairs: readonly Pair[], silent: Readonly<Record<string, string>>): void {
  const optionsOf = (typed?: true): LintOptions => (typed ? { rule, typed } : { rule, parser: 'espree' });

  describe.each(pairs)(`${rule}: $name`, ({ broken, clean, report: { message, ...place }, typed }) => {
    it('is reported', () => {
      const reports = lint(broken, optionsOf(typed));
      expect(reports).toMatchObject([place]);
      if (typeof message === 'string') expect(reports[0]!.message).toBe(message);
      else expect(reports[0]!.message).toMatch(message);
    });

    it('has a clean twin', () => {
      expect(lint(clean, optionsOf(typed))).toEqual([]);
    });
  });

  it.each(Object.entries(silent))(`${rule}: nothing for %s`, (_, code) => {
    expect(lint(code, optionsOf())).toEqual([]);
  });
}
