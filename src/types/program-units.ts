/** Files of a program that nobody lints at the moment, parsed for what they define. */
import { createRequire } from 'node:module';
import type * as ParserModule from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/utils';
import type * as ts from 'typescript';
import { Unit, type ParserServicesWithProgram } from '../syntax/unit.js';

/**
 * The files of one program, each as one AST: whatever is known of a function is known by its node. Files that nobody lints
 * outlive the programs of an editor session, and are parsed once for all of them.
 */
export class ProgramUnits {
  static readonly #all = new WeakMap<object, ProgramUnits>();
  readonly #units = new Map<ts.SourceFile, Unit | null>();

  static of(program: object): ProgramUnits {
    let known = this.#all.get(program);
    if (!known) this.#all.set(program, (known = new ProgramUnits()));
    return known;
  }

  /** The unit by which the program knows the file that is linted: `unit`, unless somebody has asked for the file before. */
  adopt(unit: Unit): Unit {
    const file = sourceFileOf(unit);
    if (!file) return unit;
    const known = this.#units.get(file);
    if (!known) this.#units.set(file, unit);
    // The script of a component is a part of the text that is linted, and counts from its own start.
    return known?.text === unit.text ? known : unit;
  }

  /** Takes back that `unit` was adopted. */
  forget(unit: Unit): void {
    const file = sourceFileOf(unit);
    if (file && this.#units.get(file) === unit) this.#units.delete(file);
  }

  get(services: ParserServicesWithProgram, file: ts.SourceFile): Unit | null {
    let unit = this.#units.get(file);
    if (unit === undefined) this.#units.set(file, (unit = unitOf(services.program, file)));
    return unit;
  }
}

/** The file as the program has it; undefined where a parser made nodes of its own. */
function sourceFileOf({ services, ast }: Unit): ts.SourceFile | undefined {
  return services?.esTreeNodeToTSNodeMap.get(ast);
}

type Parser = typeof ParserModule;
let parser: Parser | null | undefined;

/** A file without its place in a program, which would keep the program. */
interface Parsed {
  readonly unit: Unit;
  readonly nodes: Pick<ParserServicesWithProgram, 'esTreeNodeToTSNodeMap' | 'tsNodeToESTreeNodeMap'>;
}

const parsed = new WeakMap<ts.SourceFile, Parsed | null>();

function unitOf(program: ts.Program, file: ts.SourceFile): Unit | null {
  let known = parsed.get(file);
  if (known === undefined) parsed.set(file, (known = parseFrom(program, file)));
  if (!known) return null;
  const { unit, nodes } = known;
  return unit.under({
    ...nodes,
    program,
    getSymbolAtLocation: (node) => program.getTypeChecker().getSymbolAtLocation(nodes.esTreeNodeToTSNodeMap.get(node)),
    getTypeAtLocation: (node) => program.getTypeChecker().getTypeAtLocation(nodes.esTreeNodeToTSNodeMap.get(node)),
  });
}

function parseFrom(program: ts.Program, file: ts.SourceFile): Parsed | null {
  if (parser === undefined) {
    try {
      parser = createRequire(import.meta.url)('@typescript-eslint/parser') as Parser;
    } catch {
      parser = null;
    }
  }
  if (!parser) return null;
  try {
    const { ast, scopeManager, visitorKeys, services } = parser.parseForESLint(file.text, { filePath: file.fileName, programs: [program], range: true, loc: true, sourceType: 'module', ecmaFeatures: { jsx: /x$/.test(file.fileName) } });
    setParents(ast, visitorKeys);
    const { esTreeNodeToTSNodeMap, tsNodeToESTreeNodeMap } = services as ParserServicesWithProgram;
    return { unit: new Unit({ ast, text: file.text, scopeManager, visitorKeys, filename: file.fileName }, false), nodes: { esTreeNodeToTSNodeMap, tsNodeToESTreeNodeMap } };
  } catch {
    return null;
  }
}

function setParents(root: TSESTree.Program, visitorKeys: Readonly<Record<string, readonly string[] | undefined>>): void {
  const stack: TSESTree.Node[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    for (const key of visitorKeys[node.type] ?? []) {
      const value = (node as unknown as Record<string, unknown>)[key];
      for (const child of Array.isArray(value) ? value : [value]) {
        if (!child || typeof (child as TSESTree.Node).type !== 'string') continue;
        (child as { parent: TSESTree.Node }).parent = node;
        stack.push(child as TSESTree.Node);
      }
    }
  }
}
