/** One parsed file with the look-ups by node that later passes need. */
import type * as TypeScriptParser from '@typescript-eslint/parser';
import type { ParserServices, TSESTree } from '@typescript-eslint/utils';
import { isClass, type ClassNode } from './classes.js';
import { gatherFacts, type FileFacts } from './file-facts.js';
import { specifiersIn } from './modules.js';
import { childrenOf, isFunction, memberName, type FunctionNode } from './nodes.js';
import type { ScopeManager, ScopeVariable as Variable } from '@typescript-eslint/scope-manager';

export type { Variable };

/** What a host must supply: the parts of ESLint's `SourceCode` that the engine reads. */
export interface SourceFile {
  readonly ast: TSESTree.Program;
  readonly text: string;
  readonly scopeManager: ScopeManager | null;
  readonly visitorKeys: Readonly<Record<string, readonly string[] | undefined>>;
  readonly parserServices?: Partial<ParserServices> | undefined;
  /** The parser of typescript-eslint that the host uses; it matches the compiler of its program. */
  readonly parser?: Parser | undefined;
  /** Parses a changed text of the file as the host parses it, without types; throws if it does not parse. */
  readonly reparse?: ((text: string) => SourceFile) | undefined;
  /** Resolves specifiers to the imported files in their current state. */
  readonly imports?: ((specifiers: readonly string[]) => Imports | null) | undefined;
  readonly filename: string;
}

export type Wanted = 'any' | 'client';

/** The files that a file without types imports. */
export interface Imports {
  /** Results that depend on the files live as long as this object. */
  readonly owner: object;
  /**
   * The file of a specifier; null if it cannot be read.
   *
   * @param wanted `client` if only a file that uses a client itself, or re-exports other files, is needed; this is
   *   determined without parsing it
   */
  import(specifier: string, wanted: Wanted): Unit | null;
}

export type Parser = Pick<typeof TypeScriptParser, 'parseForESLint'>;

/** A field of `this`, one for each name in a file. */
export interface Field {
  readonly kind: 'field';
  readonly name: string;
}

/** A place that outlives an expression: a variable, or a field of `this`. */
export type Slot = Variable | Field;

export const isField = (slot: Slot): slot is Field => 'kind' in slot && slot.kind === 'field';

/** The cached look-ups. */
interface Index {
  readonly fields: Map<string, Field>;
  readonly captured: Map<FunctionNode | ClassNode, readonly Slot[]>;
  facts?: FileFacts;
  variables?: Map<TSESTree.Node, Variable>;
  declared?: Map<TSESTree.Node, Variable[]>;
}

const ids = new WeakMap<Slot, number>();
let count = 0;

export class Unit {
  readonly ast: TSESTree.Program;
  readonly text: string;
  readonly filename: string;
  readonly visitorKeys: SourceFile['visitorKeys'];
  readonly parser: Parser | undefined;
  /** Present only with type information. */
  readonly services: ParserServicesWithProgram | null;
  readonly #scopes: ScopeManager;
  readonly #index: Index;
  readonly #openImports: SourceFile['imports'];
  #imports: Imports | null | undefined;

  constructor(source: SourceFile, useTypes: boolean, index: Index = { fields: new Map(), captured: new Map() }) {
    if (!source.scopeManager) throw new Error(`no scope information for ${source.filename}`);
    this.ast = source.ast;
    this.text = source.text;
    this.filename = source.filename;
    this.visitorKeys = source.visitorKeys;
    this.parser = source.parser;
    this.#scopes = source.scopeManager;
    this.#index = index;
    const services = source.parserServices;
    this.services =
      useTypes && services?.program && services.esTreeNodeToTSNodeMap ? (services as ParserServicesWithProgram) : null;
    // With types, the files come from the program.
    this.#openImports = this.services ? undefined : source.imports;
  }

