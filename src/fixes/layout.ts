/** How the code around a place is laid out: line ends, indentation, semicolons, quotes. */
import type { TSESTree } from '@typescript-eslint/utils';
import { childrenOf } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';

export class Layout {
  readonly newline: string;
  /** One step of indentation. */
  readonly step: string;
  /** `;`, or nothing where the file does without. */
  readonly semicolon: string;
  /** `'` or `"`, as most strings of the file have it. */
  readonly quote: string;
  readonly #unit: Unit;

  constructor(unit: Unit) {
    this.#unit = unit;
    this.newline = unit.text.includes('\r\n') ? '\r\n' : '\n';
    this.step = stepOf(unit.text);
    this.semicolon = endsWithSemicolons(unit) ? ';' : '';
    this.quote = mostlyDouble(unit) ? '"' : "'";
  }

  /** The white space that the line of `offset` starts with. */
  indentAt(offset: number): string {
    const { text } = this.#unit;
    const start = text.lastIndexOf('\n', offset - 1) + 1;
    return /^[ \t]*/.exec(text.slice(start, offset))![0];
  }

  /** Whether nothing but white space stands before `offset` on its line. */
  startsLine(offset: number): boolean {
    const { text } = this.#unit;
    return /^[ \t]*$/.test(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset));
  }

  /** The text of a range, with `prefix` before every line but the first; lines inside a template literal stay. */
  indented(range: readonly [number, number], prefix: string): string {
    const { text, ast, visitorKeys } = this.#unit;
    const fixed: (readonly [number, number])[] = [];
    const visit = (node: TSESTree.Node): void => {
      if (node.range[1] <= range[0] || node.range[0] >= range[1]) return;
      if (
        node.type === 'TemplateElement' ||
        node.type === 'JSXText' ||
        (node.type === 'Literal' && text.slice(...node.range).includes('\n'))
      )
        fixed.push(node.range);
      for (const child of childrenOf(node, visitorKeys)) visit(child);
    };
    visit(ast);
    return text.slice(...range).replace(/\n(?!\r?\n|$)/g, (end, at: number) => {
      const line = range[0] + at + 1;
      return fixed.some(([from, to]) => from < line && line <= to) ? end : end + prefix;
    });
  }
}

function stepOf(text: string): string {
  const indents = [...text.matchAll(/\n([ \t]+)(?=[^\s*])/g)].map((match) => match[1]!);
  if (indents.some((indent) => indent.startsWith('\t'))) return '\t';
  const width = Math.min(...indents.map((indent) => indent.length).filter((length) => length > 1));
  return ' '.repeat(width > 8 ? 2 : width);
}

function endsWithSemicolons({ ast, text, visitorKeys }: Unit): boolean {
  let balance = 0;
  const visit = (node: TSESTree.Node): void => {
    if (
      /^(?:Expression|Return|Throw)Statement$|^VariableDeclaration$|^ImportDeclaration$/.test(node.type) &&
      !/^For/.test(node.parent?.type ?? '')
    )
      balance += text[node.range[1] - 1] === ';' ? 1 : -1;
    for (const child of childrenOf(node, visitorKeys)) visit(child);
  };
  visit(ast);
  return balance >= 0;
}

function mostlyDouble({ ast, text, visitorKeys }: Unit): boolean {
  let balance = 0;
  const visit = (node: TSESTree.Node): void => {
    if (node.type === 'Literal' && node.parent.type !== 'JSXAttribute')
      balance += text[node.range[0]] === '"' ? 1 : text[node.range[0]] === "'" ? -1 : 0;
    for (const child of childrenOf(node, visitorKeys)) visit(child);
  };
  visit(ast);
  return balance > 0;
}
