/** The ways to parse a file, best first, each with its ESLint instance. */
import type * as TypeScriptParser from '@typescript-eslint/parser';
import { ESLint, type Linter } from 'eslint';
import path from 'node:path';
import type { Program } from 'typescript';
import { PREFIX, type Collector } from './collector.js';
import { SOURCES } from './walk.js';

/** One way to parse a file. */
export interface Reading {
  readonly typed: boolean;
  readonly eslint: ESLint;
}

/** The plugin whose rules analyse the parsed file, and the rules to turn on. */
export type Listener = Pick<Collector, 'plugin' | 'rules'>;

export interface Readings {
  /**
   * The ways to try for `file`, in this order: the first that parses is used. Empty for TypeScript without a parser for it.
   *
   * @param types the source of its types: the configuration that includes it, or an existing program; null for no types.
   */
  of(file: string, types: 'configured' | Program | null): readonly Reading[];
  /** The same for a script of a component, which has no types. */
  ofScript(language: 'js' | 'ts'): readonly Reading[];
}

const ALL_FILES = [SOURCES.pattern];

export function isTypeScript(file: string): boolean {
  return /\.[cm]?tsx?$/.test(file);
}

/**
 * With type information first, then as a TypeScript or ECMAScript module, then as a script. A file outside every project, or
 * a file that is only valid as a script, is tried with the next way.
 *
 * @param settings the value of `settings['http-leak']` for the rules.
 */
export function createReadings(
  typescript: typeof TypeScriptParser | undefined,
  cwd: string,
  collector: Listener,
  settings?: unknown,
): Readings {
  const root = path.parse(cwd).root;
  const reading = (typed: boolean, languageOptions: Linter.LanguageOptions): Reading => ({
    typed,
    eslint: createEslint(root, languageOptions, collector, settings),
  });
  const withTypeScript = (typed: boolean, parserOptions: Linter.ParserOptions): Reading[] =>
    typescript
      ? [
          reading(typed, {
            parser: typescript,
            parserOptions: { ...parserOptions, warnOnUnsupportedTypeScriptVersion: false },
          }),
        ]
      : [];

  const jsx = { ecmaFeatures: { jsx: true } };
  const configured = withTypeScript(true, typedOptions(root));
  const byProgram = new WeakMap<Program, Reading[]>();
  const typedBy = (program: Program): Reading[] => {
    let known = byProgram.get(program);
    if (!known) byProgram.set(program, (known = withTypeScript(true, { programs: [program] })));
    return known;
  };
  const untyped = withTypeScript(false, jsx);
  const byLanguage = new Map<string, Reading[]>();
  const module = reading(false, { sourceType: 'module', parserOptions: jsx });
  const script = reading(false, { sourceType: 'commonjs', parserOptions: jsx });
  return {
    of(file, types) {
      const ecmaScript = file.endsWith('.cjs') ? [script, module] : [module, script];
      const readings = isTypeScript(file) ? untyped : [...ecmaScript, ...untyped];
      if (types === null) return readings;
      return [...(types === 'configured' ? configured : typedBy(types)), ...readings];
    },
    ofScript(language) {
      const known =
        byLanguage.get(language) ?? scriptLanguages(typescript, language).map((options) => reading(false, options));
      byLanguage.set(language, known);
      return known;
    },
  };
}

/** The ways to parse a script of a component, best first: without JSX, the angle brackets of TypeScript have more meanings. */
export function scriptLanguages(
  typescript: typeof TypeScriptParser | undefined,
  language: 'js' | 'ts',
): readonly Linter.LanguageOptions[] {
  const jsx = { ecmaFeatures: { jsx: true } };
  const parserOptions = { warnOnUnsupportedTypeScriptVersion: false };
  const parsed = typescript ? [{ parser: typescript, parserOptions: { ...jsx, ...parserOptions } }] : [];
  if (language === 'js') return [{ sourceType: 'module', parserOptions: jsx }, ...parsed];
  return [...(typescript ? [{ parser: typescript, parserOptions }] : []), ...parsed];
}

/** The parser's options for type information. */
export function typedOptions(root: string, filePath?: string): Linter.ParserOptions {
  // With `CI` set, the parser would assume a single run of a linter, and read configurations by itself.
  return {
    projectService: true,
    disallowAutomaticSingleRunInference: true,
    tsconfigRootDir: root,
    ...(filePath === undefined ? {} : { filePath, warnOnUnsupportedTypeScriptVersion: false }),
  };
}

/** ESLint with only the rules of the collector: it reads no configuration file, ignores no file and runs no other rules. */
function createEslint(
  root: string,
  languageOptions: Linter.LanguageOptions,
  collector: Listener,
  settings: unknown,
): ESLint {
  return new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: [
      { ignores: ['!**/node_modules/', '!**/.git/'] },
      {
        files: ALL_FILES,
        plugins: { [PREFIX]: collector.plugin },
        rules: collector.rules,
        settings: { [PREFIX]: settings },
        languageOptions,
        linterOptions: { reportUnusedDisableDirectives: 'off', reportUnusedInlineConfigs: 'off' },
      },
    ],
  });
}
