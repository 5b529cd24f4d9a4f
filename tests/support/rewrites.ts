/** Rewrites a file into one that does the same: other names, other comments, another layout. */
import { parseForESLint, type ParserServices } from '@typescript-eslint/parser';
import type { ScopeManager, ScopeVariable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/utils';
import { format } from 'prettier';

export interface Parsed {
  readonly text: string;
  readonly ast: TSESTree.Program;
  readonly scopeManager: ScopeManager;
  readonly visitorKeys: Readonly<Record<string, readonly string[] | undefined>>;
  readonly services: ParserServices;
}

/** Parses a file as ESLint does, with the parents of all nodes. */
export function parse(text: string, options: Parameters<typeof parseForESLint>[1] = {}): Parsed {
  const { ast, scopeManager, visitorKeys, services } = parseForESLint(text, {
    sourceType: 'module',
    comment: true,
    tokens: true,
    loc: true,
    range: true,
    ...options,
  });
  const parsed = { text, ast, scopeManager, visitorKeys, services } as unknown as Parsed;
  visit(parsed, ast, (node, parent) => {
    (node as { parent?: TSESTree.Node | undefined }).parent = parent;
  });
  return parsed;
}

/** Visits all nodes below `root` in source order. */
export function visit(
  parsed: Pick<Parsed, 'visitorKeys'>,
  root: TSESTree.Node,
  see: (node: TSESTree.Node, parent: TSESTree.Node | undefined, key: string) => void,
): void {
  const go = (node: TSESTree.Node, parent: TSESTree.Node | undefined, key: string): void => {
    see(node, parent, key);
    for (const child of parsed.visitorKeys[node.type] ?? []) {
      const value = (node as unknown as Record<string, unknown>)[child];
      for (const one of Array.isArray(value) ? value : [value])
        if (one && typeof (one as TSESTree.Node).type === 'string') go(one as TSESTree.Node, node, child);
    }
  };
  go(root, undefined, '');
}

interface Edit {
  readonly range: readonly [number, number];
  readonly text: string;
}

function apply(text: string, edits: readonly Edit[]): string {
  let result = text;
  for (const { range, text: by } of edits.toSorted((a, b) => b.range[0] - a.range[0]))
    result = result.slice(0, range[0]) + by + result.slice(range[1]);
  return result;
}

/** Names of the platform: who calls a parameter `fetch` says what it is. */
const API = new Set(['fetch', 'arguments', 'this']);

/**
 * Gives a new name to everything that is declared in the file and that no other file sees.
 *
 * @param names gives as many names as are asked for, none twice
 */
export function rename(parsed: Parsed, names: (isTaken: (name: string) => boolean) => string): string {
  const taken = new Set((parsed.ast.tokens ?? []).map(({ value }) => value));
  const edits = new Map<number, Edit>();
  for (const variable of parsed.scopeManager.scopes.flatMap(({ variables }) => variables)) {
    if (!isLocal(variable)) continue;
    const [first] = variable.identifiers;
    if (!first || edits.has(first.range[0])) continue;
    const name = names((one) => taken.has(one));
    taken.add(name);
    for (const identifier of [...variable.identifiers, ...variable.references.map((one) => one.identifier)]) {
      const start = identifier.range[0];
      edits.set(start, {
        range: [start, start + variable.name.length],
        text: inPlace(identifier, variable.name, name),
      });
    }
  }
  // The name of a class is declared once outside and once inside.
  for (const scope of parsed.scopeManager.scopes)
    for (const { identifiers, references } of scope.block.type.startsWith('Class') ? scope.variables : []) {
      const edit = identifiers[0] && edits.get(identifiers[0].range[0]);
      for (const { identifier } of edit ? references : [])
        edits.set(identifier.range[0], {
          range: [identifier.range[0], identifier.range[0] + length(edit!)],
          text: edit!.text,
        });
    }
  return apply(parsed.text, [...edits.values()]);
}

const length = ({ range: [start, end] }: Edit): number => end - start;

function isLocal(variable: ScopeVariable): boolean {
  return (
    variable.defs.length > 0 &&
    !API.has(variable.name) &&
    variable.defs.every(
      ({ type, name, node }) =>
        String(type) !== 'TSEnumMemberName' &&
        String(type) !== 'TSModuleName' &&
        !isField(name as TSESTree.Node) &&
        !isExport((node.type === 'VariableDeclarator' ? node.parent.parent : node.parent) as TSESTree.Node | undefined),
    ) &&
    !variable.references.some(({ identifier }) => isExport((identifier as TSESTree.Node).parent))
  );
}

const isExport = (node: TSESTree.Node | undefined): boolean => node?.type.startsWith('Export') === true;

const isField = ({ parent }: TSESTree.Node): boolean =>
  parent?.type === 'TSParameterProperty' || parent?.parent?.type === 'TSParameterProperty';

/** `{ name }` becomes `{ name: other }`, `import { name }` becomes `import { name as other }`. */
function inPlace(identifier: TSESTree.Node, old: string, name: string): string {
  const { parent } = identifier;
  const property = parent?.type === 'AssignmentPattern' && parent.left === identifier ? parent.parent : parent;
  if (property?.type === 'Property' && property.shorthand) return `${old}: ${name}`;
  if (parent?.type === 'ImportSpecifier' && parent.imported.range[0] === parent.local.range[0])
    return `${old} as ${name}`;
  return name;
}

/** Leaves out every comment. */
export function withoutComments({ text, ast }: Parsed): string {
  return apply(
    text,
    (ast.comments ?? []).map(({ range, value }) => ({ range, text: value.includes('\n') ? '\n' : ' ' })),
  );
}

/** Writes a comment in front of every `step`th token. */
export function withComments({ text, ast }: Parsed, comment: string, step: number): string {
  return apply(
    text,
    (ast.tokens ?? [])
      .filter((_, index) => index % step === 0)
      .map(({ range: [start] }) => ({ range: [start, start], text: `/* ${comment} */ ` })),
  );
}

/** Lays the file out anew, by lines of that width. */
export function reformat(text: string, printWidth: number): Promise<string> {
  return format(text, { parser: 'typescript', printWidth });
}

/** Writes the whole file in one line. */
export async function inOneLine(parsed: Parsed): Promise<string> {
  // With every semicolon written, no statement needs its line.
  const { ast, text } = parse(await reformat(withoutComments(parsed), 200));
  let result = '';
  let end = 0;
  for (const { range } of ast.tokens ?? []) {
    const gap = text.slice(end, range[0]);
    result += (gap === '' ? '' : ' ') + text.slice(...range);
    end = range[1];
  }
  return result;
}
