/** Executed cases without type information. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { gaps, testCases } from './support/cases.js';

testCases({ typed: false });

it('explains every gap', () => {
  const page = readFileSync(new URL('../docs/limitations.md', import.meta.url), 'utf8');
  expect(gaps.filter(({ id }) => !page.includes(`\`${id}\``))).toEqual([]);
});
