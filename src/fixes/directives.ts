/** Comments that speak to a tool about the line, or the statement, they stand at: they have to stay there. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Unit } from '../syntax/unit.js';
import type { Edit } from './edits.js';

/** About the line that follows, or the node that does. */
const NEXT =
  /^[\s*]*(?:@ts-(?:expect-error|ignore)|(?:eslint|oxlint|tslint:|xo)-?disable-next-line|(?:istanbul|c8|v8) ignore|node:coverage (?:ignore|disable)|prettier-ignore|biome-ignore|deno-(?:lint|fmt)-ignore|dprint-ignore|rome-ignore|Stryker disable|cspell:disable-next-line|spell-?checker:\s*disable-next-line|@?ts-ignore|\$Flow\w+|noinspection|noqa|nosemgrep|sonar-ignore|webpack\w+:|@vite-ignore|#__PURE__|@__PURE__)/i;

/** About the line on which they stand. */
const SAME =
  /^[\s*]*(?:(?:eslint|oxlint|tslint:)-?disable-line|NOSONAR|NOLINT|noqa|nosemgrep|lgtm|codeql|cspell:disable-line|snyk-ignore)/i;

/** The directives of a file; few have any. */
export function directivesOf({ ast }: Unit): readonly TSESTree.Comment[] {
  return (ast.comments ?? []).filter(({ value }) => NEXT.test(value) || SAME.test(value));
}

/** Whether a directive speaks about the line on which `offset` stands. */
export function isSpokenAbout(unit: Unit, offset: number): boolean {
  return directivesOf(unit).some((comment) => {
    const { start, end } = targetOf(unit, comment);
    return start <= offset && offset < end;
  });
}

/** Whether the edits leave every directive on or above the line it speaks about, and that line in one piece. */
export function keepsDirectives(unit: Unit, edits: readonly Edit[]): boolean {
  return directivesOf(unit).every((comment) => {
    const { isNext, start, end } = targetOf(unit, comment);
    return edits.every(({ range: [from, to], text }) => {
      if (from < comment.range[1] && to > comment.range[0]) return false;
      if (isNext && comment.range[1] <= from && from < start) return false;
      if (from < start || from >= end || !text.includes('\n')) return true;
      // The whole line moves down together with what it ends in.
      return !isNext && from === start && to === from;
    });
  });
}

interface Target {
  /** It follows the directive, rather than having it on its line. */
  readonly isNext: boolean;
  readonly start: number;
  readonly end: number;
}

/** The code of the line that a directive speaks about. */
function targetOf({ text }: Unit, { value, range }: TSESTree.Comment): Target {
  const isNext = NEXT.test(value);
  const from = isNext ? range[1] : text.lastIndexOf('\n', range[0] - 1) + 1;
  const start = from + /^\s*/.exec(text.slice(from))![0].length;
  const end = text.indexOf('\n', start);
  return { isNext, start, end: end < 0 ? text.length : end };
}
