/**
 * Which code of a program can get a resource at all. A top-level statement can if it names a client, or mentions something
 * that can: a name of its file, or an import, whose declaration the checker finds without inferring any type. Most calls then
 * need no question about their types.
 */
import type * as ts from 'typescript';
import { clientGlobals, isClientModule, namesClient, typesOfClients } from '../protocols/index.js';
import { TAG } from '../protocols/tags.js';
import { resolve } from './implementations.js';
import { ambientIn, fileIndexOf, isLibrary, specifiersOf, statementAt, type Statement } from './file-index.js';

/** A top-level statement of a source file, or a whole file: one of a library, or one in JavaScript. */
type Place = Statement | ts.SourceFile;

/** What a place leads to; null if it names a client. */
type Steps = readonly Place[] | null;

/** For tests, which compare the verdicts with those without an index. */
export const reach = { isUsed: true };

export class ClientReach {
  static readonly #all = new WeakMap<ts.Program, ClientReach>();
  readonly #program: ts.Program;
  readonly #sources: readonly ts.SourceFile[];
  readonly #steps = new Map<Place, Steps>();
  readonly #answers = new Map<Place, boolean>();
  /** By the specifier or the identifier in an import. */
  readonly #imported = new Map<ts.Node, readonly Place[]>();
  readonly #names = new Map<string, 'reaching' | 'declared' | 'missing'>();
  /** What other files add to a module. */
  readonly #added = new Map<ts.SourceFile, readonly Place[]>();
  /** Matches names that code can use without an import and that lead to a client; undefined until it is needed. */
  #globals: RegExp | null | undefined;

  private constructor(program: ts.Program) {
    this.#program = program;
    this.#sources = program.getSourceFiles().filter((file) => !isLibrary(file));
  }

  static of(program: ts.Program): ClientReach {
    let known = this.#all.get(program);
    if (!known) this.#all.set(program, (known = new ClientReach(program)));
    return known;
  }

  /** Whether the code at a position of a file can get a resource. */
  at(file: ts.SourceFile, position: number): boolean {
    const place = isWhole(file) ? file : statementAt(file, position);
    return !place || this.#isAny([place]);
  }

  /** Whether any code of a file can. */
  in(file: ts.SourceFile): boolean {
    return this.#isAny(isWhole(file) ? [file] : fileIndexOf(file).statements.filter(({ isLink }) => !isLink));
  }

