/**
 * The scripts of a component as modules of JavaScript or TypeScript. Each is as long as the file, with everything else blank, so that
 * its positions are those of the file.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Linter } from 'eslint';
import { syntaxTree } from '../syntax-tree.js';
import { frameworkOf, scriptsOf, type Script } from './scripts.js';

/** A module in a file. */
export interface Part {
  readonly text: string;
  readonly language: 'js' | 'ts';
  /** What of the text is in the file; the rest is blank. */
  readonly ranges: readonly (readonly [start: number, end: number])[];
}

/** The ways to parse a language, best first. */
export type LanguagesOf = (language: Part['language']) => readonly Linter.LanguageOptions[];

/** The modules of a component; empty if it has no script that is understood. */
export function partsOf(file: string, text: string, languagesOf: LanguagesOf): Part[] {
  const framework = frameworkOf(file);
  if (framework === null) return [];
  const scripts = scriptsOf(text, framework);
  const markup = blanked(text, scripts, (isInside) => !isInside);
  return groups(scripts).flatMap((group) => {
    const together = partOf(file, text, markup, group, languagesOf);
    // Two scripts of one component may import the same name.
    return together
      ? [together]
      : group.flatMap((one) => partOf(file, text, markup, [one], languagesOf) ?? plainPart(text, [one]));
  });
}

/** The two scripts of a component share their variables; any other is a module of its own. */
function groups(scripts: readonly Script[]): Script[][] {
  const roles = ['module', 'instance'] as const;
  const component = roles.flatMap((role) => scripts.find((one) => one.isOfComponent && one.role === role) ?? []);
  const others = scripts.filter((one) => !component.includes(one)).map((one) => [one]);
  return component.length === 0 ? others : [component, ...others];
}

/** Null if it does not parse, or several scripts declare the same name. */
function partOf(
  file: string,
  text: string,
  markup: string,
  scripts: readonly Script[],
  languagesOf: LanguagesOf,
): Part | null {
  const part = plainPart(text, scripts);
  for (const languageOptions of languagesOf(part.language)) {
    try {
      const { ast } = syntaxTree(part.text, `${file}.${part.language}`, languageOptions);
      if (scripts.length > 1 && declaresTwice(ast)) return null;
      const used = scripts.some((one) => one.isOfComponent) ? namesFor(markup, ast) : [];
      return used.length === 0 ? part : { ...part, text: `${part.text}\nexport { ${used.join(', ')} };` };
    } catch {
      // The next language may parse it; if none does, the scan reports the error.
    }
  }
  return null;
}

function plainPart(text: string, scripts: readonly Script[]): Part {
  return {
    text: blanked(text, scripts, (isInside) => isInside),
    language: scripts.some(({ language }) => language === 'ts') ? 'ts' : 'js',
    ranges: scripts.map(({ range }) => range),
  };
}

/** The text with spaces for what is not kept; line ends are kept. */
function blanked(text: string, scripts: readonly Script[], isKept: (isInside: boolean) => boolean): string {
  const cuts = [...new Set([0, ...scripts.flatMap(({ range }) => range), text.length])].sort((a, b) => a - b);
  return cuts
    .map((start, index) => {
      const piece = text.slice(start, cuts[index + 1] ?? start);
      const isInside = scripts.some(({ range }) => range[0] <= start && start < range[1]);
      return isKept(isInside) ? piece : piece.replace(/[^\r\n\u2028\u2029]/g, ' ');
    })
    .join('');
}

/** The variables of a module that the markup mentions: it may read, call or pass on what they hold. */
function namesFor(markup: string, ast: TSESTree.Program): string[] {
  const mentioned = new Set(markup.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu));
  const exported = new Set<string>();
  const declared = new Set<string>();
  for (const statement of ast.body) {
    const isExport = statement.type === 'ExportNamedDeclaration';
    const declaration = isExport ? statement.declaration : statement;
    for (const name of declaration ? namesIn(declaration) : []) (isExport ? exported : declared).add(name);
    if (isExport)
      for (const { local } of statement.specifiers) exported.add(local.type === 'Identifier' ? local.name : '');
  }
  // `$name` subscribes to a store of Svelte.
  const isUsed = (name: string): boolean => mentioned.has(name) || mentioned.has(`$${name}`);
  return [...declared].filter((name) => !exported.has(name) && isUsed(name));
}

/** The parser of TypeScript leaves this to the compiler. */
function declaresTwice({ body }: TSESTree.Program): boolean {
  const names = body.flatMap((statement) => {
    if (statement.type === 'ImportDeclaration') return statement.specifiers.map(({ local }) => local.name);
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    return declared ? namesIn(declared) : [];
  });
  return new Set(names).size < names.length;
}

function namesIn(statement: TSESTree.Node): string[] {
  switch (statement.type) {
    case 'VariableDeclaration':
      return statement.declarations.flatMap(({ id }) => bound(id));
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return statement.id ? [statement.id.name] : [];
    default:
      return [];
  }
}

function bound(pattern: TSESTree.Node): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((one) => bound(one.type === 'Property' ? one.value : one.argument));
    case 'ArrayPattern':
      return pattern.elements.flatMap((one) => (one ? bound(one) : []));
    case 'AssignmentPattern':
      return bound(pattern.left);
    case 'RestElement':
      return bound(pattern.argument);
    default:
      return [];
  }
}
