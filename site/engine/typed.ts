/** Parses code with type information, from declarations that are held in memory. */
import * as parser from '@typescript-eslint/parser';
import ts from 'typescript';
import { linkParents } from '../../src/syntax/nodes.js';
import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile } from '../../src/syntax/unit.js';
import { parseFile } from '../../src/types/parse-file.js';

/** Files of declarations by their path: the library of the compiler below `/lib`, packages below `/node_modules`. */
export type Declarations = Readonly<Record<string, string>>;

const LIBRARY = '/lib';

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts', 'lib.esnext.array.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  jsx: ts.JsxEmit.Preserve,
  types: ['node'],
  allowJs: true,
  strict: true,
  skipLibCheck: true,
  noEmit: true,
};

/** The declarations are parsed once. */
const parsed = new WeakMap<Declarations, Map<string, ts.SourceFile>>();
const programs = new WeakMap<Declarations, ts.Program>();

/** @throws if the text does not parse */
export function parseWithTypes(text: string, filename: string, declarations: Declarations): SourceFile {
  const program = ts.createProgram(
    [filename],
    OPTIONS,
    hostOf(text, filename, declarations),
    programs.get(declarations),
  );
  programs.set(declarations, program);
  const result = parser.parseForESLint(text, {
    programs: [program],
    filePath: filename,
    sourceType: 'module',
    ecmaFeatures: { jsx: !filename.endsWith('.ts') },
    range: true,
    loc: true,
    comment: true,
    tokens: true,
  });
  const ast = result.ast as TSESTree.Program;
  linkParents(ast, result.visitorKeys);
  return {
    ast,
    text,
    scopeManager: result.scopeManager,
    visitorKeys: result.visitorKeys,
    parserServices: result.services,
    parser,
    filename,
    reparse: (changed) => parseFile(changed, filename),
  };
}

function hostOf(text: string, filename: string, declarations: Declarations): ts.CompilerHost {
  let known = parsed.get(declarations);
  if (!known) parsed.set(declarations, (known = new Map<string, ts.SourceFile>()));
  const folders = foldersOf(declarations);
  const read = (name: string): string | undefined => (name === filename ? text : declarations[name]);
  return {
    getSourceFile(name, options) {
      const content = read(name);
      if (content === undefined) return undefined;
      if (name === filename) return ts.createSourceFile(name, content, options, true);
      let file = known.get(name);
      if (!file) known.set(name, (file = ts.createSourceFile(name, content, options, true)));
      return file;
    },
    fileExists: (name) => read(name) !== undefined,
    readFile: read,
    directoryExists: (name) => folders.has(name),
    getDirectories: (name) =>
      [...folders].filter((one) => one.startsWith(`${name}/`) && !one.slice(name.length + 1).includes('/')),
    getDefaultLibFileName: () => `${LIBRARY}/lib.d.ts`,
    getDefaultLibLocation: () => LIBRARY,
    getCurrentDirectory: () => '/',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    writeFile: () => {},
  };
}

function foldersOf(declarations: Declarations): ReadonlySet<string> {
  const folders = new Set(['/']);
  for (const file of Object.keys(declarations))
    for (let end = file.lastIndexOf('/'); end > 0; end = file.lastIndexOf('/', end - 1))
      folders.add(file.slice(0, end));
  return folders;
}
