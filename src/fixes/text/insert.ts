/** Where and how statements are written: before a statement, at the end of a block, into an arrow function. */
import type { TSESTree } from '@typescript-eslint/utils';
import { isSpokenAbout } from './directives.js';
import type { Edit } from './edits.js';
import type { FixContext } from '../fix-context.js';
import { isComment } from '../../syntax/tokens.js';
import { inOneLine, linesOf, type Block, type Statement } from './print.js';

type Range = readonly [number, number];

const LISTS: ReadonlySet<string> = new Set(['BlockStatement', 'Program', 'StaticBlock', 'SwitchCase', 'TSModuleBlock']);

/** What goes on with the line above it, where no semicolon ends that. */
const CONTINUING: ReadonlySet<string> = new Set(['[', '(', '`', '+', '-', '/', '*']);

/** Statements that a brace at their end does not end: `run = () => {}`. */
const OPEN_ENDED: ReadonlySet<string> = new Set([
  'ExpressionStatement',
  'ReturnStatement',
  'ThrowStatement',
  'VariableDeclaration',
]);

/** Nodes whose own parentheses stand around what they ask for. */
const HEADED: ReadonlySet<string> = new Set([
  'IfStatement',
  'SwitchStatement',
  'WhileStatement',
  'DoWhileStatement',
  'ForOfStatement',
]);

/** Whether the statement stands in a list of statements, and not alone under an `if` or a loop. */
export const isListed = (statement: TSESTree.Node): boolean => LISTS.has(statement.parent?.type ?? '');

/** Writes statements before another one, with braces around both where it stands alone. */
export function insertBefore(site: FixContext, statement: TSESTree.Node, written: readonly Statement[]): Edit[] {
  const { layout } = site;
  const [start] = statement.range;
  if (isListed(statement)) {
    const clause = isBesideLabel(site, statement) ? inClause(site, statement, written) : null;
    if (clause) return clause;
    const at = leadingStart(site, statement);
    const indent = layout.indentAt(at);
    const text = layout.startsLine(at)
      ? endedLines(site, written, start)
          .map((line) => `${line}${layout.newline}${indent}`)
          .join('')
      : `${inOneLine(written, layout)} `;
    return [{ range: [at, at], text }];
  }
  return isSpokenAbout(site, start) ? inBraces(site, statement, written) : inBlock(site, statement, written);
}

/** `case 404: return null;`: the first statement of a clause, on the line of its label, of which no comment speaks. */
function isBesideLabel(site: FixContext, { parent, range: [start] }: TSESTree.Node): boolean {
  if (parent?.type !== 'SwitchCase' || parent.consequent[0]?.range[0] !== start) return false;
  const label = site.tokens.before(start)!.range[1];
  return (
    site.layout.startsLine(parent.range[0]) &&
    site.layout.isOneLine(label, start) &&
    !site.hasComment([label, start]) &&
    !isSpokenAbout(site, start)
  );
}

/** The same on lines of their own, below the label. */
function inClause(site: FixContext, { range, parent }: TSESTree.Node, written: readonly Statement[]): Edit[] {
  const { layout, tokens } = site;
  const inner = layout.newline + layout.indentAt(parent!.range[0]) + layout.step;
  const lines = endedLines(site, written, range[0]).map((line) => inner + line);
  return [
    { range: [tokens.before(range[0])!.range[1], range[0]], text: lines.join('') + inner },
    ...layout.shifted(range),
  ];
}

/** `if (a) { release(); return; }`: on one line, which a comment above or after it is about. */
function inBraces(site: FixContext, statement: TSESTree.Node, written: readonly Statement[]): Edit[] {
  const [start] = statement.range;
  const end = endOf(site, statement);
  return [
    { range: [start, start], text: `{ ${inOneLine(written, site.layout)} ` },
    { range: [end, end], text: `${stop(site, statement)} }` },
  ];
}

