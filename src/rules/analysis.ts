/** The engine's analysis of the file that an ESLint rule visits. */
import type { Linter, Rule } from 'eslint';
import { analyzeFile, type AnalysisOptions, type FileAnalysis } from '../findings/analyze-file.js';
import { InvalidSettings, NO_SETTINGS, parseSettings, type Settings } from '../protocols/settings.js';
import type { Parser, SourceFile } from '../syntax/unit.js';
import { ImportedProject, type ParseFile } from '../imports/imported-project.js';
import { parseFile } from '../types/parse-file.js';
import { reparseWith } from './reparse.js';

/** Analyses the file of `context`; all rules of the plugin share the result. Invalid settings are ignored. */
export function analyze(
  context: Rule.RuleContext,
  options: Omit<AnalysisOptions, 'filename' | 'settings'>,
): FileAnalysis {
  return analyzeFile(sourceFile(context), {
    ...options,
    filename: context.filename,
    settings: settingsOf(context).settings,
  });
}

/** The user's settings, and the error in them. */
export function settingsOf(context: Rule.RuleContext): { readonly settings: Settings; readonly error: string | null } {
  try {
    return { settings: parseSettings(context.settings['http-leak']), error: null };
  } catch (error) {
    if (!(error instanceof InvalidSettings)) throw error;
    return { settings: NO_SETTINGS, error: error.message };
  }
}

/** The file as the engine sees it. */
export function sourceFile({ filename, physicalFilename, sourceCode, languageOptions }: Rule.RuleContext): SourceFile {
  // ESLint types its AST as ESTree; the engine reads the same nodes with the types of typescript-eslint.
  const { ast, text, scopeManager, visitorKeys, parserServices } = sourceCode as unknown as SourceFile;
  return {
    ast,
    text,
    scopeManager,
    visitorKeys,
    parserServices,
    parser: typescriptParser(languageOptions),
    reparse: reparseWith(languageOptions, filename, visitorKeys),
    imports: importsWith(languageOptions, physicalFilename, visitorKeys),
    filename,
  };
}

/** The imports of a file, parsed with the same parser or, if that fails, as TypeScript. */
function importsWith(
  languageOptions: Linter.LanguageOptions = {},
  filename: string,
  visitorKeys: SourceFile['visitorKeys'],
): SourceFile['imports'] {
  const parse: ParseFile = (text, imported) => {
    try {
      return reparseWith(languageOptions, imported, visitorKeys, false)(text);
    } catch {
      return parseFile(text, imported);
    }
  };
  return ImportedProject.importsOf(languageOptions, parse, filename);
}

/** The parser of typescript-eslint, which ESLint or a parser of components calls. */
function typescriptParser({ parser, parserOptions }: Linter.LanguageOptions = {}): Parser | undefined {
  const inner: unknown = parserOptions?.['parser'];
  const several = typeof inner === 'object' && inner ? (Object.values(inner) as unknown[]) : [];
  return [parser, inner, ...several].find(
    (candidate) => (candidate as Linter.Parser | undefined)?.meta?.name === 'typescript-eslint/parser',
  ) as Parser | undefined;
}
