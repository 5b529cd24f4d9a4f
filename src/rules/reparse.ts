/** Parses a changed text of the linted file as ESLint has parsed the file, without types. */
import type { ScopeManager } from '@typescript-eslint/scope-manager';
import type { Linter } from 'eslint';
import type { TSESTree } from '@typescript-eslint/utils';
import { loadScopeAnalysis } from '../packages/load.js';
import { parseFile } from '../types/parse-file.js';
import { linkParents } from '../syntax/nodes.js';
import type { SourceFile } from '../syntax/unit.js';

/** The result of a parser for ESLint. */
interface Parsed {
  readonly ast: unknown;
  readonly scopeManager: ScopeManager | null | undefined;
  readonly visitorKeys: SourceFile['visitorKeys'] | undefined;
}

/** Turns off the options with which a parser reads a program, because the text differs from the file. */
const PROJECT = {
  project: undefined,
  projectService: undefined,
  programs: undefined,
  program: undefined,
  EXPERIMENTAL_useProjectService: undefined,
};

/**
 * Uses the host's parser. If that does not return scopes, like espree, they are analysed here.
 *
 * @param visitorKeys those of the host's parser
 * @param isWhole whether to include tokens and comments, which only edits need
 */
export function reparseWith(
  languageOptions: Linter.LanguageOptions = {},
  filename: string,
  visitorKeys: SourceFile['visitorKeys'],
  isWhole = true,
): NonNullable<SourceFile['reparse']> {
  const { parser, parserOptions, sourceType, ecmaVersion } = languageOptions;
  return function reparse(text) {
    if (!parser) return parseFile(text, filename);
    const options = {
      ...parserOptions,
      ...PROJECT,
      sourceType,
      ecmaVersion,
      filePath: filename,
      range: true,
      loc: true,
      tokens: isWhole,
      comment: isWhole,
    };
    const result: Partial<Parsed> & { readonly ast: unknown } =
      'parseForESLint' in parser
        ? (parser.parseForESLint(text, options) as Parsed)
        : { ast: parser.parse(text, options) };
    const ast = result.ast as TSESTree.Program;
    const keys = result.visitorKeys ?? visitorKeys;
    linkParents(ast, keys);
    const scopeManager = result.scopeManager ?? scopesOf(ast, languageOptions, keys);
    return { ast, text, scopeManager, visitorKeys: keys, filename, reparse };
  };
}

/** Analyses scopes as ESLint does. */
function scopesOf(
  ast: TSESTree.Program,
  { sourceType, parserOptions }: Linter.LanguageOptions,
  childVisitorKeys: SourceFile['visitorKeys'],
): ScopeManager {
  const { analyze } = loadScopeAnalysis();
  const features = parserOptions?.['ecmaFeatures'] as { readonly globalReturn?: boolean } | undefined;
  return analyze(ast, {
    ecmaVersion: 2026,
    sourceType: sourceType ?? 'module',
    nodejsScope: sourceType === 'commonjs' || features?.globalReturn === true,
    ignoreEval: true,
    impliedStrict: false,
    childVisitorKeys,
    fallback: () => [],
    jsx: true,
  });
}
