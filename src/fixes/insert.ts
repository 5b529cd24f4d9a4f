/** Where and how statements are written: before a statement, at the end of a block, into an arrow function. */
import type { TSESTree } from '@typescript-eslint/utils';
import { isSpokenAbout } from './directives.js';
import type { Edit } from './edits.js';
import type { FixContext } from './fix-context.js';

const LISTS = new Set(['BlockStatement', 'Program', 'StaticBlock', 'SwitchCase', 'TSModuleBlock']);

/** Whether the statement stands in a list of statements, and not alone under an `if` or a loop. */
export const isListed = (statement: TSESTree.Node): boolean => LISTS.has(statement.parent?.type ?? '');

/** Writes lines before a statement, with braces around both where it stands alone. */
export function insertBefore(site: FixContext, statement: TSESTree.Node, lines: readonly string[]): Edit[] {
  const { layout } = site;
  const [start] = statement.range;
  if (isListed(statement)) {
    const at = leadingStart(site, statement);
    const indent = layout.indentAt(at);
    const text = layout.startsLine(at)
      ? ended(site, lines, start)
          .map((line) => `${line}${layout.newline}${indent}`)
          .join('')
      : `${inOneLine(lines)} `;
    return [{ range: [at, at], text }];
  }
  if (isSpokenAbout(site.unit, start)) return inBraces(site, statement, lines);
  const base = layout.indentAt(statement.parent!.range[0]);
  const inner = base + layout.step;
  const opening = openingBefore(site, start);
  const gap = site.hasComment([opening, start]) ? -1 : opening;
  const written = lines.map((line) => `${inner}${line}${layout.newline}`).join('');
  return [
    ...(gap < 0
      ? [
          { range: [opening, opening] as const, text: ' {' },
          {
            range: [start, start] as const,
            text: `${layout.startsLine(start) ? '' : layout.newline + inner}${written.trimStart()}${inner}`,
          },
        ]
      : [{ range: [gap, start] as const, text: ` {${layout.newline}${written}${inner}` }]),
    ...(layout.startsLine(start) ? [] : shifted(site, statement.range)),
    closing(site, statement, `${layout.newline}${base}}`),
  ];
}

/** `if (a) { release(); return; }`: on one line, which a comment above or behind it speaks about. */
function inBraces({ unit }: FixContext, { range: [start, end] }: TSESTree.Node, lines: readonly string[]): Edit[] {
  const stop = /[;}]$/.test(unit.text.slice(start, end)) ? '' : ';';
  return [
    { range: [start, start], text: `{ ${inOneLine(lines)} ` },
    { range: [end, end], text: `${stop} }` },
  ];
}

/** Where a statement begins together with the comments right above it, which speak about it. */
function leadingStart({ unit, layout }: FixContext, { range: [start], parent }: TSESTree.Node): number {
  let at = start;
  const comments = unit.ast.comments ?? [];
  for (let index = comments.findLastIndex(({ range }) => range[1] <= start); index >= 0; index -= 1) {
    const { range } = comments[index]!;
    const isBeside = /^[ \t]*(?:\r?\n[ \t]*)?$/.test(unit.text.slice(range[1], at));
    if (!isBeside || !layout.startsLine(range[0]) || (parent && range[0] < parent.range[0])) break;
    at = range[0];
  }
  return at;
}

/** The brace behind a statement; an `else` that follows it moves up beside it. */
function closing(site: FixContext, { parent, range: [, end] }: TSESTree.Node, brace: string): Edit {
  const at = endOfLineComment(site, end);
  const gap =
    parent?.type === 'IfStatement' && parent.alternate && parent.consequent.range[1] === end
      ? /^\s*(?=else\b)/.exec(site.unit.text.slice(at))
      : null;
  return { range: [at, at + (gap?.[0].length ?? 0)], text: gap ? `${brace} ` : brace };
}

/** Writes lines after a statement of a list. */
export function insertAfter(site: FixContext, statement: TSESTree.Node, lines: readonly string[]): Edit[] {
  const { layout } = site;
  const [start, end] = statement.range;
  const indent = layout.indentAt(start);
  const at = endOfLineComment(site, end);
  const isFollowed = /^[ \t]*[^\s}/]/.test(site.unit.text.slice(at, at + 200));
  return [
    {
      range: [at, at],
      text:
        layout.startsLine(start) && !isFollowed
          ? ended(site, lines, at)
              .map((line) => (line === '' ? layout.newline : `${layout.newline}${indent}${line}`))
              .join('')
          : `${stop(site, statement)} ${inOneLine(lines)}`,
    },
  ];
}

