/** Generated programs: all rules together, and whatever layout they are written in. */
import path from 'node:path';
import { Linter } from 'eslint';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { programs } from '../../scripts/prove/random/programs.mjs';
import { migrate } from '../../src/codemods/migrate.js';
import type { RuleName } from '../../src/findings/finding.js';
import plugin from '../../src/index.js';
import { fixtures, languageOptions } from '../support/lint.js';

const rules = Object.keys(plugin.rules) as RuleName[];
const linter = new Linter({ configType: 'flat', cwd: fixtures });
const filename = path.join(fixtures, 'file.js');
const config: Linter.Config[] = [
  {
    files: ['**/*.js'],
    plugins: { 'http-leak': plugin },
    rules: Object.fromEntries(rules.map((name) => [`http-leak/${name}`, 'error'])),
    languageOptions: languageOptions({ parser: 'espree' }),
  },
];

const fixed = (code: string): string => migrate(code, 'file.js', { rules, review: true }).text;

it('all rules together agree, in one go and for good', () => {
  fc.assert(
    fc.property(programs(), (code) => {
      const { output, messages } = linter.verifyAndFix(code, config, { filename });
      expect(messages.filter(({ fatal, fix }) => fatal === true || fix !== undefined)).toEqual([]);
      expect(linter.verifyAndFix(output, config, { filename })).toMatchObject({ fixed: false, output });
    }),
    { numRuns: 8 },
  );
});

it.each([
  { layout: 'Windows line ends', to: (code: string) => code.replaceAll('\n', '\r\n') },
  { layout: 'tabs', to: (code: string) => code.replace(/^(?: {2})+/gm, (indent) => '\t'.repeat(indent.length / 2)) },
  {
    layout: 'no semicolons',
    // A line that begins with a parenthesis would go on with the one above it.
    to: (code: string) => code.replace(/;(?= \/\/|$| \})/gm, '').replace(/^ *(?=\()/gm, '$&;'),
  },
])('$layout are kept: to fix and to lay out is to lay out and to fix', ({ to }) => {
  fc.assert(
    fc.property(programs(), (code) => {
      expect(fixed(to(code))).toBe(to(fixed(code)));
    }),
    { numRuns: 8 },
  );
});
