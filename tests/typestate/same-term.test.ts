/** Two conditions that ask the same of the same come out the same; where the value may have changed in between, both ways are open. */
import { describe, expect, it } from 'vitest';
import { lint } from '../support/lint.js';

/** A body that is read where the condition holds, and cancelled where its negation does. */
const twice = (condition: string, between = ''): string => `export async function load(url, name, done, options) {
  const res = await fetch(url);
  if (${condition}) return res.json();
  ${between}
  if (!(${condition})) await res.body?.cancel();
}`;

describe('a condition that is tested again', () => {
  it.each([
    'name',
    'options.quick',
    'this.quick',
    "name.includes('a')",
    "name.startsWith('a')",
    "name.endsWith('a')",
    "name.trim() === ''",
    "name.toLowerCase() === 'a'",
    "name.toUpperCase() === 'A'",
    "typeof done === 'function'",
    'done instanceof Function',
    '-name > 2',
    "res.headers.get('x-kind') === 'a'",
  ])('%s', (condition) => {
    expect(lint(twice(condition), { parser: 'espree' })).toEqual([]);
  });

  it.each([
    ['a call that may answer differently', "done('a')", ''],
    ['a method that is not known', "name.matches('a')", ''],
    ['a deletion', 'delete options.quick', ''],
    ['a parameter that is set in between', "name.includes('a')", 'name = done();'],
  ])('%s is no answer for the second time', (_, condition, between) => {
    expect(lint(twice(condition, between), { parser: 'espree' })).toMatchObject([{ line: 2 }]);
  });
});
