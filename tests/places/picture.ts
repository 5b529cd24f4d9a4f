/** Draws what an editor shows of a file before and after a quick fix, from what the language server answered. */
import { parse } from '@typescript-eslint/parser';
import type { Squiggle } from './language-server.js';

export interface Picture {
  readonly file: string;
  /** Shown from the first of these lines to the last, 1-based, in `before`. */
  readonly lines: readonly [number, number];
  readonly before: string;
  readonly squiggle: Squiggle;
  /** The title of the quick fix. */
  readonly action: string;
  readonly after: string;
}

const WIDTH = 860;
const LINE = 22;
const CHARACTER = 8.1;
const GUTTER = 56;
const MESSAGE_CHARACTERS = 108;
const MONO = `ui-monospace, SFMono-Regular, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace`;
const SANS = `system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, 'DejaVu Sans', sans-serif`;
const COLOURS = {
  background: '#1f2430',
  bar: '#171b24',
  rule: '#2f3646',
  text: '#d5dae5',
  faint: '#6c7689',
  comment: '#7f8aa0',
  keyword: '#c99bf2',
  string: '#a5d6a0',
  number: '#f2ae72',
  call: '#7cb7ff',
  type: '#6fd3cf',
  error: '#f4606c',
  errorBackground: '#2f222d',
  hint: '#f5cf62',
  added: '#57c785',
  addedBackground: '#203a33',
};

