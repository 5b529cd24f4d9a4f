/**
 * What one walk over a source file of a program tells without types: the names that it declares, its members that could be
 * implementations, and which of its top-level statements mention which names. Files keep their index when a program is replaced.
 */
import type * as ts from 'typescript';
import { clientGlobals, isClientModule } from '../protocols/index.js';

/** A top-level statement. */
export interface Statement {
  readonly file: ts.SourceFile;
  readonly node: ts.Node;
  /** The names of the file's scope that it declares, imports among them. */
  readonly declares: ReadonlySet<string>;
  /** Identifiers, as far as the file's scope declares them. */
  readonly mentions: ReadonlySet<string>;
  /** The modules that it names other than to import from them. */
  readonly modules: readonly ts.Node[];
  /** It is an import, or an export from another module: it runs nothing. */
  readonly isLink: boolean;
  /** It declares variables that are not constant. */
  readonly isVariable: boolean;
  /** It declares functions or classes, whose callers determine what their parameters are. */
  readonly isCallable: boolean;
  /** It declares nothing: what it does to a name of the file belongs to that name. */
  readonly isPlain: boolean;
  /** It names a client: a module, a global or the type of one. */
  readonly isNaming: boolean;
  /** Its methods without a body that return `any`: they return whatever an implementation elsewhere does. */
  readonly open: readonly string[];
}

export interface FileIndex {
  /** Whether a statement names a client. */
  readonly isNaming: boolean;
  readonly statements: readonly Statement[];
  /** The statements that mention a name of the file's scope. */
  readonly mentioning: ReadonlyMap<string, readonly Statement[]>;
  /** The statements that declare it. */
  readonly declaring: ReadonlyMap<string, readonly Statement[]>;
  /** The identifiers of the names that it imports. */
  readonly imports: ReadonlyMap<string, ts.Node>;
  /** The statements with a declaration of the name, at any depth, that could return an object. */
  readonly named: ReadonlyMap<string, readonly Statement[]>;
  /** Members with a body or a value, of classes and object literals, by name. */
  readonly members: ReadonlyMap<string, readonly ts.Node[]>;
}

/** Whether a file is not one of the sources of the program. */
export function isLibrary(file: ts.SourceFile): boolean {
  return file.isDeclarationFile || file.fileName.includes('/node_modules/');
}

const known = new WeakMap<ts.SourceFile, FileIndex>();

/** The index of a file, made by one walk. */
export function fileIndexOf(file: ts.SourceFile): FileIndex {
  let index = known.get(file);
  if (!index) known.set(file, (index = collect(file)));
  return index;
}

/** The top-level statement at a position of the file; undefined between two. */
export function statementAt(file: ts.SourceFile, position: number): Statement | undefined {
  const { statements } = fileIndexOf(file);
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (statements[middle]!.node.end > position) high = middle;
    else low = middle + 1;
  }
  const found = statements[low];
  return found && found.node.pos <= position ? found : undefined;
}

/** Determined by the members of nodes, not by their kinds, whose numbers depend on the version of TypeScript. */
interface Shape {
  readonly escapedText?: string;
  readonly text?: string;
  readonly name?: ts.Node & Shape;
  readonly body?: ts.Node;
  readonly initializer?: ts.Node;
  readonly expression?: ts.Node;
  readonly parameters?: readonly ts.Node[];
  readonly type?: ts.Node;
  readonly left?: Shape;
  readonly equalsGreaterThanToken?: unknown;
  readonly moduleSpecifier?: ts.Node;
  readonly moduleReference?: ts.Node;
  readonly declarationList?: { readonly flags: number; readonly declarations: readonly ts.Node[] };
  readonly importClause?: Shape & {
    readonly namedBindings?: Shape & { readonly elements?: readonly ts.Node[] };
  };
  readonly elements?: readonly ts.Node[];
  readonly parent?: ts.Node & { readonly members?: unknown; readonly properties?: unknown };
}

const shapeOf = (node: ts.Node): Shape => node;

/** `ts.NodeFlags.Const`, the same in all versions; `using` has another flag, which does not matter here. */
const CONST = 2;

