/** How the code around a place is laid out: line ends, indentation, semicolons, quotes. */
import type { TSESTree } from '@typescript-eslint/utils';
import { childrenOf } from '../../syntax/nodes.js';
import type { Tokens } from '../../syntax/tokens.js';
import type { Unit } from '../../syntax/unit.js';
import { applyEdits, type Edit } from './edits.js';
import type { Style } from './print.js';

/** What a narrower indentation than this counts as none, and what a wider one than the other is no single step. */
const STEPS = { least: 2, most: 8, usual: 2 };

/** Statements that end in a semicolon, or could. */
const ENDED: ReadonlySet<string> = new Set([
  'ExpressionStatement',
  'ReturnStatement',
  'ThrowStatement',
  'VariableDeclaration',
  'ImportDeclaration',
]);
const HEADS: ReadonlySet<string> = new Set(['ForStatement', 'ForInStatement', 'ForOfStatement']);

export class Layout implements Style {
  readonly newline: string;
  readonly step: string;
  readonly semicolon: string;
  /** `'` or `"`, as most strings of the file have it. */
  readonly quote: string;
  readonly #unit: Unit;

  constructor(unit: Unit, tokens: Tokens) {
    this.#unit = unit;
    this.newline = unit.text.includes('\r\n') ? '\r\n' : '\n';
    this.step = this.#stepOf(tokens);
    this.semicolon = this.#count((node) => this.#semicolonOf(node)) >= 0 ? ';' : '';
    this.quote = this.#count((node) => this.#quoteOf(node)) > 0 ? '"' : "'";
  }

  /** The white space that the line of `offset` starts with. */
  indentAt(offset: number): string {
    const start = this.#lineStart(offset);
    return this.#unit.text.slice(start, Math.min(this.#skipBlanks(start), offset));
  }

  /** Where the line of `offset` starts, after its indentation. */
  lineStart(offset: number): number {
    return this.#skipBlanks(this.#lineStart(offset));
  }

  /** Whether nothing but white space stands before `offset` on its line. */
  startsLine(offset: number): boolean {
    return this.lineStart(offset) >= offset;
  }

  /** Whether nothing but white space stands after `offset` on its line. */
  endsLine(offset: number): boolean {
    const { text } = this.#unit;
    const at = this.#skipBlanks(offset);
    return at === text.length || text.startsWith('\n', at) || text.startsWith('\r\n', at);
  }

  /** Whether both offsets stand on one line. */
  isOneLine(from: number, to: number): boolean {
    return !this.#unit.text.slice(from, to).includes('\n');
  }

  /** Where the line of `offset` ends, white space included. */
  lineEnd(offset: number): number {
    const end = this.#unit.text.indexOf('\n', offset);
    return end < 0 ? this.#unit.text.length : end;
  }

  /** Where the line after that of `offset` starts, or the end of the text. */
  nextLine(offset: number): number {
    return Math.min(this.lineEnd(offset) + 1, this.#unit.text.length);
  }

  /** One more step of indentation for every further line of a range that is not empty; lines inside a template literal stay. */
  shifted(range: readonly [number, number], prefix = this.step): Edit[] {
    const { text } = this.#unit;
    const fixed = this.#fixedWithin(range);
    const edits: Edit[] = [];
    for (let at = this.nextLine(range[0]); at < range[1]; at = this.nextLine(at)) {
      const isEmpty = text.startsWith('\n', at) || text.startsWith('\r\n', at);
      if (!isEmpty && !fixed.some(([from, to]) => from < at && at <= to))
        edits.push({ range: [at, at], text: prefix, isMove: true });
    }
    return edits;
  }

  /** The text of a range, so shifted. */
  indented([start, end]: readonly [number, number], prefix: string): string {
    const moved = this.shifted([start, end], prefix).map(({ range: [at], text }): Edit => ({
      range: [at - start, at - start],
      text,
    }));
    return applyEdits(this.#unit.text.slice(start, end), moved);
  }

  #lineStart(offset: number): number {
    return offset === 0 ? 0 : this.#unit.text.lastIndexOf('\n', offset - 1) + 1;
  }

  #skipBlanks(offset: number): number {
    const { text } = this.#unit;
    let at = offset;
    while (text[at] === ' ' || text[at] === '\t') at += 1;
    return at;
  }

  /** What goes over several lines whose white space means something. */
  #fixedWithin([start, end]: readonly [number, number]): (readonly [number, number])[] {
    const { text, ast, visitorKeys } = this.#unit;
    const fixed: (readonly [number, number])[] = [];
    const visit = (node: TSESTree.Node): void => {
      if (node.range[1] <= start || node.range[0] >= end) return;
      if (
        node.type === 'TemplateElement' ||
        node.type === 'JSXText' ||
        (node.type === 'Literal' && text.slice(...node.range).includes('\n'))
      )
        fixed.push(node.range);
      for (const child of childrenOf(node, visitorKeys)) visit(child);
    };
    visit(ast);
    return fixed;
  }

  /** The narrowest indentation of a line that begins with code or with a comment. */
  #stepOf(tokens: Tokens): string {
    const indents = tokens
      .piecesWithin([0, this.#unit.text.length])
      .filter(({ range: [start] }) => this.startsLine(start))
      .map(({ range: [start] }) => this.indentAt(start))
      .filter((indent) => indent !== '');
    if (indents.some((indent) => indent.startsWith('\t'))) return '\t';
    const width = Math.min(...indents.map(({ length }) => length).filter((length) => length >= STEPS.least));
    return ' '.repeat(width > STEPS.most ? STEPS.usual : width);
  }

  /** The sum of what `weigh` says of every node. */
  #count(weigh: (node: TSESTree.Node) => number): number {
    const { ast, visitorKeys } = this.#unit;
    let balance = 0;
    const visit = (node: TSESTree.Node): void => {
      balance += weigh(node);
      for (const child of childrenOf(node, visitorKeys)) visit(child);
    };
    visit(ast);
    return balance;
  }

  #semicolonOf({ type, range: [, end], parent }: TSESTree.Node): number {
    if (!ENDED.has(type) || HEADS.has(parent?.type ?? '')) return 0;
    // A semicolon at the start of a line protects the next statement.
    return this.#unit.text[end - 1] === ';' && !this.startsLine(end - 1) ? 1 : -1;
  }

  #quoteOf(node: TSESTree.Node): number {
    if (node.type !== 'Literal' || typeof node.value !== 'string' || node.parent.type === 'JSXAttribute') return 0;
    return node.raw.startsWith('"') ? 1 : -1;
  }
}