/** The same on several lines; what stands between the head and the statement stays there. */
function inBlock(site: FixContext, statement: TSESTree.Node, written: readonly Statement[]): Edit[] {
  const { layout, tokens } = site;
  const { newline } = layout;
  const [start] = statement.range;
  const base = layout.indentAt(statement.parent!.range[0]);
  const inner = base + layout.step;
  const opening = tokens.before(start)?.range[1] ?? start;
  const lines = linesOf(written, layout).join(newline + inner) + newline + inner;
  const isOnOwnLine = layout.startsLine(start);
  const opened: Edit[] = site.hasComment([opening, start])
    ? [
        { range: [opening, opening], text: ' {' },
        isOnOwnLine
          ? { range: [start, start], text: lines }
          : { range: [tokens.pieceBefore(start)!.range[1], start], text: newline + inner + lines },
      ]
    : [{ range: [opening, start], text: ` {${newline}${inner}${lines}` }];
  return [
    ...opened,
    ...(isOnOwnLine ? [] : layout.shifted([start, endOf(site, statement)])),
    closing(site, statement, `${newline}${base}}`),
  ];
}

/** Where a statement begins together with the comments right above it, which is about it. */
function leadingStart({ tokens, layout }: FixContext, { range: [start], parent }: TSESTree.Node): number {
  const from = Math.max(tokens.before(start)?.range[1] ?? 0, parent?.range[0] ?? 0);
  let at = start;
  for (const { range } of tokens.commentsWithin([from, start]).toReversed()) {
    const isBeside = layout.isOneLine(range[1], at) || layout.isOneLine(layout.nextLine(range[1]), at);
    if (!isBeside || !layout.startsLine(range[0])) break;
    at = range[0];
  }
  return at;
}

/** The brace after a statement; an `else` that follows it moves up beside it. */
function closing(site: FixContext, statement: TSESTree.Node, brace: string): Edit {
  const { parent } = statement;
  const [, end] = statement.range;
  const at = endWithComments(site, endOf(site, statement));
  const isBeforeElse = parent?.type === 'IfStatement' && parent.alternate && parent.consequent.range[1] === end;
  const next = isBeforeElse ? site.tokens.pieceAfter(at) : null;
  return next?.value === 'else' ? { range: [at, next.range[0]], text: `${brace} ` } : { range: [at, at], text: brace };
}

/** Writes statements after one of a list. */
export function insertAfter(site: FixContext, statement: TSESTree.Node, written: readonly Statement[]): Edit[] {
  const { layout, tokens } = site;
  const [start] = statement.range;
  const end = endOf(site, statement);
  const at = layout.startsLine(start) ? endWithComments(site, end) : end;
  const next = tokens.pieceAfter(at);
  const isFollowed = next !== null && next.value !== '}' && !isComment(next) && layout.isOneLine(at, next.range[0]);
  if (!layout.startsLine(start) || isFollowed)
    return [{ range: [end, end], text: `${stop(site, statement)} ${inOneLine(written, layout)}` }];
  const indent = layout.indentAt(start);
  const lines = endedLines(site, written, at).map((line) => layout.newline + (line === '' ? '' : indent + line));
  return [{ range: [at, at], text: lines.join('') }];
}

/** Lines that what follows at `next` does not go on: in a file without semicolons a bracket would. */
function endedLines({ tokens, layout }: FixContext, written: readonly Statement[], next: number): readonly string[] {
  const lines = linesOf(written, layout);
  const last = written.at(-1);
  const isOpen = layout.semicolon === '' && typeof last === 'string' && last !== '';
  return isOpen && CONTINUING.has(tokens.after(next)?.value.charAt(0) ?? '')
    ? [...lines.slice(0, -1), `${lines.at(-1)!};`]
    : lines;
}