  /** The files that it imports; null with types, and if the host does not supply them. */
  get imports(): Imports | null {
    if (this.#imports === undefined) this.#imports = this.#openImports?.(specifiersIn(this.ast, this.#scopes)) ?? null;
    return this.#imports;
  }

  /** The same file as part of another program. */
  under(services: ParserServicesWithProgram): Unit {
    return new Unit(
      {
        ast: this.ast,
        text: this.text,
        filename: this.filename,
        visitorKeys: this.visitorKeys,
        scopeManager: this.#scopes,
        parserServices: services,
      },
      true,
      this.#index,
    );
  }

  /** The variable an identifier refers to or declares; undefined for property names and unresolved globals. */
  variable(identifier: TSESTree.Node): Variable | undefined {
    this.#index.variables ??= this.#indexVariables();
    return this.#index.variables.get(identifier);
  }

  /** Facts from one walk over the whole file. */
  get facts(): FileFacts {
    return (this.#index.facts ??= gatherFacts(this.ast, this.visitorKeys));
  }

  /** All classes of the file. */
  get classes(): readonly ClassNode[] {
    return this.#scopes.scopes.map(({ block }) => block).filter((block) => isClass(block));
  }

  /** The variables of all scopes that have a name. */
  variablesNamed(name: string): readonly Variable[] {
    return this.#scopes.scopes.flatMap(({ set }) => set.get(name) ?? []);
  }

  /** The variables of the scope that `node` opens. */
  variablesOf(node: TSESTree.Node): readonly Variable[] {
    if (!this.#index.declared) {
      this.#index.declared = new Map();
      for (const scope of this.#scopes.scopes) {
        const known = this.#index.declared.get(scope.block) ?? [];
        this.#index.declared.set(scope.block, known.concat(scope.variables));
      }
    }
    return this.#index.declared.get(node) ?? [];
  }

  /** The variables of outer functions and of the module that a function or class refers to, and the fields of `this`, once each. */
  captures(fn: FunctionNode | ClassNode): readonly Slot[] {
    let captured = this.#index.captured.get(fn);
    if (!captured) {
      const found = new Set<Slot>();
      for (const reference of this.#scopes.acquire(fn, true)?.through ?? [])
        if (reference.resolved?.defs.length) found.add(reference.resolved);
      if (/\bthis\b/.test(this.text.slice(...fn.range)))
        for (const name of fieldsIn(fn, this.visitorKeys)) found.add(this.field(name));
      this.#index.captured.set(fn, (captured = [...found]));
    }
    return captured;
  }

  /** A field of `this`, the same for the whole file. */
  field(name: string): Field {
    let field = this.#index.fields.get(name);
    if (!field) this.#index.fields.set(name, (field = { kind: 'field', name: `this.${name}` }));
    return field;
  }

  /** A unique number for `variable` in all units of the file, because results by node outlive a unit. */
  id(variable: Slot): number {
    let id = ids.get(variable);
    if (id === undefined) ids.set(variable, (id = count++));
    return id;
  }

  #indexVariables(): Map<TSESTree.Node, Variable> {
    const index = new Map<TSESTree.Node, Variable>();
    for (const scope of this.#scopes.scopes) {
      for (const reference of scope.references)
        if (reference.resolved) index.set(reference.identifier, reference.resolved);
      for (const variable of scope.variables as Variable[])
        for (const identifier of variable.identifiers) {
          // A class declares its name outside and inside; other code uses the outer one.
          if (!index.has(identifier)) index.set(identifier, variable);
        }
    }
    return index;
  }
}

/** The parts of the type information that the engine uses. */
export type ParserServicesWithProgram = Pick<
  ParserServices & { program: NonNullable<ParserServices['program']> },
  'program' | 'esTreeNodeToTSNodeMap' | 'tsNodeToESTreeNodeMap' | 'getSymbolAtLocation' | 'getTypeAtLocation'
>;

/** The names of the fields of its own `this` that a function uses. */
function fieldsIn(fn: FunctionNode | ClassNode, visitorKeys: SourceFile['visitorKeys']): Set<string> {
  const names = new Set<string>();
  const stack: TSESTree.Node[] = childrenOf(fn, visitorKeys);
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (isClass(node) || (isFunction(node) && node.type !== 'ArrowFunctionExpression')) continue;
    const name = node.type === 'MemberExpression' && node.object.type === 'ThisExpression' ? memberName(node) : null;
    if (name !== null) names.add(name);
    stack.push(...childrenOf(node, visitorKeys));
  }
  return names;
}
