/** Parses a changed text of the file that ESLint is looking at, as ESLint has parsed the file, without types. */
import type { Linter } from 'eslint';
import type { TSESTree } from '@typescript-eslint/utils';
import { parseFile } from '../types/parse-file.js';
import { linkParents } from '../syntax/nodes.js';
import type { SourceFile } from '../syntax/unit.js';

/** What makes a parser read a program: the text is not that of the file. */
const PROJECT = {
  project: undefined,
  projectService: undefined,
  programs: undefined,
  program: undefined,
  EXPERIMENTAL_useProjectService: undefined,
};

/** By the host's own parser where that says what its scopes are; else by the parser of this package. */
export function reparseWith(
  { parser, parserOptions, sourceType, ecmaVersion }: Linter.LanguageOptions = {},
  filename: string,
): NonNullable<SourceFile['reparse']> {
  return function reparse(text) {
    const own = parser && 'parseForESLint' in parser ? parser : null;
    const result = own?.parseForESLint(text, {
      ...parserOptions,
      ...PROJECT,
      sourceType,
      ecmaVersion,
      filePath: filename,
      range: true,
      loc: true,
      tokens: true,
      comment: true,
    });
    if (!result?.scopeManager || !result.visitorKeys) return parseFile(text, filename);
    const ast = result.ast as TSESTree.Program;
    linkParents(ast, result.visitorKeys);
    return {
      ast,
      text,
      scopeManager: result.scopeManager as unknown as SourceFile['scopeManager'],
      visitorKeys: result.visitorKeys,
      filename,
      reparse,
    };
  };
}
