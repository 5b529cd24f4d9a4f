/** Comments that speak to a tool about the line, or the statement, they stand at: they have to stay there. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Edit } from './edits.js';
import type { FixContext } from '../fix-context.js';

/** What a comment begins with that is about the line that follows, or the node that does; in small letters. */
const NEXT = [
  '@ts-expect-error',
  '@ts-ignore',
  'ts-ignore',
  'eslint-disable-next-line',
  'oxlint-disable-next-line',
  'tslint:disable-next-line',
  'xo-disable-next-line',
  'istanbul ignore',
  'c8 ignore',
  'v8 ignore',
  'node:coverage ignore',
  'node:coverage disable',
  'prettier-ignore',
  'biome-ignore',
  'deno-lint-ignore',
  'deno-fmt-ignore',
  'dprint-ignore',
  'rome-ignore',
  'stryker disable',
  'cspell:disable-next-line',
  'spell-checker:disable-next-line',
  'spellchecker:disable-next-line',
  'spell-checker: disable-next-line',
  'spellchecker: disable-next-line',
  '$flow',
  'noinspection',
  'noqa',
  'nosemgrep',
  'sonar-ignore',
  'webpackchunkname:',
  'webpackexclude:',
  'webpackexports:',
  'webpackfetchpriority:',
  'webpackignore:',
  'webpackinclude:',
  'webpackmode:',
  'webpackprefetch:',
  'webpackpreload:',
  '@vite-ignore',
  '#__pure__',
  '@__pure__',
];

/** The same about the line on which it stands. */
const SAME = [
  'eslint-disable-line',
  'oxlint-disable-line',
  'tslint:disable-line',
  'nosonar',
  'nolint',
  'noqa',
  'nosemgrep',
  'lgtm',
  'codeql',
  'cspell:disable-line',
  'snyk-ignore',
];

/** Whether a directive is about the line on which `offset` stands. */
export function isSpokenAbout(site: FixContext, offset: number): boolean {
  return directivesOf(site).some((comment) => {
    const { start, end } = targetOf(site, comment);
    return start <= offset && offset < end;
  });
}

/** Whether the edits leave every directive on or above the line it is about, and that line in one piece. */
export function keepsDirectives(site: FixContext, edits: readonly Edit[]): boolean {
  return directivesOf(site).every((comment) => {
    const { isNext, start, end } = targetOf(site, comment);
    return edits.every(({ range: [from, to], text }) => {
      if (from < comment.range[1] && to > comment.range[0]) return false;
      if (isNext && comment.range[1] <= from && from < start) return false;
      if (from < start || from >= end || !text.includes('\n')) return true;
      // The whole line moves down together with what it ends in.
      return !isNext && from === start && to === from;
    });
  });
}

/** The directives of a file; few have any. */
const directivesOf = ({ tokens, unit }: FixContext): readonly TSESTree.Comment[] =>
  tokens.commentsWithin([0, unit.text.length]).filter((one) => begins(one, NEXT) || begins(one, SAME));

/** Whether a comment begins with one of the words, after the asterisks of a block. */
function begins({ value }: TSESTree.Comment, words: readonly string[]): boolean {
  let at = 0;
  while (value[at] === '*' || value[at]?.trim() === '') at += 1;
  const start = value.slice(at, at + 40).toLowerCase();
  return words.some((word) => start.startsWith(word));
}

interface Target {
  /** It follows the directive, rather than having it on its line. */
  readonly isNext: boolean;
  readonly start: number;
  readonly end: number;
}

/** The code of the line that a directive is about. */
function targetOf({ tokens, layout, unit }: FixContext, comment: TSESTree.Comment): Target {
  const isNext = begins(comment, NEXT);
  const start = isNext
    ? (tokens.pieceAfter(comment.range[1])?.range[0] ?? unit.text.length)
    : layout.lineStart(comment.range[0]);
  return { isNext, start, end: layout.lineEnd(start) };
}
