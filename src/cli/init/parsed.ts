/** An ESLint configuration as a syntax tree. It is parsed and never executed. */
import type { Linter } from 'eslint';
import { loadTypeScriptParser } from '../../types/compiler.js';
import { syntaxTree, type SyntaxTree } from '../syntax-tree.js';

export interface ParsedConfig extends SyntaxTree {
  readonly text: string;
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

const parseWith = (text: string, file: string, languageOptions: Linter.LanguageOptions): ParsedConfig => ({
  text,
  ...syntaxTree(text, file, languageOptions),
});

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
