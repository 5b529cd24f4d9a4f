/** Files of a program that nobody lints at the moment, parsed for what they define. */
import type * as ts from 'typescript';
import { linkParents } from '../syntax/nodes.js';
import { Unit, type Parser, type ParserServicesWithProgram } from '../syntax/unit.js';
import { loadTypeScript, loadTypeScriptParser } from './compiler.js';

/** Where the oracle finds the files of a program. */
export interface Units {
  adopt(unit: Unit): Unit;
  forget(unit: Unit): void;
  /** A file as it is parsed; null where it cannot be. */
  get(services: ParserServicesWithProgram, file: ts.SourceFile): Unit | null;
}

/** The files of a program, of which one has been changed and is analysed in its new form. */
export function withChanged(program: object, file: ts.SourceFile, changed: Unit): Units {
  const units = ProgramUnits.of(program);
  return {
    adopt: (unit) => unit,
    forget: () => undefined,
    get: (services, asked) => (asked === file ? changed : units.get(services, asked)),
  };
}

/**
 * The files of one program, each as one AST: whatever is known of a function is known by its node. Files that nobody lints
 * outlive the programs of an editor session, and are parsed once for all of them. Of a large program only the files that were
 * asked for last are kept: others are parsed again, and what was known of their functions is inferred again, when they are needed.
 */
export class ProgramUnits implements Units {
  static readonly #all = new WeakMap<object, ProgramUnits>();
  readonly #units = new Map<ts.SourceFile, WeakRef<Unit> | null>();
  /** The one that was asked for last comes last. */
  readonly #recent = new Set<Unit>();
  #size = 0;
  /** The one by which the linted files of the program are parsed. */
  #parser: Parser | undefined;

  static of(program: object): ProgramUnits {
    let known = this.#all.get(program);
    if (!known) this.#all.set(program, (known = new ProgramUnits()));
    return known;
  }

  /** The unit by which the program knows the file that is linted: `unit`, unless somebody has asked for the file before. */
  adopt(unit: Unit): Unit {
    this.#parser ??= unit.parser;
    const file = sourceFileOf(unit);
    if (!file) return unit;
    const known = this.#units.get(file)?.deref();
    if (!known) this.#units.set(file, new WeakRef(unit));
    this.#keep(known ?? unit);
    // The script of a component is a part of the text that is linted, and counts from its own start.
    return known?.text === unit.text ? known : unit;
  }

  /** Takes back that `unit` was adopted. */
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

/** How much text of a program is kept parsed, in characters: with all that is known of it, each takes some 400 bytes. */
const KEPT = 1_000_000;

/** The file as the program has it; undefined where a parser made nodes of its own. */
function sourceFileOf({ services, ast }: Unit): ts.SourceFile | undefined {
  return services?.esTreeNodeToTSNodeMap.get(ast);
}

/** A file without its place in a program, which would keep the program. */
interface Parsed {
  readonly unit: Unit;
  readonly nodes: Pick<ParserServicesWithProgram, 'esTreeNodeToTSNodeMap' | 'tsNodeToESTreeNodeMap'>;
}

const parsed = new WeakMap<ts.SourceFile, WeakRef<Parsed> | null>();
/** What is parsed lasts as long as a unit of any program that was made of it. */
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

/** This package's own parser, with the nodes that its compiler makes. */
interface OwnParser {
  readonly parser: Parser;
  readonly SourceFile: unknown;
}

let own: OwnParser | null | undefined;

/** The parser of this package, where the file is of its compiler: what the numbers in a node mean differs from version to version. */
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
