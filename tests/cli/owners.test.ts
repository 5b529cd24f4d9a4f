import { describe, expect, it } from 'vitest';
import { Owners } from '../../src/cli/owners.js';
import { folderWith } from './harness.js';

const ownersIn = (text: string, file: string, place = 'CODEOWNERS'): readonly string[] => {
  const root = folderWith({ '.git/HEAD': '', [place]: text });
  return Owners.of(root)!.ownersOf(`${root}/${file}`);
};

describe('CODEOWNERS', () => {
  it.each([
    ['*', 'a/b.js', true],
    ['*.js', 'a/b.js', true],
    ['*.js', 'a/b.ts', false],
    ['/a/', 'a/b/c.js', true],
    ['/a/', 'x/a/b.js', false],
    ['a/', 'x/a/b.js', true],
    ['apps/', 'apps.js', false],
    ['/a', 'a/b.js', true],
    ['docs/*', 'docs/x.js', true],
    ['docs/*', 'docs/y/x.js', false],
    ['src/**', 'src/y/x.js', true],
    ['**/logs', 'a/b/logs/x.js', true],
    ['/a/**/z.js', 'a/z.js', true],
    ['/a/**/z.js', 'a/b/c/z.js', true],
    ['a?.js', 'ab.js', true],
    ['a.c/x.js', 'abc/x.js', false],
    ['a/**/b/*.js', 'a/x/y/b/c.js', true],
    ['src/**', 'src', false],
    [String.raw`my\ folder/`, 'my folder/x.js', true],
  ])('%s matches %s: %s', (pattern, file, matches) => {
    expect(ownersIn(`${pattern} @team`, file)).toEqual(matches ? ['@team'] : []);
  });

  it('gives a file to the owners of the last pattern, of several, or of none', () => {
    const text = '# all\n* @all\n/src/ @web a@example.org # with a reason\n/src/free.js\n';
    expect(ownersIn(text, 'x.js')).toEqual(['@all']);
    expect(ownersIn(text, 'src/x.js')).toEqual(['@web', 'a@example.org']);
    expect(ownersIn(text, 'src/free.js')).toEqual([]);
  });

  it('has sections with default owners on GitLab, and each adds its own', () => {
    const text = '* @all\n[Docs][2] @docs\n/src/\n^[Optional]\n/src/a.js @a\n';
    expect(ownersIn(text, 'src/a.js', '.gitlab/CODEOWNERS')).toEqual(['@all', '@docs', '@a']);
    expect(ownersIn(text, 'b.js', '.gitlab/CODEOWNERS')).toEqual(['@all']);
  });

  it('takes no time for a pattern that is made to take long', () => {
    const began = performance.now();
    expect(ownersIn(`/${'**/*a'.repeat(40)}/z @x`, `${'a/'.repeat(100)}b`)).toEqual([]);
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it('may be missing', () => {
    expect(Owners.of(folderWith({ '.git/HEAD': '' }))).toBeNull();
  });
});
