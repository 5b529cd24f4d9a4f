/** Stands in for `src/types/compiler.ts`: the compiler and its parser are bundled, and there is no disk that they could read. */
import * as parser from '@typescript-eslint/parser';
import * as ts from 'typescript';

/** The bundled compiler. Without types it is only what the parser uses. */
export const loadTypeScript = (): typeof ts => ts;

/** The parser that uses the bundled compiler. */
export const loadTypeScriptParser = (): typeof parser => parser;
