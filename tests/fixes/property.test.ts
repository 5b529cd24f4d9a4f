/** Generated functions: whatever is fixed parses, behaves as before, has no finding left, and is not changed a second time. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { migrate } from '../../src/codemods/migrate.js';
import { apart } from '../../src/fixes/edits.js';
import { program } from './programs.js';
import { plansOf } from './support.js';

it('leaves nothing of what it fixes', () => {
  fc.assert(
    fc.property(program, (code) => {
      const before = plansOf(code, { filename: 'file.js' });
      const { text, left } = migrate(code, 'file.js', { rules: ['no-unconsumed-body'], review: true });
      const after = plansOf(text, { filename: 'file.js' });
      // What is left is what had no fix: the fixes leave no finding of their own.
      expect(after.filter(({ plan }) => plan.verdict !== 'none')).toEqual([]);
      expect(after.filter(({ finding }) => finding.rule === 'no-unconsumed-body')).toHaveLength(left.length);
      // Plans that overlap are applied one after the other, and the first may stand in the way of the second.
      const plans = before.map(({ plan }) => plan);
      if (plans.every(({ verdict }) => verdict === 'safe') && apart(plans).length === plans.length)
        expect(after.map(({ finding }) => finding.rule)).toEqual([]);
      expect(migrate(text, 'file.js', { rules: ['no-unconsumed-body'], review: true }).text).toBe(text);
    }),
    { numRuns: 120 },
  );
});

it('keeps every comment', () => {
  const comments = (code: string): string[] => code.match(/\/\*.*?\*\/|\/\/[^\n]*/g) ?? [];
  fc.assert(
    fc.property(program, (code) => {
      expect(comments(migrate(code, 'file.js', { rules: ['no-unconsumed-body'], review: true }).text)).toEqual(
        comments(code),
      );
    }),
    { numRuns: 60 },
  );
});

/** A response whose body remembers whether anybody has read or cancelled it. */
class FakeResponse {
  readonly ok: boolean;
  readonly headers = new Map<string, string>();
  bodyUsed = false;
  isReleased = false;
  readonly body = {
    cancel: async (): Promise<void> => {
      if (this.bodyUsed) throw new TypeError('locked');
      this.isReleased = true;
    },
  };

  constructor(readonly status: number) {
    this.ok = status < 300;
  }

  async text(): Promise<string> {
    if (this.bodyUsed || this.isReleased) throw new TypeError('used');
    this.bodyUsed = true;
    return 'text';
  }

  json(): Promise<string> {
    return this.text();
  }
}

async function behaviour(code: string, status: number, flag: boolean): Promise<{ outcome: string; open: number }> {
  const seen: string[] = [];
  const responses: FakeResponse[] = [];
  const fetch = async (): Promise<FakeResponse> => {
    responses.push(new FakeResponse(status));
    return responses.at(-1)!;
  };
  const given: { text(): Promise<string> }[] = [];
  const give = (response: FakeResponse): number => given.push(response);
  // The generated code has to run: that is the property.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const make = new Function('fetch', 'other', 'console', 'give', 'kept', `${code}\nreturn load;`) as (
    ...globals: unknown[]
  ) => (...values: unknown[]) => Promise<unknown>;
  const load = make(
    fetch,
    () => seen.push('other'),
    { log: (value: unknown) => seen.push(String(value)) },
    give,
    given,
  );
  const end = await load('url', flag, [1, 2]).then(
    (value) => `returns ${JSON.stringify(value)}`,
    (error: unknown) => `throws ${String(error)}`,
  );
  // Whoever has been handed a response reads it when all is over.
  for (const one of given)
    seen.push(
      await Promise.resolve(one)
        .then((response) => response.text())
        .catch(String),
    );
  return {
    outcome: [...seen, end].join('\n'),
    open: responses.filter(({ bodyUsed, isReleased }) => !bodyUsed && !isReleased).length,
  };
}

it('behaves as before, and leaves no body open', async () => {
  await fc.assert(
    fc.asyncProperty(
      program,
      fc.constantFrom(200, 404, 500),
      fc.boolean(),
      fc.boolean(),
      async (code, status, flag, review) => {
        const { text, left, applied } = migrate(code, 'file.js', { rules: ['no-unconsumed-body'], review });
        fc.pre(applied > 0 || left.length === 0);
        const before = await behaviour(code, status, flag);
        const after = await behaviour(text, status, flag);
        expect(after.outcome).toBe(before.outcome);
        if (left.length === 0) expect(after.open).toBe(0);
      },
    ),
    { numRuns: 200 },
  );
});