/** Lines that what follows at `next` does not go on: in a file without semicolons a bracket would. */
function ended({ unit, layout }: FixContext, lines: readonly string[], next: number): readonly string[] {
  const last = lines.at(-1);
  if (
    last === undefined ||
    layout.semicolon !== '' ||
    /[;{}]$/.test(last) ||
    last === '' ||
    !/^\s*[[(`+\-/*]/.test(unit.text.slice(next, next + 1000))
  )
    return lines;
  return [...lines.slice(0, -1), `${last};`];
}

/** Writes lines at the end of a block, or of the file. */
export function insertAtEnd(
  site: FixContext,
  block: TSESTree.BlockStatement | TSESTree.StaticBlock | TSESTree.Program,
  lines: readonly string[],
): Edit[] {
  const { layout } = site;
  const last = block.body.at(-1);
  if (block.type === 'Program') return last ? insertAfter(site, last, lines) : [];
  const brace = block.range[1] - 1;
  if (!layout.startsLine(brace)) {
    const from = last ? last.range[1] : block.range[0] + 1;
    return [{ range: [from, from], text: `${last ? stop(site, last) : ''} ${inOneLine(lines)}` }];
  }
  const line = brace - layout.indentAt(brace).length;
  const indent =
    last && layout.startsLine(last.range[0]) ? layout.indentAt(last.range[0]) : layout.indentAt(brace) + layout.step;
  return [{ range: [line, line], text: lines.map((one) => `${indent}${one}${layout.newline}`).join('') }];
}

/** Writes lines at the beginning of a block, under its directives. */
export function insertAtStart(site: FixContext, block: TSESTree.BlockStatement, lines: readonly string[]): Edit[] {
  const first = block.body.find(
    (statement) => statement.type !== 'ExpressionStatement' || statement.directive === undefined,
  );
  if (first) return insertBefore(site, first, lines);
  const { layout } = site;
  const at = block.range[0] + 1;
  const indent = layout.indentAt(block.range[0]);
  return [
    {
      range: [at, block.range[1] - 1],
      text: `${lines.map((line) => `${layout.newline}${indent}${layout.step}${line}`).join('')}${layout.newline}${indent}`,
    },
  ];
}

/** Puts statements of a list into a block: `head` goes before them and `tail` behind. */
export function wrap(
  site: FixContext,
  statements: readonly TSESTree.Node[],
  head: string,
  tail: readonly string[],
): Edit[] {
  const { layout } = site;
  const start = leadingStart(site, statements[0]!);
  const last = statements.at(-1)!;
  const base = layout.indentAt(start);
  const end = endOfLineComment(site, last.range[1]);
  return [
    { range: [start, start], text: `${head}${layout.newline}${base}${layout.step}` },
    ...shifted(site, [start, end]),
    { range: [end, end], text: tail.map((line) => `${layout.newline}${base}${line}`).join('') },
  ];
}

/** The expression body of an arrow function as it is written, parentheses and comments included. */
export function bodyRange(site: FixContext, arrow: TSESTree.ArrowFunctionExpression): readonly [number, number] {
  const { text } = site.unit;
  let from = text.lastIndexOf('=>', arrow.body.range[0]);
  while (from > 0 && site.hasComment([from - 1, arrow.body.range[0]]) && isInComment(site, from))
    from = text.lastIndexOf('=>', from - 1);
  const start = from + 2 + /^\s*/.exec(text.slice(from + 2))![0].length;
  return [start, arrow.range[1]];
}

/** Turns the expression body of an arrow function into a block with these lines; without any, the body must be among them. */
export function blockForBody(
  site: FixContext,
  arrow: TSESTree.ArrowFunctionExpression,
  lines: readonly string[],
): Edit[] {
  const { layout } = site;
  const base = layout.indentAt(arrow.range[0]);
  return [
    {
      range: bodyRange(site, arrow),
      text: `{${lines.map((line) => `${layout.newline}${base}${layout.step}${line}`).join('')}${layout.newline}${base}}`,
    },
  ];
}

/** The expression of an arrow's body as a line of its block: one object in parentheses needs them no more. */
export function bodyText(site: FixContext, arrow: TSESTree.ArrowFunctionExpression): string {
  const range = bodyRange(site, arrow);
  const isBare =
    arrow.body.type === 'ObjectExpression' &&
    !site.hasComment([range[0], arrow.body.range[0]]) &&
    !site.hasComment([arrow.body.range[1], range[1]]);
  return site.layout.indented(isBare ? arrow.body.range : range, site.layout.step);
}

/**
 * `return …` for the expression of an arrow's body. A comment in front that ends its line would end the statement too, so parentheses go around both.
 *
 * @param text the expression with the comments in front of it
 */
export function returned(
  site: FixContext,
  arrow: TSESTree.ArrowFunctionExpression,
  text = bodyText(site, arrow),
): string {
  const { layout } = site;
  const [start] = bodyRange(site, arrow);
  const before = [start, arrow.body.range[0]] as const;
  if (!site.hasComment(before) || !site.unit.text.slice(...before).includes('\n'))
    return `return ${text}${layout.semicolon}`;
  const indent = layout.indentAt(arrow.range[0]) + layout.step;
  return `return (${layout.newline}${indent}${layout.step}${text}${layout.newline}${indent})${layout.semicolon}`;
}

/** What a statement lacks before another one on its line. */
const stop = (site: FixContext, statement: TSESTree.Node): string => (/[;}]$/.test(site.text(statement)) ? '' : ';');

/** Lines as a single one that another statement may follow. */
function inOneLine(lines: readonly string[]): string {
  const written = lines.filter((line) => line !== '').map((line) => line.trim());
  return written
    .map((line, index) => (/[;{}]$/.test(line) || written[index + 1]?.startsWith('}') ? line : `${line};`))
    .join(' ');
}

/** Where a brace may open: behind the last character before `start` that is neither white space nor a comment. */
function openingBefore(site: FixContext, start: number): number {
  let at = start;
  for (;;) {
    const trimmed = site.unit.text.slice(0, at).trimEnd().length;
    const comment = (site.unit.ast.comments ?? []).find((one) => one.range[1] === trimmed);
    if (!comment) return trimmed;
    at = comment.range[0];
  }
}

function isInComment(site: FixContext, offset: number): boolean {
  return (site.unit.ast.comments ?? []).some((comment) => comment.range[0] <= offset && offset < comment.range[1]);
}

/** The end of a line comment that follows on the same line, or `end`. */
function endOfLineComment(site: FixContext, end: number): number {
  const comment = (site.unit.ast.comments ?? []).find(
    (one) => one.range[0] >= end && /^[ \t]*$/.test(site.unit.text.slice(end, one.range[0])),
  );
  return comment?.type === 'Line' ? comment.range[1] : end;
}

/** One more step of indentation for every further line of a range. */
function shifted(site: FixContext, range: readonly [number, number]): Edit[] {
  const { layout, unit } = site;
  const plain = unit.text.slice(...range).split('\n');
  const moved = layout.indented(range, layout.step).split('\n');
  const edits: Edit[] = [];
  let [at] = range;
  for (const [index, line] of plain.entries()) {
    if (index > 0 && moved[index] !== line) edits.push({ range: [at, at], text: layout.step });
    at += line.length + 1;
  }
  return edits;
}

/** The range of an expression with the parentheses around it, where they are there for it alone. */
export function withParentheses({ unit }: FixContext, { range, parent }: TSESTree.Node): readonly [number, number] {
  const isCallArgument =
    (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') &&
    parent.callee.range[0] !== range[0] &&
    parent.arguments.some((one) => one.range[0] === range[0]);
  const opening = unit.text.slice(0, range[0]).trimEnd().length - 1;
  const after = /^\s*\)/.exec(unit.text.slice(range[1]));
  const isTest = parent !== undefined && /^(?:If|Switch|ForOf)Statement$/.test(parent.type);
  return unit.text[opening] === '(' && after && !isCallArgument && !isTest
    ? [opening, range[1] + after[0].length]
    : range;
}
