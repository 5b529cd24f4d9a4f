/** Parses one file for the engine, without ESLint and without types. */
import type * as parser from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/utils';
import { createRequire } from 'node:module';
import { linkParents } from '../syntax/nodes.js';
import type { SourceFile } from '../syntax/unit.js';

let loaded: typeof parser | undefined;

/**
 * @param text TypeScript or JavaScript, with JSX where the name of the file allows it
 * @throws where the text does not parse, or where `@typescript-eslint/parser` is not installed
 */
export function parseFile(text: string, filename: string): SourceFile {
  loaded ??= createRequire(import.meta.url)('@typescript-eslint/parser') as typeof parser;
  const { ast, scopeManager, visitorKeys } = loaded.parseForESLint(text, {
    filePath: filename,
    sourceType: 'module',
    ecmaFeatures: { jsx: !/\.[cm]?ts$/.test(filename) },
    range: true,
    loc: true,
    comment: true,
    tokens: true,
    warnOnUnsupportedTypeScriptVersion: false,
  });
  const program = ast as TSESTree.Program;
  linkParents(program, visitorKeys);
  return { ast: program, text, scopeManager: scopeManager, visitorKeys, filename };
}
