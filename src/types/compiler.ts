/**
 * The TypeScript that this package depends on, and its parser. Neither is loaded from the scanned folder, because its code is
 * not executed.
 */
import type * as Parser from '@typescript-eslint/parser';
import { createRequire } from 'node:module';
import type * as TypeScript from 'typescript';
import { loadParser } from '../packages/load.js';

const require = createRequire(import.meta.url);

/** TypeScript is an optional dependency, which `--omit=optional` does not install. */
const INSTALL = '`npm install --include=optional`';

/** @throws with the reason and the remedy, if it is not installed, or if it was replaced by a version without an API. */
export function loadTypeScript(): typeof TypeScript {
  let version: string;
  try {
    ({ version } = require('typescript/package.json') as { version: string });
  } catch {
    throw new Error(`TypeScript is not installed; ${INSTALL} installs it`);
  }
  const ts = require('typescript') as Partial<typeof TypeScript>;
  if (ts.createProgram === undefined)
    throw new Error(`TypeScript ${version} has no API that the parser can load; ${INSTALL} installs TypeScript 6 too`);
  return withPackages(carefully(ts as typeof TypeScript));
}

/** From this version on, packages of types are used only if they are named. */
const NAMED_TYPES = 6;

/** The option with which this compiler uses all packages of types, as it did in earlier versions without an option. */
export const allPackages = (ts: typeof TypeScript): TypeScript.CompilerOptions =>
  Number.parseInt(ts.version, 10) >= NAMED_TYPES ? { types: ['*'] } : {};

/** The compilers whose projects use packages of types that are not named. */
const complete = new WeakSet<typeof TypeScript>();

/** The scanned folder may use an earlier compiler: without `@types/node`, every call of `node:http` there would have no type. */
function withPackages(ts: typeof TypeScript): typeof TypeScript {
  if (complete.has(ts)) return ts;
  complete.add(ts);
  const { prototype } = ts.server.Project;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with the project
  const { setCompilerOptions } = prototype;
  prototype.setCompilerOptions = function (options: TypeScript.CompilerOptions | undefined) {
    // The same object: a copy would lack its configuration file, a property that is not enumerable.
    if (options && options.types === undefined) Object.assign(options, allPackages(ts));
    setCompilerOptions.call(this, options!);
  };
  return ts;
}

/** The compilers whose system reads only regular files. */
const careful = new WeakSet<typeof TypeScript>();

/** The parsers of the compiler open configurations without a check: a named pipe would block them forever. */
function carefully(ts: typeof TypeScript): typeof TypeScript {
  if (careful.has(ts)) return ts;
  careful.add(ts);
  const readFile = ts.sys.readFile.bind(ts.sys);
  ts.sys.readFile = (file, encoding) => (ts.sys.fileExists(file) ? readFile(file, encoding) : undefined);
  return ts;
}

/**
 * The parser uses the compiler above.
 * @throws if there is none, with the reason.
 */
export function loadTypeScriptParser(): typeof Parser {
  loadTypeScript();
  return loadParser();
}