/** @returns an SVG document; the same for the same picture */
export function draw({ file, lines: [first, last], before, squiggle, action, after }: Picture): string {
  const drawing: string[] = [];
  let y = 0;
  const add = (...elements: string[]): void => void drawing.push(...elements);

  const heading = (title: string, note: string, colour: string): void => {
    add(
      rect(0, y, WIDTH, 36, COLOURS.bar),
      text(20, y + 23, title, COLOURS.text, SANS, 13),
      text(WIDTH - 20, y + 23, note, colour, SANS, 13, 'end'),
    );
    y += 48;
  };
  const codeLine = (number: number, tokens: readonly Token[], colour: string): void => {
    add(text(GUTTER - 20, y + 15, String(number), colour, MONO, 12.5, 'end'));
    for (const { column, content, kind } of tokens)
      add(
        text(
          GUTTER + column * CHARACTER,
          y + 15,
          content,
          COLOURS[kind],
          MONO,
          13.5,
          'start',
          content.length * CHARACTER,
        ),
      );
    y += LINE;
  };

  heading(file, '1 problem', COLOURS.error);
  for (const { number, tokens } of highlighted(before).slice(first - 1, last)) {
    codeLine(number, tokens, COLOURS.faint);
    if (number !== squiggle.range.start.line + 1) continue;
    const { start, end } = squiggle.range;
    add(wave(GUTTER + start.character * CHARACTER, GUTTER + end.character * CHARACTER, y - 3));
    const message = wrapped(squiggle.message);
    const height = 20 * message.length + 48;
    y += 6;
    add(rect(0, y, WIDTH, height, COLOURS.errorBackground), rect(0, y, 3, height, COLOURS.error));
    message.forEach((line, index) => add(text(GUTTER, y + 22 + 20 * index, line, COLOURS.text, SANS, 13)));
    add(text(WIDTH - 20, y + height - 17, `${squiggle.source}(${squiggle.code})`, COLOURS.faint, SANS, 12, 'end'));
    add(bulb(GUTTER + 7, y + height - 22), text(GUTTER + 24, y + height - 17, action, COLOURS.hint, SANS, 13));
    y += height + 8;
  }

  y += 10;
  heading('after the quick fix', 'no problems', COLOURS.added);
  const added = addedLines(before, after);
  for (const { number, tokens } of highlighted(after).slice(first - 1, last + added.size)) {
    if (added.has(number))
      add(rect(0, y - 1, WIDTH, LINE, COLOURS.addedBackground), rect(0, y - 1, 3, LINE, COLOURS.added));
    codeLine(number, tokens, added.has(number) ? COLOURS.added : COLOURS.faint);
  }
  y += 12;

  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${y}" viewBox="0 0 ${WIDTH} ${y}" role="img">`,
    `<title>${escaped(`${file} in an editor: ${squiggle.message}`)}</title>`,
    `<clipPath id="window"><rect width="${WIDTH}" height="${y}" rx="8"/></clipPath>`,
    '<g clip-path="url(#window)">',
    rect(0, 0, WIDTH, y, COLOURS.background),
    ...drawing,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

type TokenKind = 'text' | 'comment' | 'keyword' | 'string' | 'number' | 'call' | 'type';

interface Token {
  readonly column: number;
  readonly content: string;
  readonly kind: TokenKind;
}

/** The lines of a text with their tokens, a comment among them; a token that spans lines is in none of them. */
function highlighted(code: string): { number: number; tokens: Token[] }[] {
  const { tokens = [], comments = [] } = parse(code, { range: true, loc: true, tokens: true, comment: true });
  const all = [...tokens, ...comments].filter(({ loc }) => loc.start.line === loc.end.line);
  return code.split('\n').map((line, index) => ({
    number: index + 1,
    tokens: all
      .filter(({ loc }) => loc.start.line === index + 1)
      .map(({ type, loc }) => {
        const content = line.slice(loc.start.column, loc.end.column);
        return { column: loc.start.column, content, kind: kindOf(type, content, line.slice(loc.end.column)) };
      }),
  }));
}

function kindOf(type: string, content: string, following: string): TokenKind {
  if (type === 'Block' || type === 'Line') return 'comment';
  if (type === 'String' || type === 'Template') return 'string';
  if (type === 'Numeric') return 'number';
  if (type === 'Keyword' || /^(?:async|await|as)$/.test(content)) return 'keyword';
  if (type !== 'Identifier') return 'text';
  if (/^[A-Z][a-z]/.test(content)) return 'type';
  return following.startsWith('(') ? 'call' : 'text';
}

/** The lines, 1-based, of `after` that stand between what both texts begin and end with. */
function addedLines(before: string, after: string): Set<number> {
  const [old, changed] = [before.split('\n'), after.split('\n')];
  const start = changed.findIndex((line, index) => line !== old[index]);
  return new Set(Array.from({ length: changed.length - old.length }, (_, index) => start + index + 1));
}

function wrapped(message: string): string[] {
  return message.match(new RegExp(`.{1,${MESSAGE_CHARACTERS}}(?:\\s|$)`, 'g')) ?? [];
}

function rect(x: number, y: number, width: number, height: number, fill: string): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}"/>`;
}

/** `width` makes every font as wide as the picture needs it. */
function text(
  x: number,
  y: number,
  content: string,
  fill: string,
  font: string,
  size: number,
  anchor: 'start' | 'end' = 'start',
  width?: number,
): string {
  const length = width === undefined ? '' : ` textLength="${rounded(width)}" lengthAdjust="spacingAndGlyphs"`;
  return `<text x="${rounded(x)}" y="${rounded(y)}" fill="${fill}" font-family="${font}" font-size="${size}" text-anchor="${anchor}"${length} xml:space="preserve">${escaped(content.trimEnd())}</text>`;
}

function wave(from: number, to: number, y: number): string {
  const waves = Math.floor((to - from) / 6);
  return `<path d="M${rounded(from)} ${y} ${'q1.5 -3 3 0 t3 0 '.repeat(waves).trim()}" fill="none" stroke="${COLOURS.error}" stroke-width="1.4"/>`;
}

function bulb(x: number, y: number): string {
  return `<g fill="${COLOURS.hint}"><circle cx="${x}" cy="${y - 2}" r="5"/><rect x="${x - 2.5}" y="${y + 3}" width="5" height="4" rx="1"/></g>`;
}

function rounded(number: number): number {
  return Math.round(number * 10) / 10;
}

function escaped(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
