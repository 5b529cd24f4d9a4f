/** Parses a text as ESLint does, without running a rule of the plugin. */
import type { TSESTree } from '@typescript-eslint/utils';
import { Linter, type Rule } from 'eslint';
import path from 'node:path';

export interface SyntaxTree {
  readonly ast: TSESTree.Program;
  readonly tokens: readonly TSESTree.Token[];
  readonly comments: readonly TSESTree.Comment[];
}

/** @throws with the reason, if the text does not parse */
export function syntaxTree(text: string, file: string, languageOptions: Linter.LanguageOptions): SyntaxTree {
  let tree: SyntaxTree | undefined;
  const keep: Rule.RuleModule = {
    create: ({ sourceCode }) => {
      // ESLint types its AST as ESTree; the nodes are those of typescript-eslint.
      const ast = sourceCode.ast as unknown as TSESTree.Program;
      tree = { ast, tokens: ast.tokens ?? [], comments: ast.comments ?? [] };
      return {};
    },
  };
  const [message] = new Linter().verify(
    text,
    [
      {
        files: ['**'],
        languageOptions,
        plugins: { tree: { rules: { keep } } },
        rules: { 'tree/keep': 'error' },
        linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
      },
    ],
    { filename: path.basename(file) },
  );
  if (!tree) throw new Error(message ? `line ${message.line}: ${message.message}` : 'it does not parse');
  return tree;
}
