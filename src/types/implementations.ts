/** Finds the only implementation of a declared member in the sources of a program. */
import type * as ts from 'typescript';
import { ANONYMOUS } from './entity.js';
import { fileIndexOf, isLibrary } from './file-index.js';

/** With more candidates than this, the types are not compared. */
const MAX_CANDIDATES = 32;

const MAX_DEPTH = 8;

interface Index {
  readonly files: readonly ts.SourceFile[];
  readonly answers: Map<ts.Declaration, ts.Node | null>;
  readonly overridden: Map<ts.Node, boolean>;
}

const byProgram = new WeakMap<ts.Program, Index>();

/** Determined by the members of nodes, not by their kinds, whose numbers depend on the version of TypeScript. */
interface Member {
  readonly name?: { readonly text?: string };
  readonly body?: ts.Node;
  readonly initializer?: ts.Node;
  readonly parent?: ts.Node & {
    readonly members?: unknown;
    readonly properties?: unknown;
    readonly heritageClauses?: readonly { readonly types: readonly { readonly expression: ts.Node }[] }[];
  };
}

/**
 * The implementation of a method of an interface, a type literal or an abstract class, if the
 * sources of `program` have exactly one; null if there is none, or more than one.
 */
export function soleImplementation(program: ts.Program, declaration: ts.Declaration): ts.Node | null {
  const { name, body, initializer, parent } = declaration as unknown as Member;
  if (name?.text === undefined || body || initializer || !parent?.members) return null;
  const index = indexOf(program);
  let answer = index.answers.get(declaration);
  if (answer === undefined) {
    const candidates = membersNamed(index, name.text);
    index.answers.set(
      declaration,
      (answer = candidates.length > MAX_CANDIDATES ? null : soleOf(program.getTypeChecker(), candidates, parent)),
    );
  }
  return answer;
}

/** Whether a subclass in the program overrides `member`. */
export function isOverridden(program: ts.Program, member: ts.Node): boolean {
  const { name, parent } = member as unknown as Member;
  if (name?.text === undefined || !parent?.members) return false;
  const index = indexOf(program);
  let answer = index.overridden.get(member);
  if (answer === undefined) {
    const checker = program.getTypeChecker();
    const others = membersNamed(index, name.text).filter(
      (other) => other.parent !== parent && (other as unknown as Member).parent?.members !== undefined,
    );
    const type = others.length > 0 ? checker.getTypeAtLocation(parent) : null;
    index.overridden.set(
      member,
      (answer = type !== null && others.some((other) => isDeclaredAs(checker, other.parent, type, 0))),
    );
  }
  return answer;
}

function indexOf(program: ts.Program): Index {
  let index = byProgram.get(program);
  if (!index)
    byProgram.set(
      program,
      (index = {
        files: program.getSourceFiles().filter((file) => !isLibrary(file)),
        answers: new Map(),
        overridden: new Map(),
      }),
    );
  return index;
}

/** Members with a body or a value, of classes and object literals of the program. */
const membersNamed = ({ files }: Index, name: string): readonly ts.Node[] =>
  files.flatMap((file) => fileIndexOf(file).members.get(name) ?? []);

/**
 * A candidate that only has the structure of the declared type could implement it, and prevents an answer; a candidate that is
 * declared as another type does not.
 */
function soleOf(checker: ts.TypeChecker, candidates: readonly ts.Node[], declared: ts.Node): ts.Node | null {
  const type = checker.getTypeAtLocation(declared);
  const [sole, ...others] = candidates.filter(
    ({ parent }) =>
      isDeclaredAs(checker, parent, type, 0) ||
      (!isDeclaredOtherwise(checker, parent) && checker.isTypeAssignableTo(checker.getTypeAtLocation(parent), type)),
  );
  return sole && others.length === 0 && isDeclaredAs(checker, sole.parent, type, 0) ? sole : null;
}

/** Whether a class declares a supertype, or an object literal has a named contextual type. */
function isDeclaredOtherwise(checker: ts.TypeChecker, owner: ts.Node & Member['parent']): boolean {
  if (!owner.properties) return (owner.heritageClauses ?? []).length > 0;
  const wanted = checker.getContextualType(owner as ts.Expression & typeof owner)?.getSymbol();
  return wanted !== undefined && wanted.name !== ANONYMOUS;
}

/** Whether a class declares the type as a supertype, or an object literal has the type as its contextual type. */
function isDeclaredAs(
  checker: ts.TypeChecker,
  owner: ts.Node & Member['parent'],
  type: ts.Type,
  depth: number,
): boolean {
  if (depth > MAX_DEPTH) return false;
  if (owner.properties)
    return checker.getContextualType(owner as ts.Expression & typeof owner)?.getSymbol() === type.getSymbol();
  return (owner.heritageClauses ?? [])
    .flatMap(({ types }) => types)
    .some(({ expression }) => {
      const symbol = checker.getSymbolAtLocation(expression);
      const target = symbol && resolve(checker, symbol);
      return (
        target !== undefined &&
        (target === type.getSymbol() ||
          (target.declarations ?? []).some((one) => isDeclaredAs(checker, one, type, depth + 1)))
      );
    });
}

/** `ts.SymbolFlags.Alias`, written as a number so that TypeScript does not have to be loaded. */
const ALIAS = 2_097_152;

/** The target of an import; any other symbol itself. */
export const resolve = (checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol =>
  symbol.flags & ALIAS ? checker.getAliasedSymbol(symbol) : symbol;
