/** Parses one file for the engine, without ESLint and without types. */
import type { TSESTree } from '@typescript-eslint/utils';
import { linkParents } from '../syntax/nodes.js';
import type { SourceFile } from '../syntax/unit.js';
import { loadTypeScriptParser } from './compiler.js';

/**
 * @param text TypeScript or JavaScript, with JSX if the name of the file allows it
 * @throws if the text does not parse, or if there is no compiler that the parser can load
 */
export function parseFile(text: string, filename: string): SourceFile {
  const { ast, scopeManager, visitorKeys } = loadTypeScriptParser().parseForESLint(text, {
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
  return {
    ast: program,
    text,
    scopeManager,
    visitorKeys,
    filename,
    reparse: (changed) => parseFile(changed, filename),
  };
}
