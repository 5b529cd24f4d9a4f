/** The engine's analysis of the file that an ESLint rule is looking at. */
import type { Rule } from 'eslint';
import { analyzeFile, type AnalysisOptions, type FileAnalysis } from '../findings/analyze-file.js';
import type { SourceFile } from '../syntax/unit.js';

/** Analyses the file of `context`; all rules of the plugin share the result. */
export function analyze(context: Rule.RuleContext, options: Omit<AnalysisOptions, 'filename'>): FileAnalysis {
  // ESLint types its AST as ESTree; the engine reads the same nodes with the types of typescript-eslint.
  return analyzeFile(context.sourceCode as unknown as Omit<SourceFile, 'filename'>, { ...options, filename: context.filename });
}
