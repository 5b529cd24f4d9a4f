/** Loads ts-morph, an optional peer. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Compiler, TsMorphModule } from '../../codemods/type-check.js';
import { loadTypeScript } from '../../types/compiler.js';

/**
 * Loads the ts-morph that is installed beside this package; code of the migrated folder is not executed.
 *
 * @param cwd the project, whose version of TypeScript determines the defaults of a configuration
 * @throws if it is not installed
 */
export function loadCompiler(cwd: string): Compiler {
  try {
    return {
      tsMorph: createRequire(import.meta.url)('ts-morph') as TsMorphModule,
      version: typescriptOf(cwd) ?? loadTypeScript().version,
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
  }
  throw new Error(
    'ts-morph is missing, and is needed to check types before and after: npm install --save-dev ts-morph (or run without types: --untyped)',
  );
}

function typescriptOf(cwd: string): string | undefined {
  try {
    const { version } = createRequire(pathToFileURL(path.join(cwd, 'package.json')))('typescript/package.json') as {
      version?: unknown;
    };
    return typeof version === 'string' ? version : undefined;
  } catch {
    return undefined;
  }
}
