/** The tokens and comments of a file, as its parser returns them: look-ups by position without reading the text. */
import type { TSESTree } from '@typescript-eslint/utils';

export type Token = TSESTree.Token;
type Range = readonly [number, number];

export class Tokens {
  /** Tokens alone, comments alone, and both together, in source order. */
  readonly #tokens: readonly Token[];
  readonly #comments: readonly TSESTree.Comment[];
  readonly #pieces: readonly Token[];

  constructor({ tokens = [], comments = [] }: Pick<TSESTree.Program, 'tokens' | 'comments'>) {
    this.#tokens = tokens;
    this.#comments = comments;
    this.#pieces = [...tokens, ...comments].sort((a, b) => a.range[0] - b.range[0]);
  }

  /** The last token that ends at `offset` or before it; comments do not count. */
  before(offset: number): Token | null {
    return lastBefore(this.#tokens, offset);
  }

  /** The first token that begins at `offset` or after it; comments do not count. */
  after(offset: number): Token | null {
    return this.#tokens[firstFrom(this.#tokens, offset)] ?? null;
  }

  /** The same, or a comment. */
  pieceBefore(offset: number): Token | null {
    return lastBefore(this.#pieces, offset);
  }

  /** The same, or a comment. */
  pieceAfter(offset: number): Token | null {
    return this.#pieces[firstFrom(this.#pieces, offset)] ?? null;
  }

  /** The tokens that lie in a range. */
  within(range: Range): readonly Token[] {
    return allWithin(this.#tokens, range);
  }

  /** The comments that lie in a range. */
  commentsWithin(range: Range): readonly TSESTree.Comment[] {
    return allWithin(this.#comments, range);
  }

  /** Tokens and comments that lie in a range, in source order. */
  piecesWithin(range: Range): readonly Token[] {
    return allWithin(this.#pieces, range);
  }

  /** The tokens that are the given name. */
  named(name: string): readonly Token[] {
    return this.#tokens.filter((token) => token.value === name && isName(token));
  }

  /**
   * All names in a range that may belong to variables: properties after a dot are left out.
   *
   * @param keys where others begin that belong to none
   */
  namesWithin(range: Range, keys: ReadonlySet<number> = new Set()): Set<string> {
    const all = this.within(range);
    const isMember = (token: Token, index: number): boolean =>
      MEMBER.has(all[index - 1]?.value ?? '') || keys.has(token.range[0]);
    return new Set(all.filter((token, index) => isName(token) && !isMember(token, index)).map(({ value }) => value));
  }

  /** The pairs of parentheses around a range and within an outer one, with nothing but comments in between; the innermost first. */
  parenthesesAround(range: Range, outer: Range): readonly Range[] {
    const opening = this.before(range[0]);
    const closing = this.after(range[1]);
    if (opening?.value !== '(' || closing?.value !== ')') return [];
    if (opening.range[0] < outer[0] || closing.range[1] > outer[1]) return [];
    const pair = [opening.range[0], closing.range[1]] as const;
    return [pair, ...this.parenthesesAround(pair, outer)];
  }
}

/** The tokens before the name of a property. */
const MEMBER: ReadonlySet<string> = new Set(['.', '?.']);

/** The name of a variable or a property; parsers disagree about `type`, `of` and similar words. */
const isName = ({ type }: Token): boolean => type === 'Identifier' || type === 'JSXIdentifier' || type === 'Keyword';

export const isComment = ({ type }: Token): boolean => type === 'Line' || type === 'Block';

/** The index of the first element that begins at `offset` or after it. */
function firstFrom(sorted: readonly { readonly range: Range }[], offset: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.range[0] < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function lastBefore<T extends { readonly range: Range }>(sorted: readonly T[], offset: number): T | null {
  // Elements do not overlap: of those that begin before the offset only the last can extend beyond it.
  let index = firstFrom(sorted, offset) - 1;
  if (index >= 0 && sorted[index]!.range[1] > offset) index -= 1;
  return sorted[index] ?? null;
}

function allWithin<T extends { readonly range: Range }>(sorted: readonly T[], [from, to]: Range): readonly T[] {
  const start = firstFrom(sorted, from);
  let end = firstFrom(sorted, to);
  if (end > start && sorted[end - 1]!.range[1] > to) end -= 1;
  return sorted.slice(start, end);
}
