/** The diff of two texts, for programs and for people. */
import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';
import path from 'node:path';
import type { Colors } from 'picocolors/types.js';
import { visibleLine } from '../visible.js';

/**
 * The diff of a file in the format of `git apply`.
 *
 * @param name its displayed path
 * @param before null where it is not there yet
 */
export function patchOf(name: string, before: string | null, after: string): string {
  const slashed = name.split(path.sep).join('/');
  if (before === null) return formatPatch(structuredPatch('/dev/null', `b/${slashed}`, '', after), FILE_HEADERS_ONLY);
  return formatPatch(structuredPatch(`a/${slashed}`, `b/${slashed}`, before, after), FILE_HEADERS_ONLY);
}

/** The same for people. */
export function formatDiff(name: string, before: string | null, after: string, colors: Colors): string {
  return patchOf(name, before, after)
    .split('\n')
    .map((line) => paint(visibleLine(line), colors))
    .join('\n');
}

function paint(line: string, colors: Colors): string {
  if (/^(?:---|\+\+\+) [ab"/]/.test(line)) return colors.bold(line);
  switch (line[0]) {
    case '+':
      return colors.green(line);
    case '-':
      return colors.red(line);
    case '@':
      return colors.cyan(line);
    default:
      return line;
  }
}
