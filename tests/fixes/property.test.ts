/** Generated functions: whatever is fixed parses, has no finding left, and is not changed a second time. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { migrate } from '../../src/codemods/migrate.js';
import { plansOf } from './support.js';

const condition = fc.constantFrom('res.ok', '!res.ok', 'res.status === 404', 'res.status >= 500', 'flag', "res.headers.has('x')");
const leaf = fc.constantFrom(
  'return null;',
  "throw new Error('bad');",
  'return res.status;',
  'return res.ok ? res.json() : null;',
  'return await res.text();',
  'return (res.ok && (await res.json())) || `none\n of it`;',
  'console.log(res.status);',
  'await other();',
  'await res.text(); // read',
  'if (flag) return 1;\nelse other();',
  "/* said */ console.log('x');",
);
const { statement } = fc.letrec<{ statement: string; block: string }>((tie) => ({
  block: fc.array(tie('statement'), { minLength: 1, maxLength: 3 }).map((lines) => `{\n${lines.join('\n')}\n}`),
  statement: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.tuple(condition, leaf).map(([test, then]) => `if (${test}) ${then}`),
    fc.tuple(condition, tie('block')).map(([test, then]) => `if (${test}) ${then}`),
    fc.tuple(condition, tie('block'), tie('block')).map(([test, then, otherwise]) => `if (${test}) ${then} else ${otherwise}`),
    tie('block').map((body) => `for (const item of items) ${body}`),
    fc.tuple(tie('block'), tie('block')).map(([body, handler]) => `try ${body} catch ${handler}`),
    fc.tuple(tie('block'), leaf).map(([body, last]) => `try ${body} finally { other(); }\n${last}`),
    fc.tuple(condition, leaf, leaf).map(([test, one, two]) => `switch (${test}) {\n  case true:\n    ${one}\n    break;\n  default:\n    ${two}\n}`),
  ),
}));
const opening = fc.constantFrom('const res = await fetch(url);', 'let res = await fetch(url);\nif (flag) res = await fetch(other());', 'const { ok, ...res } = { ok: 1, status: (await fetch(url)).status, headers: new Map(), json() {}, text() {} };');
const program = fc.tuple(opening, fc.array(statement, { minLength: 1, maxLength: 4 })).map(([first, rest]) => `async function load(url, flag, items) {\n${[first, ...rest].join('\n')}\n}\n`);

it('leaves nothing of what it fixes', () => {
  fc.assert(
    fc.property(program, (code) => {
      const before = plansOf(code, { filename: 'file.js' });
      const { text, left } = migrate(code, 'file.js', { rules: ['no-unconsumed-body'], review: true });
      const after = plansOf(text, { filename: 'file.js' });
      // What is left is what had no fix: the fixes leave no finding of their own.
      expect(after.filter(({ plan }) => plan.verdict !== 'none')).toEqual([]);
      expect(after.filter(({ finding }) => finding.rule === 'no-unconsumed-body')).toHaveLength(left.length);
      if (before.every(({ plan }) => plan.verdict === 'safe')) expect(after.map(({ finding }) => finding.rule)).toEqual([]);
      expect(migrate(text, 'file.js', { rules: ['no-unconsumed-body'], review: true }).text).toBe(text);
    }),
    { numRuns: 400 },
  );
});

it('keeps every comment', () => {
  const comments = (code: string): string[] => code.match(/\/\*.*?\*\/|\/\/[^\n]*/g) ?? [];
  fc.assert(
    fc.property(program, (code) => {
      expect(comments(migrate(code, 'file.js', { rules: ['no-unconsumed-body'], review: true }).text)).toEqual(comments(code));
    }),
    { numRuns: 200 },
  );
});
