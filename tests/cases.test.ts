/**
 * Executed cases: what is reported has to be what running them has proven, with type information and without it.
 *
 * Those below `cases/gaps/` are known to come out wrong: `always`, or `untyped` where only types tell. They are linted
 * as well, so that whoever closes a gap hears of it; docs/limitations.md says why each is one.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { casesFolder, differences, listCases } from './support/cases.js';

const cases = listCases(casesFolder).filter(({ id }) => !id.startsWith('gaps/'));
const always = listCases(path.join(casesFolder, 'gaps/always'));
const untyped = listCases(path.join(casesFolder, 'gaps/untyped'));

describe.each([
  { mode: 'typed', right: [...cases, ...untyped], wrong: always },
  { mode: 'untyped', right: cases, wrong: [...always, ...untyped] },
])('$mode', ({ mode, right, wrong }) => {
  let found: Map<string, readonly string[]>;

  beforeAll(async () => {
    found = await differences([...right, ...wrong], { typed: mode === 'typed' });
  });

  it.each(right)('$id', ({ id }) => {
    expect(found.get(id)).toEqual([]);
  });

  it.each(wrong)('a known gap: $id', ({ id }) => {
    expect(
      found.get(id),
      'the gap is closed: move the case out of gaps/, and its line out of docs/limitations.md',
    ).not.toEqual([]);
  });
});

it('explains every gap', () => {
  const page = readFileSync(fileURLToPath(new URL('../docs/limitations.md', import.meta.url)), 'utf8');
  expect([...always, ...untyped].filter(({ id }) => !page.includes(`\`${id}\``))).toEqual([]);
});
