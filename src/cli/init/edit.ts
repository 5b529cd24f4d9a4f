/** Adds the plugin to the text of an ESLint configuration. */
import type { TSESTree } from '@typescript-eslint/utils';
import { exportedBy, type Exported, type ModuleKind } from './exported.js';
import { loadedModules, parseConfig, type ParsedConfig } from './parsed.js';

export const PLUGIN = 'eslint-plugin-http-leak';

/** `unknown`: it cannot be edited without running it; the text says what stands in the way. */
export type Edited = 'present' | { readonly text: string } | { readonly unknown: string };

interface Insertion {
  readonly at: number;
  readonly text: string;
}

/**
 * @param text without a byte order mark
 * @param file its name decides about the language
 */
export function addPlugin(text: string, file: string): Edited {
  let config: ParsedConfig;
  try {
    config = parseConfig(text, file);
  } catch (error) {
    return { unknown: `it could not be parsed: ${(error as Error).message}` };
  }
  if (loadedModules(config).has(PLUGIN)) return 'present';
  const exported = exportedBy(config);
  if (!exported) return { unknown: 'its export is not an array of configurations that can be seen without running it' };
  const style = styleOf(config);
  const name = freeName(config);
  const edited = inserted(text, [
    loading(config, name, exported, style),
    ...appended(config, exported, `...${name}.configs.recommended`, style),
  ]);
  return isSound(edited, file) ? { text: edited } : { unknown: 'the edited text would not parse' };
}

/** The lines that a person has to add where `addPlugin` cannot. */
export function linesToAdd(module: ModuleKind): readonly string[] {
  return [
    module === 'esm' ? `import httpLeak from '${PLUGIN}';` : `const httpLeak = require('${PLUGIN}');`,
    '...httpLeak.configs.recommended, // as the last element of the exported array',
  ];
}

function isSound(text: string, file: string): boolean {
  try {
    return loadedModules(parseConfig(text, file)).has(PLUGIN);
  } catch {
    return false;
  }
}

interface Style {
  readonly newline: string;
  readonly quote: string;
  readonly semicolon: string;
}

function styleOf({ text, ast, tokens }: ParsedConfig): Style {
  const string = tokens.find(({ type }) => (type as string) === 'String');
  const ended = ast.body.filter(({ type }) => /^(?:Import|VariableDeclaration|Expression|ExportDefault)/.test(type));
  const isEnded = (node: TSESTree.Node): boolean => text[node.range[1] - 1] === ';';
  return {
    newline: text.includes('\r\n') ? '\r\n' : '\n',
    quote: string?.value[0] === '"' ? '"' : "'",
    semicolon: ended.length > 0 && !ended.some(isEnded) ? '' : ';',
  };
}

/** A name for the plugin that the text does not use. */
function freeName({ tokens }: ParsedConfig): string {
  const used = new Set(tokens.map(({ value }) => value));
  const candidates = ['httpLeak', 'httpLeakPlugin', ...tokens.map((_, index) => `httpLeak${index + 2}`)];
  return candidates.find((name) => !used.has(name)) ?? 'httpLeak';
}

/** Below the other statements that load modules, or else above the first statement and the comments that belong to it. */
function loading(config: ParsedConfig, name: string, exported: Exported, style: Style): Insertion {
  const { newline, quote, semicolon } = style;
  const from = `${quote}${PLUGIN}${quote}`;
  const isEsm = exported.module === 'esm';
  const line = isEsm ? `import ${name} from ${from}${semicolon}` : `const ${name} = require(${from})${semicolon}`;
  // A constant has to be declared above its use.
  const end = exported.kind === 'list' ? exported.close : exported.node.range[0];
  const anchor = config.ast.body.findLast((one) =>
    isEsm
      ? one.type === 'ImportDeclaration' || isDirective(one)
      : (requires(one) && one.range[1] < end) || isDirective(one),
  );
  if (!anchor) return { at: startOfCode(config), text: line + newline + newline };
  const at = endOfLine(anchor.range[1], config);
  const isLineEnd = at === config.text.length || /^[^\S\n]*\n/.test(config.text.slice(at));
  return { at, text: newline + (isDirective(anchor) ? newline : '') + line + (isLineEnd ? '' : newline) };
}

function isDirective(statement: TSESTree.ProgramStatement): boolean {
  return statement.type === 'ExpressionStatement' && statement.directive !== undefined;
}

/** `const name = require('module')` */
function requires(statement: TSESTree.ProgramStatement): boolean {
  if (statement.type !== 'VariableDeclaration') return false;
  return statement.declarations.every(({ init }) => {
    let value: TSESTree.Node | null = init;
    while (value?.type === 'MemberExpression') value = value.object;
    return value?.type === 'CallExpression' && value.callee.type === 'Identifier' && value.callee.name === 'require';
  });
}

/** Behind a hashbang, and leading comments that stand apart or switch the checks of an editor on or off. */
function startOfCode({ text, ast, comments }: ParsedConfig): number {
  const first = ast.body[0]?.range[0] ?? text.length;
  let start = 0;
  for (const [index, comment] of comments.entries()) {
    if (comment.range[0] >= first) break;
    const next = Math.min(comments[index + 1]?.range[0] ?? first, first);
    const isApart = /\n[^\S\n]*\n/.test(text.slice(comment.range[1], next));
    const isForTools =
      comment.range[0] === 0 && (text.startsWith('#!') || /^\s*@ts-(?:no)?check\b/.test(comment.value));
    if (isApart || isForTools) start = next;
  }
  return start;
}

function appended(config: ParsedConfig, exported: Exported, element: string, style: Style): Insertion[] {
  const { text } = config;
  if (exported.kind === 'object') {
    const [start, end] = exported.node.range;
    return [
      { at: start, text: '[' },
      { at: end, text: `, ${element}]` },
    ];
  }
  const { items, close } = exported;
  const last = items.at(-1);
  if (!last) return [{ at: close, text: element }];
  const before = config.tokens.findLast(({ range }) => range[1] <= close);
  const hasComma = before?.value === ',' && before.range[0] >= last.range[1];
  const end = hasComma ? before.range[1] : (before?.range[1] ?? last.range[1]);
  if (!text.slice(end, close).includes('\n')) return [{ at: end, text: `${hasComma ? ' ' : ', '}${element}` }];
  const indent = /[^\S\n]*/.exec(text.slice(text.lastIndexOf('\n', items[0]!.range[0]) + 1))![0];
  const line = `${style.newline}${indent}${element}${hasComma ? ',' : ''}`;
  const at = endOfLine(end, config);
  if (hasComma) return [{ at, text: line }];
  return at === end
    ? [{ at, text: `,${line}` }]
    : [
        { at: end, text: ',' },
        { at, text: line },
      ];
}

/** The end of the line of `offset`, behind the comments that begin on it; `offset` itself if code follows. */
function endOfLine(offset: number, { text, comments }: ParsedConfig): number {
  let end = offset;
  for (const comment of comments) {
    if (comment.range[0] < end) continue;
    if (/\S|\n/.test(text.slice(end, comment.range[0]))) break;
    end = comment.range[1];
  }
  return /^[^\S\n]*(?:\r?\n|$)/.test(text.slice(end)) ? end : offset;
}

function inserted(text: string, insertions: readonly Insertion[]): string {
  return insertions
    .map((insertion, order) => ({ ...insertion, order }))
    .sort((a, b) => b.at - a.at || b.order - a.order)
    .reduce((rest, { at, text: added }) => rest.slice(0, at) + added + rest.slice(at), text);
}
