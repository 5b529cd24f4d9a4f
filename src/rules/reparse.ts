/** Parses a changed text of the file that ESLint is looking at, as ESLint has parsed the file, without types. */
import type { ScopeManager } from '@typescript-eslint/scope-manager';
import type { Linter } from 'eslint';
import { createRequire } from 'node:module';
import type { TSESTree } from '@typescript-eslint/utils';
import { parseFile } from '../types/parse-file.js';
import { linkParents } from '../syntax/nodes.js';
import type { SourceFile } from '../syntax/unit.js';

const require = createRequire(import.meta.url);

/** What a parser gives ESLint. */
interface Parsed {
  readonly ast: unknown;
  readonly scopeManager: ScopeManager | null | undefined;
  readonly visitorKeys: SourceFile['visitorKeys'] | undefined;
}

/** What makes a parser read a program: the text is not that of the file. */
const PROJECT = {
  project: undefined,
  projectService: undefined,
  programs: undefined,
  program: undefined,
  EXPERIMENTAL_useProjectService: undefined,
};

/**
 * By the host's own parser; where that does not say what its scopes are, as espree does not, they are analysed here.
 *
 * @param visitorKeys those of the host's parser
 * @param isWhole with tokens and comments, which only edits need
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

/** As ESLint analyses them. */
function scopesOf(
  ast: TSESTree.Program,
  { sourceType, parserOptions }: Linter.LanguageOptions,
  childVisitorKeys: SourceFile['visitorKeys'],
): ScopeManager {
  const { analyze } = require('../types/scope-analysis.cjs') as {
    readonly analyze: (ast: TSESTree.Program, options: object) => ScopeManager;
  };
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
