/** Loads ts-morph, an optional peer. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Compiler, TsMorphModule } from '../../codemods/type-check.js';
import { loadTypeScript } from '../../types/compiler.js';

/**
 * The one installed beside this package; what stands in the migrated folder is not executed.
 *
 * @param cwd the project, whose version of TypeScript says what a configuration means
 * @throws where there is none
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
    'ts-morph is missing, which checks types before and after: npm install --save-dev ts-morph (or do without types: --untyped)',
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
