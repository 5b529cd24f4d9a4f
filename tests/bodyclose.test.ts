/**
 * Where Go's `bodyclose` failed its users, by the number of its issue: each row is a marker file of this plugin, which
 * `fixtures.test.ts` and `fixtures.typed.test.ts` lint. Here every row is held to what it is about.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixtures, lint } from './support/lint.js';

const ROWS: readonly {
  readonly issues: string;
  readonly about: string;
  readonly file: string;
  readonly leaks: number;
}[] = [
  {
    issues: '#58',
    about: 'consumed on one branch only is a leak, consumed on all is none',
    file: 'all-branches',
    leaks: 1,
  },
  {
    issues: '#4, #71',
    about: 'a helper that returns the response moves the duty to its caller',
    file: 'returned-by-helper',
    leaks: 1,
  },
  { issues: '#9, #18', about: 'released through an interface or a generic closer', file: 'generic-closer', leaks: 0 },
  {
    issues: '#29, #61',
    about: 'a retry loop with the variable declared before it, and a catch without a response',
    file: 'retry-loop',
    leaks: 1,
  },
  {
    issues: '#30, #39, #49, #60',
    about: 'released in a helper that takes the body, elsewhere or later',
    file: 'body-helper',
    leaks: 0,
  },
  { issues: '#30', about: 'a helper in another file that only looks', file: 'borrowing-helper', leaks: 1 },
  { issues: '#42', about: 'the response in a field or behind a method', file: 'fields', leaks: 0 },
  {
    issues: '#51',
    about: 'cleanup in a nested function counts like cleanup inline',
    file: 'nested-function',
    leaks: 1,
  },
  { issues: '#52', about: 'types by identity, never by a part of their name', file: 'type-identity', leaks: 0 },
  { issues: '#47, #59', about: 'synthetic responses are exempt', file: 'synthetic', leaks: 0 },
  { issues: '#8, #16, #38', about: 'no crash on odd code', file: 'odd-code', leaks: 1 },
  { issues: 'e2b-dev/infra#976', about: 'released after the read', file: 'release-before-read', leaks: 0 },
];

describe('what bodyclose got wrong', () => {
  it.each(ROWS)('$issues: $about', ({ file, leaks }) => {
    const filename = path.join('bodyclose', `${file}.ts`);
    const code = readFileSync(path.join(fixtures, filename), 'utf8');
    expect(lint(code, { typed: true, filename })).toHaveLength(leaks);
  });
});
