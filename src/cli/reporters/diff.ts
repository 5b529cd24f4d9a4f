/** The difference between two texts as `git apply` reads it, coloured where wanted. */
import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';
import path from 'node:path';
import type { Colors } from 'picocolors/types.js';

/** Formats what changes in a file; `name` is its path as a person types it. */
export function formatDiff(name: string, before: string, after: string, colors: Colors): string {
  const slashed = name.split(path.sep).join('/');
  const patch = formatPatch(structuredPatch(`a/${slashed}`, `b/${slashed}`, before, after), FILE_HEADERS_ONLY);
  return patch.split('\n').map((line) => paint(line, colors)).join('\n');
}

function paint(line: string, colors: Colors): string {
  if (/^(?:---|\+\+\+) [ab"]/.test(line)) return colors.bold(line);
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
