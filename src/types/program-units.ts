/** Files of a program that nobody lints at the moment, parsed for what they define. */
import { createRequire } from 'node:module';
import type * as ParserModule from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/utils';
import type * as ts from 'typescript';
import { Unit, type ParserServicesWithProgram } from '../syntax/unit.js';

/** The files of one program that have been asked for. Files outlive the programs of an editor session, and are parsed once for all of them. */
export class ProgramUnits {
  static readonly #all = new WeakMap<object, ProgramUnits>();
  readonly #units = new Map<string, Unit | null>();

  static of(program: object): ProgramUnits {
    let known = this.#all.get(program);
    if (!known) this.#all.set(program, (known = new ProgramUnits()));
    return known;
  }

  add(unit: Unit): void {
    this.#units.set(unit.filename, unit);
  }

  get(services: ParserServicesWithProgram, file: ts.SourceFile): Unit | null {
    let unit = this.#units.get(file.fileName);
    if (unit === undefined) this.#units.set(file.fileName, (unit = unitOf(services.program, file)));
    return unit;
  }
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
