/** Runs the rule over a piece of code as a user's ESLint would, with the parser and the options a test wants. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import plugin from '../../src/index.js';

/** The folder of the marker files, which is a TypeScript project of its own. */
export const fixtures = fileURLToPath(new URL('../fixtures', import.meta.url));

export interface LintOptions {
  /** `espree` reads JavaScript only. */
  readonly parser?: 'espree' | 'typescript';
  /** Supply type information; `filename` must then be a file of the fixture project. */
  readonly typed?: boolean;
  readonly filename?: string;
  /** `no-unconsumed-body` unless said. */
  readonly rule?: string;
  readonly strict?: boolean;
  /** `settings['http-leak']`. */
  readonly settings?: unknown;
}

const linter = new Linter({ configType: 'flat', cwd: fixtures });

/** The language options for a parser, as a flat configuration has them. */
export function languageOptions({ parser: wanted = 'typescript', typed = false }: LintOptions): Linter.LanguageOptions {
  if (wanted === 'espree') return { sourceType: 'module' };
  return {
    parser,
    sourceType: 'module',
    parserOptions: typed ? { projectService: true, tsconfigRootDir: fixtures } : {},
  };
}

/**
 * @returns the reports of the rule, in source order
 * @throws where the code does not parse
 */
export function lint(code: string, options: LintOptions = {}): Linter.LintMessage[] {
  const filename = options.filename ?? (options.parser === 'espree' ? 'file.js' : 'file.ts');
  const messages = linter.verify(
    code,
    [
      {
        files: ['**/*.{js,cjs,ts,tsx}'],
        plugins: { 'http-leak': plugin },
        rules: {
          [`http-leak/${options.rule ?? 'no-unconsumed-body'}`]: ['error', { strict: options.strict ?? false }],
        },
        languageOptions: languageOptions(options),
        settings: { 'http-leak': options.settings },
      },
    ],
    { filename: path.resolve(fixtures, filename) },
  );
  for (const { fatal, ruleId, message, line } of messages)
    if (fatal || ruleId === null) throw new Error(`${filename}:${line}: ${message}`);
  return messages;
}
