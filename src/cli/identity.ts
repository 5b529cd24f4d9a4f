/** What stays of a finding when lines move: where it is by name, and its code without layout. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceCode } from 'eslint';
import { createHash } from 'node:crypto';

export interface Identity {
  /** The functions and classes around it, outermost first: `Client > load`. Empty at the top level of the file. */
  readonly within: string;
  /** Its code without white space, comments and trailing commas. */
  readonly code: string;
  /** 1 for the first finding of its rule with the same function and code in the file, 2 for the next. */
  readonly occurrence: number;
}

const SEPARATOR = ' > ';
/** Longer code is cut: its beginning, and the occurrence, tell it apart. */
const MAX_CODE = 200;

/**
 * Gives the findings of one file their identities.
 *
 * @param findings in the order of the file
 */
export function identify<T extends { readonly rule: string; readonly range: readonly [number, number] }>(
  sourceCode: SourceCode,
  findings: readonly T[],
): Map<T, Identity> {
  const seen = new Map<string, number>();
  const identities = new Map<T, Identity>();
  for (const finding of findings) {
    const within = functionPath(sourceCode, finding.range);
    const code = plainCode(sourceCode, finding.range);
    const key = JSON.stringify([finding.rule, within, code]);
    const occurrence = (seen.get(key) ?? 0) + 1;
    seen.set(key, occurrence);
    identities.set(finding, { within, code, occurrence });
  }
  return identities;
}

/**
 * A short text that is the same as long as the finding is: for services that compare reports.
 *
 * @param file its path, as other machines have it too
 */
export function fingerprint(rule: string, file: string, { within, code, occurrence }: Identity): string {
  return createHash('sha256')
    .update(JSON.stringify([rule, file, within, code, occurrence]))
    .digest('hex')
    .slice(0, 32);
}

function functionPath(sourceCode: SourceCode, [start]: readonly [number, number]): string {
  const names: string[] = [];
  let node = sourceCode.getNodeByRangeIndex(start) as TSESTree.Node | null | undefined;
  for (; node; node = node.parent) {
    const name = nameOf(node);
    if (name !== null) names.unshift(name);
  }
  return names.join(SEPARATOR);
}

/** The name of a function or class, as a person would call it; null for every other node. */
function nameOf(node: TSESTree.Node): string | null {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
    case 'FunctionExpression':
    case 'ClassExpression':
      return node.id?.name ?? placeName(node);
    case 'ArrowFunctionExpression':
      return placeName(node);
    default:
      return null;
  }
}

/** The name of an anonymous function, from what it is assigned or given to. */
function placeName(node: TSESTree.Node): string {
  const { parent } = node;
  switch (parent?.type) {
    case 'VariableDeclarator':
      return textOf(parent.id);
    case 'AssignmentExpression':
    case 'AssignmentPattern':
      return textOf(parent.left);
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'AccessorProperty':
      return textOf(parent.key);
    case 'CallExpression':
    case 'NewExpression':
      return callName(parent);
    case 'ExportDefaultDeclaration':
      return 'default';
    default:
      return 'function';
  }
}

/** `map()` for a callback of `items.map`; `it("loads")` for one with a title before it. */
function callName({ callee, arguments: [first] }: TSESTree.CallExpression | TSESTree.NewExpression): string {
  const title = first?.type === 'Literal' && typeof first.value === 'string' ? JSON.stringify(first.value) : '';
  return `${textOf(callee)}(${title})`;
}

function textOf(node: TSESTree.Node): string {
  switch (node.type) {
    case 'Identifier':
      return node.name;
    case 'PrivateIdentifier':
      return `#${node.name}`;
    case 'Literal':
      return String(node.value);
    case 'MemberExpression':
      return textOf(node.property);
    default:
      return 'function';
  }
}

const CLOSING = new Set([')', ']', '}']);

function plainCode(sourceCode: SourceCode, [start, end]: readonly [number, number]): string {
  const tokens = sourceCode.ast.tokens.filter(({ range }) => range[0] >= start && range[1] <= end);
  const words = tokens.map(({ type, value }) => (type === 'String' ? plainString(value) : value));
  const kept = words.filter((word, index) => !(word === ',' && CLOSING.has(words[index + 1] ?? '')));
  return kept.join(' ').slice(0, MAX_CODE);
}

/** A string without the quotes that a formatter chooses: those inside may be escaped or not. */
const plainString = (token: string): string =>
  `"${token
    .slice(1, -1)
    .replaceAll(String.raw`\'`, "'")
    .replaceAll(/\\?"/g, '"')}"`;
