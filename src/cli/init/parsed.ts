/** An ESLint configuration as a syntax tree. It is parsed and never executed. */
import type { TSESTree } from '@typescript-eslint/utils';
import { Linter, type Rule } from 'eslint';
import path from 'node:path';
import { loadTypeScriptParser } from '../../types/compiler.js';

export interface ParsedConfig {
  readonly text: string;
  readonly ast: TSESTree.Program;
  readonly tokens: readonly TSESTree.Token[];
  readonly comments: readonly TSESTree.Comment[];
}

/**
 * @param file its name decides about the language
 * @throws with the reason, if the text does not parse, or is TypeScript and there is no parser for it
 */
export function parseConfig(text: string, file: string): ParsedConfig {
  if (/\.[cm]?ts$/.test(file)) return parseWith(text, file, { parser: loadTypeScriptParser() });
  if (file.endsWith('.cjs')) return parseWith(text, file, { sourceType: 'commonjs' });
  try {
    return parseWith(text, file, { sourceType: 'module' });
  } catch (error) {
    try {
      return parseWith(text, file, { sourceType: 'commonjs' });
    } catch {
      throw error;
    }
  }
}

function parseWith(text: string, file: string, languageOptions: Linter.LanguageOptions): ParsedConfig {
  let parsed: ParsedConfig | undefined;
  const keep: Rule.RuleModule = {
    create: ({ sourceCode }) => {
      // ESLint types its AST as ESTree; the nodes are those of typescript-eslint.
      const ast = sourceCode.ast as unknown as TSESTree.Program;
      parsed = { text, ast, tokens: ast.tokens ?? [], comments: ast.comments ?? [] };
      return {};
    },
  };
  const [message] = new Linter().verify(
    text,
    [
      {
        files: ['**'],
        languageOptions,
        plugins: { init: { rules: { keep } } },
        rules: { 'init/keep': 'error' },
        linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
      },
    ],
    { filename: path.basename(file) },
  );
  if (!parsed) throw new Error(message ? `line ${message.line}: ${message.message}` : 'it does not parse');
  return parsed;
}

/** The modules that a configuration loads by a literal name: `import`, `export … from`, `import()` and `require`. */
export function loadedModules({ ast, tokens }: ParsedConfig): ReadonlySet<string> {
  const named = ast.body.flatMap((statement) =>
    'source' in statement && statement.source ? [statement.source.value] : [],
  );
  const called = tokens.flatMap(({ value, type }, at) => {
    const [open, name] = tokens.slice(at + 1, at + 3);
    const isLoading =
      (type as string) !== 'String' && (value === 'require' || value === 'import') && open?.value === '(';
    return isLoading && name && (name.type as string) === 'String' ? [name.value.slice(1, -1)] : [];
  });
  return new Set([...named, ...called].filter((name) => typeof name === 'string'));
}
