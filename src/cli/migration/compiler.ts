/** Loads ts-morph, an optional peer. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Compiler, TsMorphModule } from '../../codemods/type-check.js';

/**
 * The one installed beside this package, else that of the project in `cwd`.
 * @param typescript a module URL from which the project's own `typescript` is found
 * @throws where there is none
 */
export function loadCompiler(cwd: string, typescript: string): Compiler {
  const { version } = createRequire(typescript)('typescript/package.json') as { version: string };
  for (const from of [import.meta.url, pathToFileURL(path.join(cwd, 'package.json')).href]) {
    try {
      return { tsMorph: createRequire(from)('ts-morph') as TsMorphModule, version };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  throw new Error('ts-morph is missing, which checks types before and after: npm install --save-dev ts-morph (or do without types: --untyped)');
}
