/** Type errors of a folder of cases, and their modules as Node runs them. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const OPTIONS = {
  target: ts.ScriptTarget.ES2023,
  lib: [
    'lib.es2023.d.ts',
    'lib.esnext.disposable.d.ts',
    'lib.esnext.array.d.ts',
    'lib.esnext.collection.d.ts',
    'lib.esnext.iterator.d.ts',
    'lib.esnext.promise.d.ts',
  ],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: ['node'],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
};
const DOM = ['lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.dom.asynciterable.d.ts'];

/**
 * Type-checks with the types of Node, and with those of the DOM besides.
 *
 * @returns the errors by file, without their positions
 */
export function typeErrors(files) {
  const found = new Map(files.map((file) => [file, []]));
  for (const lib of [OPTIONS.lib, [...OPTIONS.lib, ...DOM]]) {
    const program = ts.createProgram(files, { ...OPTIONS, lib });
    for (const { file, code, messageText } of [
      ...program.getSyntacticDiagnostics(),
      ...program.getSemanticDiagnostics(),
    ])
      found.get(file?.fileName)?.push(`TS${code}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
  }
  return found;
}

/** Writes the modules of one case to `folder`, which gets them for itself alone, and says where its entry is. */
export function compile(sources, entry, folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
  for (const [file, text] of sources) {
    const { outputText } = ts.transpileModule(text, {
      compilerOptions: {
        module: ts.ModuleKind.ESNext,
        target: ts.ScriptTarget.ES2022,
        rewriteRelativeImportExtensions: true,
      },
    });
    writeFileSync(path.join(folder, path.basename(file).replace(/\.ts$/, '.js')), outputText);
  }
  return path.join(folder, path.basename(entry).replace(/\.ts$/, '.js'));
}

/** The text of each file. */
export const textsOf = (files) => new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));
