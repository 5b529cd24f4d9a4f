/**
 * The packages that are loaded only when they are needed, and synchronously. The published package has each of them as one
 * file beside the bundle of this module, so that nothing has to be installed.
 */
import type * as Parser from '@typescript-eslint/parser';
import type * as EnhancedResolve from 'enhanced-resolve';
import type { TSESTree } from '@typescript-eslint/utils';
import type { ScopeManager } from '@typescript-eslint/scope-manager';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The parser of typescript-eslint. It loads the `typescript` that this package depends on; call `loadTypeScript` first. */
export const loadParser = (): typeof Parser => require('./parser.cjs') as typeof Parser;

interface ScopeAnalysis {
  readonly analyze: (ast: TSESTree.Program, options: object) => ScopeManager;
}

/** The scope analysis of ESLint. */
export const loadScopeAnalysis = (): ScopeAnalysis => require('./scope-analysis.cjs') as ScopeAnalysis;

/** The resolver of imports. */
export const loadResolver = (): typeof EnhancedResolve => require('./resolver.cjs') as typeof EnhancedResolve;
