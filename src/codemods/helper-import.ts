/** Where and how a file imports a function that repairs are to call. Edits of one file; nothing is read or written here. */
import path from 'node:path';
import type { TSESTree } from '@typescript-eslint/utils';
import type { Edit } from '../fixes/text/edits.js';
import { Layout } from '../fixes/text/layout.js';
import { requiredBy, specifiersIn } from '../syntax/modules.js';
import { memberName } from '../syntax/nodes.js';
import { Tokens } from '../syntax/tokens.js';
import { Unit, type SourceFile } from '../syntax/unit.js';

/** The module of a function that is to be imported. */
export type HelperModule =
  | { readonly kind: 'package'; readonly specifier: string }
  /** Absolute. */
  | { readonly kind: 'file'; readonly file: string };

/** How specifiers of a project end: as what TypeScript writes, as the file is called, or without anything. */
export type SpecifierStyle = 'emitted' | 'source' | 'bare';

export type ModuleSystem = 'module' | 'commonjs';

export interface HelperImport {
  /** What the file writes to import the module. */
  readonly from: string;
  /** Empty where the file imports the function already. */
  readonly edits: readonly Edit[];
}

const SOURCE = /\.[cm]?[jt]sx?$/;

/** The style of the relative imports of a file; null where it has none. */
export function styleOf({ ast, scopeManager }: SourceFile): SpecifierStyle | null {
  const specifier = scopeManager && specifiersIn(ast, scopeManager).find((one) => one.startsWith('.'));
  if (!specifier) return null;
  const extension = path.posix.extname(specifier);
  return !SOURCE.test(extension) ? 'bare' : /tsx?$/.test(extension) ? 'source' : 'emitted';
}

/** The module system that a file is written for; null where neither it nor its name says so. */
export function systemOf({ ast, scopeManager, filename }: SourceFile): ModuleSystem | null {
  if (/\.m[jt]s$/.test(filename)) return 'module';
  const isModule = ast.body.some(
    ({ type }) =>
      type === 'ImportDeclaration' ||
      type === 'ExportNamedDeclaration' ||
      type === 'ExportDefaultDeclaration' ||
      type === 'ExportAllDeclaration',
  );
  if (isModule) return 'module';
  // A script of TypeScript would become a module, and `import … = require(…)` is neither.
  if (/tsx?$/.test(filename)) return null;
  const isCommon = scopeManager !== null && specifiersIn(ast, scopeManager).length > 0;
  return filename.endsWith('.cjs') || isCommon || ast.body.some((one) => exportsCommonly(one)) ? 'commonjs' : null;
}

const exportsCommonly = (statement: TSESTree.Node): boolean =>
  statement.type === 'ExpressionStatement' &&
  statement.expression.type === 'AssignmentExpression' &&
  statement.expression.left.type === 'MemberExpression' &&
  (memberName(statement.expression.left) === 'exports' ||
    (statement.expression.left.object.type === 'Identifier' && statement.expression.left.object.name === 'exports'));

/**
 * How a file imports `name`; null where that name means something else in it.
 *
 * @param style of specifiers, where the file has none of its own
 */
export function importOf(
  source: SourceFile,
  { module, name }: { readonly module: HelperModule; readonly name: string },
  system: ModuleSystem,
  style: SpecifierStyle,
): HelperImport | null {
  const known = declarationsOf(source, system).find(({ from }) => leadsTo(source.filename, from, module));
  if (known?.names.includes(name)) return { from: known.from, edits: [] };
  const tokens = new Tokens(source.ast);
  if (tokens.namesWithin([0, source.text.length]).has(name)) return null;
  if (known?.place) return { from: known.from, edits: [known.place(name)] };
  const from = known?.from ?? specifierOf(source.filename, module, styleOf(source) ?? style);
  return { from, edits: [newImport(source, tokens, system, name, from)] };
}

/** Whether a file does anything with what it calls `name`. */
export const mentions = (source: SourceFile, name: string): boolean =>
  new Unit(source, false)
    .variablesNamed(name)
    .some(({ references }) => references.some((reference) => reference.isRead()));

/** An import of a module by names. */
interface Declaration {
  readonly from: string;
  /** Those that are imported under the name that they are exported under. */
  readonly names: readonly string[];
  /** Adds a name; null where the declaration has no list of names. */
  readonly place: ((name: string) => Edit) | null;
}

const declarationsOf = ({ ast }: SourceFile, system: ModuleSystem): Declaration[] =>
  ast.body.flatMap((statement) => {
    if (system === 'module')
      return statement.type === 'ImportDeclaration' && statement.importKind !== 'type' ? [imported(statement)] : [];
    return statement.type === 'VariableDeclaration' ? statement.declarations.flatMap((one) => required(one) ?? []) : [];
  });