/** Writes statements at the end of a block, or of the file. */
export function insertAtEnd(
  site: FixContext,
  block: TSESTree.BlockStatement | TSESTree.StaticBlock | TSESTree.Program,
  written: readonly Statement[],
): Edit[] {
  const { layout, tokens } = site;
  const last = block.body.at(-1);
  if (block.type === 'Program') return last ? insertAfter(site, last, written) : [];
  const brace = block.range[1] - 1;
  if (!layout.startsLine(brace)) {
    const at = tokens.pieceBefore(brace)!.range[1];
    const missing = last ? stop(site, last) : '';
    const text = ` ${inOneLine(written, layout)}`;
    if (missing === '' || last?.range[1] === at) return [{ range: [at, at], text: missing + text }];
    const end = last!.range[1];
    return [
      { range: [end, end], text: missing },
      { range: [at, at], text },
    ];
  }
  const line = brace - layout.indentAt(brace).length;
  const indent =
    last && layout.startsLine(last.range[0]) ? layout.indentAt(last.range[0]) : layout.indentAt(brace) + layout.step;
  const lines = linesOf(written, layout).map((one) => `${indent}${one}${layout.newline}`);
  return [{ range: [line, line], text: lines.join('') }];
}

/** Writes statements at the beginning of a block, under its directives. */
export function insertAtStart(site: FixContext, block: TSESTree.BlockStatement, written: readonly Statement[]): Edit[] {
  const first = block.body.find(
    (statement) => statement.type !== 'ExpressionStatement' || statement.directive === undefined,
  );
  if (first) return insertBefore(site, first, written);
  const inside = [block.range[0] + 1, block.range[1] - 1] as const;
  return block.body.length > 0 || site.hasComment(inside)
    ? insertAtEnd(site, block, written)
    : [{ range: inside, text: insideBlock(site, block.range[0], written) }];
}

/** `{ … }` on several lines, which begin as the line of `offset` does. */
export const blockText = (site: FixContext, offset: number, written: readonly Statement[]): string =>
  `{${insideBlock(site, offset, written)}}`;

function insideBlock({ layout }: FixContext, offset: number, written: readonly Statement[]): string {
  const base = layout.newline + layout.indentAt(offset);
  const lines = linesOf(written, layout).map((line) => base + layout.step + line);
  return lines.join('') + base;
}

/**
 * Puts statements of a list into a block with a head, and another block after it.
 *
 * @param before what is written before both
 */
export function wrap(
  site: FixContext,
  statements: readonly TSESTree.Node[],
  head: string,
  tail: Block,
  before: readonly Statement[] = [],
): Edit[] {
  const { layout } = site;
  const start = leadingStart(site, statements[0]!);
  const end = endWithComments(site, endOf(site, statements.at(-1)!));
  const base = layout.newline + layout.indentAt(start);
  const opened = linesOf(before, layout).map((line) => line + base);
  const closed = linesOf([[tail]], layout).map((line, index) => base + (index === 0 ? '} ' : '') + line);
  return [
    { range: [start, start], text: `${opened.join('')}${head} {${base}${layout.step}`, isMove: true },
    ...layout.shifted([start, end]),
    { range: [end, end], text: closed.join('') },
    ...claimed(statements),
  ];
}

/** Declarations in a new block are out of scope after it: no other fix writes up to the end of the list in the same round. */
function claimed(statements: readonly TSESTree.Node[]): Edit[] {
  const list = statements[0]!.parent!;
  if (list.type !== 'BlockStatement' || !statements.some(({ type }) => type.endsWith('Declaration'))) return [];
  const close = list.range[1] - 1;
  return [{ range: [close, close], text: '' }];
}

/** The expression body of an arrow function as it is written, parentheses and comments included. */
export function bodyRange({ tokens }: FixContext, { body, range }: TSESTree.ArrowFunctionExpression): Range {
  let arrow = tokens.before(body.range[0])!;
  while (arrow.value !== '=>') arrow = tokens.before(arrow.range[0])!;
  return [tokens.pieceAfter(arrow.range[1])!.range[0], range[1]];
}

