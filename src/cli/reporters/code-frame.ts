/** An excerpt of a file with several marked places, each with its label below it. */
import { highlight } from '@babel/code-frame';
import type { Colors } from 'picocolors/types.js';
import { visible } from '../visible.js';
import type { Place } from './witness.js';

export interface Mark extends Place {
  readonly text: string;
  readonly kind: 'origin' | 'step' | 'exit';
}

const TAB = '  ';
/** Gaps of up to this many unmarked lines are printed, longer ones elided. */
const SMALL_GAP = 1;
/** Columns kept before the first mark of a line that is too long. */
const LEAD = 20;

/** Draws the lines of `text` that `marks` are on, in the order of the file and cut to `width` columns. */
export function drawCodeFrame(text: string, marks: readonly Mark[], width: number, colors: Colors): string {
  const source = text.split(/\r\n|[\n\r\u2028\u2029]/);
  const marked = [...new Set(marks.map((mark) => mark.line))].sort((a, b) => a - b);
  const gutter = String(marked.at(-1) ?? 0).length;
  const bar = colors.dim('│');
  const rows: string[] = [];
  let previous = marked[0] ?? 1;

  for (const line of marked) {
    if (line - previous - 1 > SMALL_GAP) rows.push(colors.dim(`${' '.repeat(gutter)} ⋮`));
    else for (let gap = previous + 1; gap < line; gap++) rows.push(codeRow(gap, 0));
    const own = marks.filter((mark) => mark.line === line);
    const content = source[line - 1] ?? '';
    const cut = cutBefore(content, own);
    rows.push(codeRow(line, cut));
    for (const mark of own) rows.push(`${' '.repeat(gutter)} ${bar} ${underline(mark, content, cut)}`);
    previous = line;
  }
  return rows.join('\n');

  function codeRow(line: number, cut: number): string {
    const room = Math.max(width - gutter - 4, LEAD * 2);
    const content = (source[line - 1] ?? '').slice(cut);
    const expanded = shownCode((cut > 0 ? '…' : '') + content);
    const shown = expanded.length > room ? `${expanded.slice(0, room - 1)}…` : expanded;
    return `${colors.dim(String(line).padStart(gutter))} ${bar} ${colors.isColorSupported ? highlight(shown) : shown}`.trimEnd();
  }

  function underline(mark: Mark, content: string, cut: number): string {
    const room = Math.max(width - gutter - 4, LEAD * 2);
    const start = shownCode((cut > 0 ? '…' : '') + content.slice(cut, mark.column - 1)).length;
    const end = mark.endLine === mark.line ? mark.endColumn - 1 : content.length;
    const length = Math.min(
      Math.max(shownCode(content.slice(mark.column - 1, end)).length, 1),
      Math.max(room - start, 1),
    );
    const paint = mark.kind === 'origin' ? colors.cyan : mark.kind === 'exit' ? colors.red : colors.yellow;
    return ' '.repeat(start) + paint(`${(mark.kind === 'step' ? '─' : '^').repeat(length)} ${visible(mark.text)}`);
  }

  function cutBefore(content: string, own: readonly Mark[]): number {
    const first = Math.min(...own.map((mark) => mark.column - 1));
    const last = Math.max(...own.map((mark) => mark.column - 1));
    return shownCode(content.slice(0, last)).length + LEAD > width ? Math.max(first - LEAD, 0) : 0;
  }
}

function shownCode(text: string): string {
  return visible(text.replaceAll('\t', TAB));
}