  /**
   * Whether the sources declare a name, at any depth, that could be a function that returns an object: in code that can get a
   * resource, or only in other code.
   */
  named(name: string): 'reaching' | 'declared' | 'missing' {
    let known = this.#names.get(name);
    if (!known) {
      const declaring = this.#sources.flatMap((file): readonly Place[] => {
        const statements = fileIndexOf(file).named.get(name) ?? [];
        return isWhole(file) && statements.length > 0 ? [file] : statements;
      });
      known = declaring.length === 0 ? 'missing' : this.#isAny(declaring) ? 'reaching' : 'declared';
      this.#names.set(name, known);
    }
    return known;
  }

  #isAny(starts: readonly Place[]): boolean {
    if (!reach.isUsed) return true;
    if (this.#globals === undefined) this.#readAmbient();
    return this.#search(starts);
  }

  /** A search from the places that stops at the first one that names a client, or is known to lead to one. */
  #search(starts: readonly Place[]): boolean {
    const cameFrom = new Map<Place, Place | null>();
    const queue: Place[] = [];
    const add = (place: Place, from: Place | null): boolean => {
      const known = this.#answers.get(place);
      if (known === undefined && !cameFrom.has(place)) {
        cameFrom.set(place, from);
        queue.push(place);
      }
      return known === true;
    };
    const found = (place: Place | null): true => {
      for (let at = place; at; at = cameFrom.get(at) ?? null) this.#answers.set(at, true);
      return true;
    };
    for (const start of starts) if (add(start, null)) return true;
    for (const place of queue) {
      const steps = this.#stepsFrom(place);
      if (!steps) return found(place);
      for (const next of steps) if (add(next, place)) return found(place);
    }
    for (const place of queue) this.#answers.set(place, false);
    return false;
  }

  #stepsFrom(place: Place): Steps {
    let steps = this.#steps.get(place);
    if (steps === undefined)
      this.#steps.set(place, (steps = isFile(place) ? this.#fromFile(place) : this.#fromStatement(place)));
    return steps;
  }

  #fromFile(file: ts.SourceFile): Steps {
    const specifiers = specifiersOf(file);
    if (!specifiers || isNaming(file) || (!isInstalled(file) && this.#mentionsGlobal(file.text))) return null;
    const modules = specifiers.flatMap((specifier) => this.#modulesAt(specifier));
    const added = this.#added.get(file) ?? [];
    return isLibrary(file) || isWhole(file) ? [...modules, ...added] : [...added, ...fileIndexOf(file).statements];
  }

  #fromStatement(statement: Statement): Steps {
    const { file, node, declares, mentions, modules, open } = statement;
    if (statement.isNaming || !specifiersOf(file)) return null;
    if (this.#globals && this.#mentionsGlobal(file.text.slice(node.pos, node.end))) return null;
    const steps: Place[] = modules.flatMap((specifier) => this.#modulesAt(specifier));
    for (const name of open) steps.push(...this.#implementing(name));
    const index = fileIndexOf(file);
    for (const name of mentions) {
      const imported = index.imports.get(name);
      if (imported) steps.push(...this.#declarationsOf(imported));
      for (const other of index.declaring.get(name)!)
        if (!imported) steps.push(other);
        else if (other.isNaming) return null;
    }
    for (const name of declares)
      for (const other of index.mentioning.get(name) ?? []) if (isChangedBy(statement, other)) steps.push(other);
    return steps;
  }

  /** The places of the members of a name that have a body or a value. */
  #implementing(name: string): Place[] {
    return this.#sources.flatMap((file) =>
      (fileIndexOf(file).members.get(name) ?? []).map((member) => placeOf(file, member)),
    );
  }

  /** The files of a module. */
  #modulesAt(specifier: ts.Node): ts.SourceFile[] {
    const symbol = this.#program.getTypeChecker().getSymbolAtLocation(specifier);
    const files = (symbol?.declarations ?? []).map((declaration) => declaration.getSourceFile());
    return files.filter((file) => !this.#isPlatform(file));
  }

  /** The places that declare what an identifier imports. */
  #declarationsOf(imported: ts.Node): readonly Place[] {
    let places = this.#imported.get(imported);
    if (!places) {
      const checker = this.#program.getTypeChecker();
      const symbol = checker.getSymbolAtLocation(imported);
      const declarations = symbol ? (resolve(checker, symbol).declarations ?? []) : [];
      places = declarations.flatMap((declaration) => {
        const file = declaration.getSourceFile();
        return this.#isPlatform(file) ? [] : [placeOf(file, declaration)];
      });
      this.#imported.set(imported, places);
    }
    return places;
  }

  /**
   * The declarations of the language and of Node.js, which mention each other everywhere: what they give that is a client is named
   * where it is used.
   */
  #isPlatform(file: ts.SourceFile): boolean {
    return PLATFORM.test(file.fileName) || this.#program.isSourceFileDefaultLibrary(file);
  }

  #mentionsGlobal(text: string): boolean {
    return this.#globals?.test(text) === true;
  }

  /** Collects what files add to others: to modules first, then to the globals, until no more names lead to a client. */
  #readAmbient(): void {
    const files = this.#program.getSourceFiles().filter((file) => !this.#isPlatform(file));
    const blocks = files.flatMap((file) =>
      ambientIn(file).map((block) => ({ ...block, place: placeOf(file, block.node) })),
    );
    for (const { module, place } of blocks)
      for (const file of module ? this.#modulesAt(module) : [])
        if (file !== place) this.#added.set(file, [...(this.#added.get(file) ?? []), place]);
    const names = new Set<string>();
    this.#globals = null;
    for (let size = -1; names.size > size;) {
      size = names.size;
      for (const { globals, place } of blocks)
        if (globals.length > 0 && !isInstalled('file' in place ? place.file : place) && this.#search([place]))
          for (const name of globals) names.add(name);
      this.#globals = matching(names);
      this.#steps.clear();
      this.#answers.clear();
    }
  }
}

/** The place of a node. */
function placeOf(file: ts.SourceFile, node: ts.Node): Place {
  return (isLibrary(file) || isWhole(file) ? undefined : statementAt(file, node.pos)) ?? file;
}

const isInstalled = ({ fileName }: ts.SourceFile): boolean => fileName.includes('/node_modules/');

const isFile = (place: Place): place is ts.SourceFile => 'fileName' in place;

/** Files outlive the programs of an editor session. */
const naming = new WeakMap<ts.SourceFile, boolean>();

function isNaming(file: ts.SourceFile): boolean {
  let known = naming.get(file);
  if (known === undefined)
    naming.set(file, (known = isLibrary(file) ? isNamingLibrary(file) : fileIndexOf(file).isNaming));
  return known;
}

/** The same without a walk, by the words that the parser has seen. */
function isNamingLibrary(file: ts.SourceFile): boolean {
  if (file.text.includes(`@${TAG}`)) return true;
  const { identifiers } = file as { identifiers?: ReadonlyMap<string, string> };
  if (!identifiers) return namesClient(file.text);
  return (
    [...clientGlobals].some((name) => identifiers.has(name)) ||
    (specifiersOf(file) ?? []).some((specifier) => isClientModule((specifier as { text?: string }).text ?? ''))
  );
}

/** In JavaScript, functions become properties of what other statements declare. */
const isWhole = ({ fileName }: ts.SourceFile): boolean => !/\.[cm]?tsx?$/.test(fileName);

/** Whether what a statement does determines the value of what another one declares. */
const isChangedBy = (declaring: Statement, other: Statement): boolean =>
  declaring !== other &&
  (declaring.isVariable || other.isPlain || (declaring.isCallable && fileIndexOf(declaring.file).isNaming));

const PLATFORM = new RegExp(String.raw`/node_modules/(?:@types/node|${typesOfClients.join('|')})/`);

const matching = (names: ReadonlySet<string>): RegExp | null =>
  names.size > 0 ? new RegExp(String.raw`(?<![\w$])(?:${[...names].map(escaped).join('|')})(?![\w$])`) : null;

const escaped = (name: string): string => name.replaceAll('$', String.raw`\$`);
