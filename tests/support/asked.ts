/** Small programs for tests of what the lower layers answer: the code marks an expression by `ask(expression)`. */
import path from 'node:path';
import type { TSESTree } from '@typescript-eslint/utils';
import ts from 'typescript';
import { Unit } from '../../src/syntax/unit.js';
import { programWith } from './program.js';
import { parse, visit } from './rewrites.js';

export interface Asked {
  readonly unit: Unit;
  /** The argument of `ask(…)`. */
  readonly node: TSESTree.Node;
}

/** The expression that `code` asks about, by scopes alone. */
export function asked(code: string, filename = 'file.ts'): Asked {
  return find(code, parse(code), filename, false);
}

/** The same with type information, in a program of these files beside `file.ts`. */
export function askedTyped(code: string, files: Readonly<Record<string, string>> = {}): Asked {
  const texts = new Map(Object.entries({ ...files, 'file.ts': code }).map(([name, text]) => [at(name), text]));
  const program = programWith(texts, OPTIONS);
  return find(code, parse(code, { filePath: at('file.ts'), programs: [program] }), at('file.ts'), true);
}

function find(code: string, parsed: ReturnType<typeof parse>, filename: string, typed: boolean): Asked {
  const { ast, text, scopeManager, visitorKeys, services } = parsed;
  const unit = new Unit({ ast, text, scopeManager, visitorKeys, parserServices: services, filename }, typed);
  let node: TSESTree.Node | undefined;
  visit(parsed, ast, (one) => {
    if (one.type === 'CallExpression' && one.callee.type === 'Identifier' && one.callee.name === 'ask')
      node ??= one.arguments[0];
  });
  if (!node) throw new Error(`nothing is asked in ${code}`);
  return { unit, node };
}

const folder = path.resolve('memory');
const at = (name: string): string => path.join(folder, name);

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: [],
  strict: true,
  noEmit: true,
};
