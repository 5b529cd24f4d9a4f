/** From a stack to the code: the place where something was acquired, the lines around it, and the command that explains it. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { orElse } from './contain.js';
import { printable } from './url.js';

export interface Place {
  /** Absolute. */
  readonly file: string;
  /** From 1, as in a stack. */
  readonly line: number;
  readonly column: number;
}

const FRAME = /(?:^at (?:async )?|\()(?<file>(?:file:\/\/)?(?:\/|[a-z]:[\\/]).*?):(?<line>\d+):(?<column>\d+)\)?$/i;
/** The largest file that is read, in bytes. */
const LARGEST = 2 << 20;
const AROUND = 2;
const WIDEST = 120;

/** The place of the innermost frame; undefined if that is not a file. */
export function placeOf([innermost = '']: readonly string[]): Place | undefined {
  const { file = '', line, column } = FRAME.exec(innermost)?.groups ?? {};
  if (file === '') return undefined;
  return orElse(
    () => ({
      file: file.startsWith('file:') ? fileURLToPath(file) : path.normalize(file),
      line: Number(line),
      column: Number(column),
    }),
    undefined,
  );
}

/** The lines around a place, with their numbers, the place marked; none if the file cannot be read. */
export function linesAround({ file, line, column }: Place): string[] {
  const lines = orElse(() => {
    const stats = statSync(file);
    return stats.isFile() && stats.size <= LARGEST ? readFileSync(file, 'utf8').split(/\r?\n/) : [];
  }, []);
  if (line > lines.length) return [];
  const first = Math.max(1, line - AROUND);
  const width = String(line + AROUND).length;
  return lines.slice(first - 1, line + AROUND).flatMap((text, index) => {
    const at = first + index;
    const start = `${at === line ? '>' : ' '} ${String(at).padStart(width)} | `;
    // A tab is one column of a stack.
    const shown = `${start}${printable(text.replaceAll('\t', ' ').slice(0, WIDEST))}`.trimEnd();
    return at === line && column <= WIDEST
      ? [shown, `  ${' '.repeat(width)} | ${' '.repeat(Math.max(0, column - 1))}^`]
      : [shown];
  });
}

/** The command that shows why the rules report the place, or do not. */
export function explainCommand({ file, line }: Place): string {
  const from = orElse(() => path.relative(process.cwd(), file), file);
  const name = printable(from.startsWith('..') || from === '' ? file : from);
  const argument = `${name}:${line}`;
  return `npx http-leak explain ${/^[\w./\\:@+-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", String.raw`'\''`)}'`}`;
}
