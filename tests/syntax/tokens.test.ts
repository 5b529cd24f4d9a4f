import { describe, expect, it } from 'vitest';
import { parseFile } from '../../src/types/parse-file.js';
import { Tokens } from '../../src/syntax/tokens.js';

const code = 'f(/* one */ (a), `x${b}y`); // two\n/* three */ g()\n';
const tokens = new Tokens(parseFile(code, 'file.ts').ast);
const at = (text: string): number => code.indexOf(text);

describe('Tokens', () => {
  it('finds the token before an offset, with and without comments', () => {
    expect(tokens.before(at('(a)'))?.value).toBe('(');
    expect(tokens.pieceBefore(at('(a)'))?.value).toBe(' one ');
    expect(tokens.before(0)).toBeNull();
  });

  it('does not count a token in whose middle the offset is', () => {
    expect(tokens.before(at('one'))?.value).toBe('(');
    expect(tokens.pieceBefore(at('one'))?.value).toBe('(');
  });

  it('finds the token after an offset, with and without comments', () => {
    expect(tokens.after(at('// two'))?.value).toBe('g');
    expect(tokens.pieceAfter(at('// two'))?.value).toBe(' two');
    expect(tokens.after(code.length)).toBeNull();
  });

  it('lists the tokens in a range', () => {
    const call = [0, at(';')] as const;
    expect(tokens.within(call).map(({ value }) => value)).toEqual([
      'f',
      '(',
      '(',
      'a',
      ')',
      ',',
      '`x${',
      'b',
      '}y`',
      ')',
    ]);
    expect(tokens.commentsWithin([0, code.length]).map(({ value }) => value)).toEqual([' one ', ' two', ' three ']);
    expect(tokens.piecesWithin([at(';'), at('g()')]).map(({ value }) => value)).toEqual([';', ' two', ' three ']);
    expect(tokens.commentsWithin([at('one'), at('(a)')])).toEqual([]);
  });

  it('knows the names in a range, and none of those in texts and comments', () => {
    expect(tokens.namesWithin([0, code.length])).toEqual(new Set(['f', 'a', 'b', 'g']));
    const members = new Tokens(parseFile('a.b(c?.d, { e, f: g.h })', 'file.ts').ast);
    expect(members.namesWithin([0, 24])).toEqual(new Set(['a', 'c', 'e', 'f', 'g']));
    expect(tokens.named('one')).toEqual([]);
    expect(tokens.named('g')).toHaveLength(1);
  });

  it('finds the parentheses around a range within an outer one, the innermost first', () => {
    const a = [at('a)'), at('a)') + 1] as const;
    expect(tokens.parenthesesAround(a, [0, code.length])).toEqual([[a[0] - 1, a[1] + 1]]);
    expect(tokens.parenthesesAround(a, a)).toEqual([]);
    const nested = new Tokens(parseFile('(( /* c */ a))', 'file.ts').ast);
    expect(nested.parenthesesAround([11, 12], [0, 14])).toEqual([
      [1, 13],
      [0, 14],
    ]);
  });

  it('has nothing for a host that gives no tokens', () => {
    const none = new Tokens({ tokens: undefined, comments: undefined });
    expect(none.before(10)).toBeNull();
    expect(none.commentsWithin([0, 10])).toEqual([]);
  });
});