/** Turns the expression body of an arrow function into a block with these statements, among which the body must be. */
export function blockForBody(
  site: FixContext,
  arrow: TSESTree.ArrowFunctionExpression,
  written: readonly Statement[],
): Edit[] {
  const { layout, tokens } = site;
  const [start, end] = bodyRange(site, arrow);
  const block = blockText(site, arrow.range[0], written);
  const head = tokens.pieceBefore(start)!;
  // The brace stands on the line of the arrow; a comment in between keeps its place.
  return layout.startsLine(start) && start === tokens.after(head.range[1])!.range[0]
    ? [{ range: [head.range[1], end], text: ` ${block}` }]
    : [{ range: [start, end], text: block }];
}

/** The expression of an arrow's body as a line of its block: one object in parentheses needs them no more. */
export function bodyText(site: FixContext, arrow: TSESTree.ArrowFunctionExpression): string {
  const range = bodyRange(site, arrow);
  const isBare =
    arrow.body.type === 'ObjectExpression' &&
    !site.hasComment([range[0], arrow.body.range[0]]) &&
    !site.hasComment([arrow.body.range[1], range[1]]);
  const { layout } = site;
  const isDeep = layout.startsLine(range[0]) && layout.indentAt(range[0]) !== layout.indentAt(arrow.range[0]);
  return layout.indented(isBare ? arrow.body.range : range, isDeep ? '' : layout.step);
}

/**
 * `return …` for the expression of an arrow's body. A comment in front that ends its line would end the statement too,
 * so parentheses go around both.
 *
 * @param text the expression with the comments before it
 */
export function returned(
  site: FixContext,
  arrow: TSESTree.ArrowFunctionExpression,
  text = bodyText(site, arrow),
): Statement {
  const { layout } = site;
  const before = [bodyRange(site, arrow)[0], arrow.body.range[0]] as const;
  if (!site.hasComment(before) || layout.isOneLine(...before)) return `return ${text}`;
  const line = layout.newline + layout.indentAt(arrow.range[0]) + layout.step;
  return `return (${line}${layout.step}${text}${line})`;
}

/** The end of a statement, without a semicolon at the start of a line: that semicolon protects the next statement and stays. */
function endOf({ tokens, layout }: FixContext, { range: [start, end] }: TSESTree.Node): number {
  const last = tokens.before(end);
  const isLeading = last?.value === ';' && last.range[0] > start && layout.startsLine(last.range[0]);
  return isLeading ? tokens.before(last.range[0])!.range[1] : end;
}

/** What a statement lacks before another one on its line. */
function stop(site: FixContext, statement: TSESTree.Node): string {
  const last = site.tokens.before(endOf(site, statement))?.value;
  return last === ';' || (last === '}' && !OPEN_ENDED.has(statement.type)) ? '' : ';';
}

/** The range of a statement without the semicolon that ends it. */
export function withoutStop({ tokens }: FixContext, { range }: TSESTree.Node): Range {
  const last = tokens.before(range[1]);
  return last?.value === ';' ? [range[0], last.range[0]] : range;
}

/** The end of the comments after `end` that are the last of its line, or `end`. */
export function endWithComments({ tokens, layout }: FixContext, end: number): number {
  let at = end;
  for (let next = tokens.pieceAfter(at); next && isComment(next); next = tokens.pieceAfter(at)) {
    if (!layout.isOneLine(at, next.range[0])) break;
    [, at] = next.range;
  }
  return layout.endsLine(at) ? at : end;
}

/** The range of an expression with the parentheses around it that are there for it alone; comments in between keep them. */
export function withParentheses(site: FixContext, node: TSESTree.Node): Range {
  const { range, parent } = node;
  const pairs = site.tokens.parenthesesAround(range, parent?.range ?? range);
  const isArgument =
    (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') &&
    parent.arguments.some((one) => one === node);
  const own = isArgument || HEADED.has(parent?.type ?? '') ? pairs.slice(0, -1) : pairs;
  const outer = own.at(-1) ?? range;
  return site.hasComment([outer[0], range[0]]) || site.hasComment([range[1], outer[1]]) ? range : outer;
}
