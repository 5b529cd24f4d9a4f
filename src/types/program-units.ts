/** Files of a program that are not being linted, parsed for their definitions. */
import type * as ts from 'typescript';
import { linkParents } from '../syntax/nodes.js';
import { Unit, type Parser, type ParserServicesWithProgram } from '../syntax/unit.js';
import { loadTypeScript, loadTypeScriptParser } from './compiler.js';

/** The source of the oracle for the files of a program. */
export interface Units {
  adopt(unit: Unit): Unit;
  forget(unit: Unit): void;
  /** The parsed file; null if it cannot be parsed. */
  get(services: ParserServicesWithProgram, file: ts.SourceFile): Unit | null;
}

/** The files of a program with one changed file, which is analysed with its new text. */
export function withChanged(program: object, file: ts.SourceFile, changed: Unit): Units {
  const units = ProgramUnits.of(program);
  return {
    adopt: (unit) => unit,
    forget: () => undefined,
    get: (services, asked) => (asked === file ? changed : units.get(services, asked)),
  };
}

/**
 * The files of one program, each with one AST, because results about a function refer to its node. Files that are not linted
 * outlive the programs of an editor session, and are parsed once for all of them. For a large program, only the files that were
 * used last are kept: other files are parsed and analysed again when they are needed.
 */
export class ProgramUnits implements Units {
  static readonly #all = new WeakMap<object, ProgramUnits>();
  readonly #units = new Map<ts.SourceFile, WeakRef<Unit> | null>();
  /** In the order of their last use. */
  readonly #recent = new Set<Unit>();
  #size = 0;
  /** The parser of the linted files of the program. */
  #parser: Parser | undefined;

  static of(program: object): ProgramUnits {
    let known = this.#all.get(program);
    if (!known) this.#all.set(program, (known = new ProgramUnits()));
    return known;
  }

  /** The unit of the linted file in the program: `unit`, unless the file has been used before. */
  adopt(unit: Unit): Unit {
    this.#parser ??= unit.parser;
    const file = sourceFileOf(unit);
    if (!file) return unit;
    const known = this.#units.get(file)?.deref();
    if (!known) this.#units.set(file, new WeakRef(unit));
    this.#keep(known ?? unit);
    // The script of a component is a part of the linted text, with offsets from its own start.
    return known?.text === unit.text ? known : unit;
  }

  /** Reverts the adoption of `unit`. */
  forget(unit: Unit): void {
    const file = sourceFileOf(unit);
    if (file && this.#units.get(file)?.deref() === unit) this.#units.delete(file);
    if (this.#recent.delete(unit)) this.#size -= unit.text.length;
  }

  get(services: ParserServicesWithProgram, file: ts.SourceFile): Unit | null {
    const known = this.#units.get(file);
    if (known === null) return null;
    const unit = known?.deref() ?? unitOf(services.program, file, this.#parser);
    if (!known?.deref()) this.#units.set(file, unit && new WeakRef(unit));
    if (unit) this.#keep(unit);
    return unit;
  }

  #keep(unit: Unit): void {
    if (!this.#recent.delete(unit)) this.#size += unit.text.length;
    this.#recent.add(unit);
    for (const oldest of this.#recent) {
      if (this.#size <= KEPT || oldest === unit) break;
      this.#recent.delete(oldest);
      this.#size -= oldest.text.length;
    }
  }
}

/** The amount of text whose trees are kept, in characters: each takes about 400 bytes with all results. */
const KEPT = 1_000_000;

/** The source file of the program; undefined if a parser created its own nodes. */
function sourceFileOf({ services, ast }: Unit): ts.SourceFile | undefined {
  return services?.esTreeNodeToTSNodeMap.get(ast);
}

/** A file without a reference to its program, which would keep the program alive. */
interface Parsed {
  readonly unit: Unit;
  readonly nodes: Pick<ParserServicesWithProgram, 'esTreeNodeToTSNodeMap' | 'tsNodeToESTreeNodeMap'>;
}

const parsed = new WeakMap<ts.SourceFile, WeakRef<Parsed> | null>();
/** A parsed file lives as long as a unit of any program that was created from it. */
const origins = new WeakMap<Unit, Parsed>();

function unitOf(program: ts.Program, file: ts.SourceFile, parser: Parser | undefined): Unit | null {
  const ref = parsed.get(file);
  const known = ref === null ? null : (ref?.deref() ?? parseFrom(program, file, parser ?? ownParserOf(file)));
  if (!ref?.deref()) parsed.set(file, known && new WeakRef(known));
  if (!known) return null;
  const { nodes } = known;
  const unit = known.unit.under({
    ...nodes,
    program,
    getSymbolAtLocation: (node) => program.getTypeChecker().getSymbolAtLocation(nodes.esTreeNodeToTSNodeMap.get(node)),
    getTypeAtLocation: (node) => program.getTypeChecker().getTypeAtLocation(nodes.esTreeNodeToTSNodeMap.get(node)),
  });
  origins.set(unit, known);
  return unit;
}

/** This package's own parser, with the nodes of its compiler. */
interface OwnParser {
  readonly parser: Parser;
  readonly SourceFile: unknown;
}

let own: OwnParser | null | undefined;

/** The parser of this package, if the file is from its compiler: the numbers in nodes differ between versions. */
function ownParserOf(file: ts.SourceFile): Parser | null {
  if (own === undefined) own = loadOwnParser();
  return own?.SourceFile === file.constructor ? own.parser : null;
}

function loadOwnParser(): OwnParser | null {
  try {
    const ts = loadTypeScript();
    return {
      parser: loadTypeScriptParser(),
      SourceFile: ts.createSourceFile('', '', ts.ScriptTarget.Latest).constructor,
    };
  } catch {
    return null;
  }
}

function parseFrom(program: ts.Program, file: ts.SourceFile, parser: Parser | null): Parsed | null {
  if (!parser) return null;
  try {
    const { ast, scopeManager, visitorKeys, services } = parser.parseForESLint(file.text, {
      filePath: file.fileName,
      programs: [program],
      range: true,
      loc: true,
      sourceType: 'module',
      ecmaFeatures: { jsx: /x$/.test(file.fileName) },
    });
    linkParents(ast, visitorKeys);
    const { esTreeNodeToTSNodeMap, tsNodeToESTreeNodeMap } = services as ParserServicesWithProgram;
    return {
      unit: new Unit({ ast, text: file.text, scopeManager, visitorKeys, filename: file.fileName }, false),
      nodes: { esTreeNodeToTSNodeMap, tsNodeToESTreeNodeMap },
    };
  } catch {
    return null;
  }
}
