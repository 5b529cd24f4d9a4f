/**
 * The names of all declarations in the sources of a program that could return an object. A method with another name is from a
 * library or returns a primitive, which is determined without the type of its receiver.
 */
import type * as ts from 'typescript';

const PRIMITIVE = String.raw`(?:void|undefined|null|never|string|number|bigint|boolean|symbol)`;
const PRIMITIVES = new RegExp(
  String.raw`^(?:${PRIMITIVE}|Promise<\s*${PRIMITIVE}(?:\s*\|\s*${PRIMITIVE})*\s*>)(?:\s*\|\s*(?:${PRIMITIVE}))*$`,
);

const byFile = new WeakMap<ts.SourceFile, ReadonlySet<string>>();
const byProgram = new WeakMap<
  ts.Program,
  { readonly files: readonly ts.SourceFile[]; readonly answers: Map<string, boolean> }
>();

/** Whether a file of `program` for which `isSource` holds declares the name. Files keep their names when a program is replaced. */
export function isDeclared(name: string, program: ts.Program, isSource: (file: ts.SourceFile) => boolean): boolean {
  let known = byProgram.get(program);
  if (!known)
    byProgram.set(program, (known = { files: program.getSourceFiles().filter(isSource), answers: new Map() }));
  let answer = known.answers.get(name);
  if (answer === undefined) known.answers.set(name, (answer = known.files.some((file) => namesIn(file).has(name))));
  return answer;
}

/** The names that one file declares, remembered as long as the file lives. */
export function namesIn(file: ts.SourceFile): ReadonlySet<string> {
  let names = byFile.get(file);
  if (!names) {
    const found = new Set<string>();
    const visit = (node: ts.Node): void => {
      const name = declaredName(node, file);
      if (name !== undefined) found.add(name);
      node.forEachChild(visit);
    };
    file.forEachChild(visit);
    byFile.set(file, (names = found));
  }
  return names;
}

/** Determined by the members of nodes, not by their kinds, whose numbers depend on the version of TypeScript. */
interface Named {
  readonly name?: ts.Node & { readonly text?: string };
  readonly expression?: ts.Node;
  readonly parameters?: readonly ts.Node[];
  readonly type?: ts.Node;
  readonly left?: Named;
}

function declaredName(node: ts.Node, file: ts.SourceFile): string | undefined {
  const { name, expression, parameters, type, left } = node as unknown as Named;
  // `this.send = …` is a declaration too; `this.send` alone is not.
  if (left?.expression && left.name) return left.name.text;
  if (!name || expression) return undefined;
  return parameters && type && PRIMITIVES.test(type.getText(file)) ? undefined : name.text;
}