function imported({ source, specifiers }: TSESTree.ImportDeclaration): Declaration {
  const named = specifiers.filter((one) => one.type === 'ImportSpecifier');
  const last = specifiers.at(-1);
  const names = named.filter(
    ({ importKind, imported: { type }, local, imported: of }) =>
      importKind !== 'type' && type === 'Identifier' && 'name' in of && of.name === local.name,
  );
  return {
    from: source.value,
    names: names.map(({ local }) => local.name),
    place:
      !last || last.type === 'ImportNamespaceSpecifier'
        ? null
        : (name) => behind(last, last.type === 'ImportSpecifier' ? `, ${name}` : `, { ${name} }`),
  };
}

function required({ id, init }: TSESTree.VariableDeclarator): Declaration | null {
  const from = init ? requiredBy(init) : null;
  if (from === null || id.type !== 'ObjectPattern') return null;
  const last = id.properties.at(-1);
  return {
    from,
    names: id.properties.flatMap((one) =>
      one.type === 'Property' && one.shorthand && one.value.type === 'Identifier' ? [one.value.name] : [],
    ),
    place: last?.type === 'Property' ? (name) => behind(last, `, ${name}`) : null,
  };
}

const behind = ({ range: [, end] }: TSESTree.Node, text: string): Edit => ({ range: [end, end], text });

/** Whether a specifier in a file leads to a module, whatever its extension. */
function leadsTo(filename: string, specifier: string, module: HelperModule): boolean {
  if (module.kind === 'package') return specifier === module.specifier;
  if (!specifier.startsWith('.')) return false;
  return withoutExtension(path.resolve(path.dirname(filename), specifier)) === withoutExtension(module.file);
}

const withoutExtension = (file: string): string => file.replace(SOURCE, '');

function specifierOf(filename: string, module: HelperModule, style: SpecifierStyle): string {
  if (module.kind === 'package') return module.specifier;
  const relative = path.relative(path.dirname(filename), module.file).split(path.sep).join('/');
  const specifier = relative.startsWith('.') ? relative : `./${relative}`;
  const extension = path.posix.extname(specifier);
  const isPlain = extension === '.js' || extension === '.ts' || extension === '.tsx' || extension === '.jsx';
  if (style === 'source' || (style === 'bare' && !isPlain && !/ts$/.test(extension))) return specifier;
  const bare = specifier.slice(0, -extension.length);
  return style === 'bare' && isPlain ? bare : bare + extension.replace(/tsx?$/, 'js').replace(/jsx$/, 'js');
}

/** A statement of its own: below the imports of the file, or above what comes first. */
function newImport(source: SourceFile, tokens: Tokens, system: ModuleSystem, name: string, from: string): Edit {
  const unit = new Unit(source, false);
  const layout = new Layout(unit, tokens);
  const { quote, semicolon, newline } = layout;
  const written =
    system === 'module'
      ? `import { ${name} } from ${quote}${from}${quote}${semicolon}`
      : `const { ${name} } = require(${quote}${from}${quote})${semicolon}`;
  const { body } = source.ast;
  const last = body.findLast((statement) => isImport(statement, system)) ?? body.findLast((one) => isDirective(one));
  if (!last) {
    const at = startOf(source, tokens);
    return { range: [at, at], text: written + newline + newline };
  }
  const [, end] = last.range;
  const next = tokens.after(end);
  if (next && layout.isOneLine(end, next.range[0])) return { range: [end, end], text: ` ${written}` };
  const at = layout.nextLine(end);
  const isLast = !source.text.slice(end, at).includes('\n');
  return { range: [at, at], text: isLast ? newline + written : written + newline };
}

const isImport = (statement: TSESTree.Node, system: ModuleSystem): boolean =>
  system === 'module'
    ? statement.type === 'ImportDeclaration'
    : statement.type === 'VariableDeclaration' &&
      statement.declarations.every(({ init }) => requiredBy(init ?? undefined) !== null);

const isDirective = (statement: TSESTree.Node): boolean =>
  statement.type === 'ExpressionStatement' && statement.directive !== undefined;

/** Where the first statement begins with the comment that documents it; those above that, which speak of the file, stay on top. */
function startOf({ ast, text }: SourceFile, tokens: Tokens): number {
  const start = ast.body[0]?.range[0] ?? text.length;
  const above = tokens.commentsWithin([0, start]).at(-1);
  const isDocumentation = above?.type === 'Block' && above.value.startsWith('*');
  return isDocumentation && text.slice(above.range[1], start).trim() === '' ? above.range[0] : start;
}