class Collector {
  readonly #file: ts.SourceFile;
  readonly named = new Map<string, Statement[]>();
  readonly members = new Map<string, ts.Node[]>();
  #mentions = new Set<string>();
  #names = new Set<string>();
  #open: string[] = [];
  #isNaming = false;

  constructor(file: ts.SourceFile) {
    this.#file = file;
  }

  /** @param modules the specifiers in the statement */
  statement(node: ts.Node, modules: readonly ts.Node[]): Statement {
    this.#mentions = new Set();
    this.#names = new Set();
    this.#open = [];
    this.#isNaming = modules.some((specifier) => isClientModule(shapeOf(specifier).text ?? ''));
    this.#visit(node);
    const { declarationList } = shapeOf(node);
    const declares = declaredBy(node);
    const made: Statement = {
      file: this.#file,
      node,
      declares,
      mentions: this.#mentions,
      modules: 'importClause' in node || shapeOf(node).moduleReference ? [] : modules,
      isLink: shapeOf(node).moduleSpecifier !== undefined,
      isCallable: isCallable(node),
      isVariable: declarationList !== undefined && (declarationList.flags & CONST) === 0,
      isPlain: declares.size === 0 && !isExport(node),
      isNaming: this.#isNaming,
      open: this.#open,
    };
    for (const name of this.#names) listed(this.named, name, made);
    return made;
  }

  readonly #visit = (node: ts.Node): void => {
    const { escapedText, text, name, body, initializer, parent } = shapeOf(node);
    if (escapedText !== undefined) this.#mentions.add(escapedText);
    if (text !== undefined && (clientGlobals.has(text) || (isArgument(node) && isClientModule(text))))
      this.#isNaming = true;
    const declared = declaredName(node, this.#file);
    if (declared !== undefined) this.#names.add(declared);
    if (name?.text !== undefined && ((parent?.members && (body ?? initializer)) || parent?.properties))
      listed(this.members, name.text, node);
    if (name?.text !== undefined && returnsAnything(node, this.#file)) this.#open.push(name.text);
    node.forEachChild(this.#visit);
  };
}

function collect(file: ts.SourceFile): FileIndex {
  const collector = new Collector(file);
  const specifiers = specifiersOf(file) ?? [];
  const statements = file.statements.map((node) =>
    collector.statement(
      node,
      specifiers.filter(({ pos }) => pos >= node.pos && pos < node.end),
    ),
  );
  const declaring = new Map<string, Statement[]>();
  const mentioning = new Map<string, Statement[]>();
  for (const statement of statements) for (const name of statement.declares) listed(declaring, name, statement);
  for (const statement of statements)
    for (const name of statement.mentions)
      // Only names of the file's scope lead from one statement to another.
      if (declaring.has(name)) listed(mentioning, name, statement);
      else (statement.mentions as Set<string>).delete(name);
  const imports = new Map(file.statements.flatMap((node) => importsOf(node) ?? []));
  const isNaming = statements.some((one) => one.isNaming);
  return { isNaming, statements, mentioning, declaring, imports, named: collector.named, members: collector.members };
}

/**
 * All modules that a file names, in imports of any kind; null if they are not known. The compiler lists them when it makes a program.
 */
export function specifiersOf(file: ts.SourceFile): readonly ts.Node[] | null {
  return (file as { imports?: readonly ts.Node[] }).imports ?? null;
}

/** A statement that adds to the scope of other files. */
export interface Ambient {
  readonly node: ts.Node;
  /** The names that it declares for all files. */
  readonly globals: readonly string[];
  /** The name of the module that it adds to. */
  readonly module: ts.Node | null;
}

const ambient = new WeakMap<ts.SourceFile, readonly Ambient[]>();

/** All statements of a file that is no module, and the statements of a module that add to the globals or to another module. */
export function ambientIn(file: ts.SourceFile): readonly Ambient[] {
  let found = ambient.get(file);
  if (!found) {
    const { externalModuleIndicator, commonJsModuleIndicator } = file as {
      externalModuleIndicator?: unknown;
      commonJsModuleIndicator?: unknown;
    };
    const isModule = Boolean(externalModuleIndicator ?? commonJsModuleIndicator);
    ambient.set(file, (found = file.statements.flatMap((node) => ambientOf(node, isModule) ?? [])));
  }
  return found;
}

function ambientOf(node: ts.Node, isModule: boolean): Ambient | null {
  const { name, body } = shapeOf(node);
  const inner = (body as { statements?: readonly ts.Node[] } | undefined)?.statements ?? [];
  // What a script declares in a module is imported.
  if (name?.text !== undefined && name.escapedText === undefined) return { node, globals: [], module: name };
  if (!isModule) return { node, globals: [...declaredBy(node)], module: null };
  return name?.text === 'global' ? { node, globals: inner.flatMap((one) => [...declaredBy(one)]), module: null } : null;
}

function listed<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

/** The identifiers of the names that a statement imports; null if it is no import of names. */
function importsOf(statement: ts.Node): [string, ts.Node][] | null {
  const { importClause, moduleReference, name } = shapeOf(statement);
  const named =
    moduleReference && name
      ? [name]
      : importClause && [importClause.name, importClause.namedBindings?.name, ...elementsOf(importClause)];
  return named
    ? named.flatMap((one): [string, ts.Node][] => (one?.escapedText === undefined ? [] : [[one.escapedText, one]]))
    : null;
}

/** `export { name }`, `export * from …`, `export default …`: these do nothing to what they name. */
const isExport = (statement: ts.Node): boolean =>
  'exportClause' in statement || 'isExportEquals' in statement || shapeOf(statement).moduleSpecifier !== undefined;

const elementsOf = ({ namedBindings }: NonNullable<Shape['importClause']>): Shape['name'][] =>
  (namedBindings?.elements ?? []).map((element) => shapeOf(element).name);

const isCallable = (statement: ts.Node): boolean => {
  const { declarationList } = shapeOf(statement);
  const values = declarationList?.declarations.map((one) => shapeOf(one).initializer) ?? [statement];
  return values.some((value) => value !== undefined && ('members' in value || 'parameters' in value));
};

/** The names of the file's scope that a statement declares. */
export function declaredBy(statement: ts.Node): Set<string> {
  const imported = importsOf(statement);
  if (imported) return new Set(imported.map(([name]) => name));
  const { name, declarationList } = shapeOf(statement);
  const names = new Set<string>();
  const add = (declared: ts.Node | undefined): void => {
    if (!declared) return;
    const { escapedText, elements } = shapeOf(declared);
    if (escapedText !== undefined) names.add(escapedText);
    for (const element of elements ?? []) add(shapeOf(element).name);
  };
  add(name);
  for (const declaration of declarationList?.declarations ?? []) add(shapeOf(declaration).name);
  return names;
}

const PRIMITIVE = String.raw`(?:void|undefined|null|never|string|number|bigint|boolean|symbol)`;
const PRIMITIVES = new RegExp(
  String.raw`^(?:${PRIMITIVE}|Promise<\s*${PRIMITIVE}(?:\s*\|\s*${PRIMITIVE})*\s*>)(?:\s*\|\s*(?:${PRIMITIVE}))*$`,
);

/** The name that a node declares, unless it is a function that returns a primitive. */
function declaredName(node: ts.Node, file: ts.SourceFile): string | undefined {
  const { name, expression, parameters, type, left } = shapeOf(node);
  // `this.send = …` is a declaration too; `this.send` alone is not.
  if (left?.expression && left.name) return left.name.text;
  if (!name || expression) return undefined;
  return parameters && type && PRIMITIVES.test(type.getText(file)) ? undefined : name.text;
}

/** Whether a member has no body, and its result is not declared, or is declared with `any`. */
function returnsAnything(node: ts.Node, file: ts.SourceFile): boolean {
  const { parameters, body, initializer, type, parent } = shapeOf(node);
  if (!parent?.members || body || initializer) return false;
  const signature = parameters ? shapeOf(node) : type && shapeOf(type);
  return signature?.parameters !== undefined && (!signature.type || /\bany\b/.test(signature.type.getText(file)));
}

/** Whether a node is the argument of a call: `require('undici')`. */
const isArgument = (node: ts.Node): boolean =>
  (node.parent as { arguments?: readonly ts.Node[] } | undefined)?.arguments?.[0] === node;
