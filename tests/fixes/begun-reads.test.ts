/** Reads of a part of the body that nobody has waited for yet: a cancel would settle them as if the body had ended. Each beside one that is over. */
import { describe, expect, it } from 'vitest';
import { fix } from './support.js';

const BEGUN = 'review: The cancel ends a read that has begun: check that the result of the read is no longer needed.';

const peek = (rest: string): string =>
  fix(`export async function peek(url, work) {
  const response = await fetch(url);
  const reader = response.body.getReader();
  ${rest}
}
`);

describe('a read that may not be over', () => {
  it.each([
    'const part = reader.read(); await work(); const { value } = await Promise.race([part, work()]); return value;',
    'const part = reader.read(); await work(); const [{ value }] = await Promise.all([part, work()]); return value;',
    'const part = reader.read(); await work(); return part.then(({ value }) => value);',
    'const part = reader.read(); await work(); return part;',
    'const part = reader.read(); await work(); return await work(part);',
    'let part; part = reader.read(); await work(); return await part;',
  ])('is only suggested to be cut off: %s', (rest) => {
    expect(peek(rest).split('\n')[0]).toBe(BEGUN);
  });

  it.each([
    'const { value } = await reader.read(); return value;',
    'const { value } = await Promise.race([reader.read(), work()]); return value;',
    'const [{ value }] = await Promise.all([reader.read(), work()]); return value;',
    'const part = reader.read(); await work(); const { value } = await part; return value;',
  ])('is over: %s', (rest) => {
    const [verdict, ...text] = peek(rest).split('\n');
    expect(verdict).toBe('safe');
    expect(text.join('\n')).toMatch(/await (?:reader|Promise|part)[\s\S]*await reader\.cancel\(\)/);
  });
});

describe('a reader of a body that may be missing', () => {
  const first = (read: string): string =>
    fix(`export async function first(url) {
  const response = await fetch(url);
  const reader = response.body?.getReader();
  const part = await ${read};
  return part;
}
`);

  it.each(['reader?.read()', 'reader!.read()'])('is asked for: %s', (read) => {
    expect(first(read)).toContain('await reader?.cancel().catch(() => {});');
  });

  it('is there where it has been used', () => {
    expect(first('reader.read()')).toContain('await reader.cancel().catch(() => {});');
  });
});
