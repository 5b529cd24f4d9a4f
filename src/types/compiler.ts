/**
 * The TypeScript that this package depends on, and the parser that goes with it. The folder that a command reads is
 * asked for neither: what stands there
 * is not executed.
 */
import type * as Parser from '@typescript-eslint/parser';
import { createRequire } from 'node:module';
import type * as TypeScript from 'typescript';

const require = createRequire(import.meta.url);

/** It is an optional dependency, which `--omit=optional` leaves out. */
const INSTALL = '`npm install --include=optional`';

/** @throws with the reason, and what helps, where it is not installed, or where a version without an API was put in its place. */
export function loadTypeScript(): typeof TypeScript {
  let version: string;
  try {
    ({ version } = require('typescript/package.json') as { version: string });
  } catch {
    throw new Error(`TypeScript is not installed; ${INSTALL} brings it`);
  }
  const ts = require('typescript') as Partial<typeof TypeScript>;
  if (ts.createProgram === undefined)
    throw new Error(
      `TypeScript ${version} has no API that the parser can load; ${INSTALL} brings TypeScript 6 beside it`,
    );
  return carefully(ts as typeof TypeScript);
}

/** The compilers whose system reads nothing but files. */
const careful = new WeakSet<typeof TypeScript>();

/** Its own parsers read configurations without looking at what they are: a named pipe would block them for ever. */
function carefully(ts: typeof TypeScript): typeof TypeScript {
  if (careful.has(ts)) return ts;
  careful.add(ts);
  const readFile = ts.sys.readFile.bind(ts.sys);
  ts.sys.readFile = (file, encoding) => (ts.sys.fileExists(file) ? readFile(file, encoding) : undefined);
  return ts;
}

/**
 * It reads with the compiler above.
 * @throws where there is none, with the reason.
 */
export function loadTypeScriptParser(): typeof Parser {
  loadTypeScript();
  return require('./typescript-parser.cjs') as typeof Parser;
}
