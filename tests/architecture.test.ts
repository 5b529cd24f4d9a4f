import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { simpleTraverse } from '@typescript-eslint/typescript-estree';
import { parse } from '@typescript-eslint/parser';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../src', import.meta.url));

/** Lowest first: a folder may import from those before it. The folders of one entry do not know each other. */
const LAYERS = [
  ['syntax'],
  ['cfg'],
  ['dataflow'],
  ['protocols'],
  ['types'],
  ['typestate'],
  ['summaries'],
  ['findings'],
  ['fixes'],
  ['rules', 'codemods'],
  ['index.ts'],
  ['cli'],
  ['verify'],
];

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const imports = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => importsOf(file));

describe('imports in src', () => {
  it('go downwards only', () => {
    const upward = imports
      .filter(({ to }) => to.startsWith('.') && !to.endsWith('.json'))
      .map(({ from, to }) => ({ from, to: path.join(path.dirname(from), to) }))
      .filter(({ from, to }) => folderOf(from) !== folderOf(to) && layerOf(to) >= layerOf(from));
    expect(upward).toEqual([]);
  });

  it('load TypeScript at run time in src/types only', () => {
    expect(foreignLoads((to) => to === 'typescript', ['types'])).toEqual([]);
  });

  it('leave the questions to the type checker to src/types', () => {
    const asking = /\.get(?:TypeChecker|TypeAtLocation|SymbolAtLocation)\(/;
    const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.ts') && asking.test(readFileSync(path.join(src, file), 'utf8')),
    );
    expect(new Set(files.map(folderOf))).toEqual(new Set(['types']));
  });

  it('load ESLint at run time in the rules, the entry and the command line only', () => {
    expect(foreignLoads((to) => to === 'eslint', ['rules', 'index.ts', 'cli'])).toEqual([]);
  });

  it('touch files and processes in the command line and in the companion only', () => {
    const host = /^(?:node:)?(?:fs|fs\/promises|process|child_process|worker_threads|os)$/;
    expect(foreignLoads((to) => host.test(to), ['cli', 'verify'])).toEqual([]);
  });

  it('leave the companion of run time on its own, in both directions and without dependencies', () => {
    const crossing = imports.filter(({ from, to }) => {
      const inside = folderOf(from) === 'verify';
      if (!to.startsWith('.')) return inside && !to.startsWith('node:');
      return inside !== (folderOf(path.join(path.dirname(from), to)) === 'verify');
    });
    expect(crossing).toEqual([]);
    expect(imports.some(({ from }) => folderOf(from) === 'verify')).toBe(true);
  });

  it('load only declared dependencies and peers at run time', () => {
    const manifest = JSON.parse(readFileSync(path.join(src, '..', 'package.json'), 'utf8')) as Record<
      string,
      object | undefined
    >;
    const declared = new Set(
      Object.keys({
        ...manifest['dependencies'],
        ...manifest['optionalDependencies'],
        ...manifest['peerDependencies'],
      }),
    );
    const undeclared = imports
      .filter(({ to, typeOnly }) => !typeOnly && !to.startsWith('.') && !to.startsWith('node:'))
      .filter(({ to }) => !declared.has(packageOf(to)));
    expect(undeclared).toEqual([]);
  });
});

function foreignLoads(isMeant: (to: string) => boolean, folders: readonly string[]): Import[] {
  return imports.filter(({ from, to, typeOnly }) => !typeOnly && isMeant(to) && !folders.includes(folderOf(from)));
}

function folderOf(file: string): string {
  const [first = file] = file.split(path.sep);
  return first === 'index.js' ? 'index.ts' : first;
}

function layerOf(file: string): number {
  const layer = LAYERS.findIndex((folders) => folders.includes(folderOf(file)));
  if (layer < 0) throw new Error(`${file} is in no layer`);
  return layer;
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Static and dynamic imports, re-exports, `import type` queries, and `require` of a literal, however `require` was made. */
function importsOf(file: string): Import[] {
  const found: Import[] = [];
  const ast = parse(readFileSync(path.join(src, file), 'utf8'), { sourceType: 'module', range: true });
  simpleTraverse(ast, {
    enter(node) {
      if (node.type === 'ImportDeclaration') {
        const named = node.specifiers.filter((specifier) => specifier.type === 'ImportSpecifier');
        const allTypes =
          named.length > 0 &&
          named.length === node.specifiers.length &&
          named.every(({ importKind }) => importKind === 'type');
        found.push({ from: file, to: node.source.value, typeOnly: node.importKind === 'type' || allTypes });
      } else if (node.type === 'ExportAllDeclaration' || (node.type === 'ExportNamedDeclaration' && node.source)) {
        if (node.source) found.push({ from: file, to: node.source.value, typeOnly: node.exportKind === 'type' });
      } else if (node.type === 'ImportExpression' && node.source.type === 'Literal') {
        found.push({ from: file, to: String(node.source.value), typeOnly: false });
      } else if (
        node.type === 'CallExpression' &&
        /require$/i.test(nameOfCallee(node.callee)) &&
        node.arguments[0]?.type === 'Literal'
      ) {
        found.push({ from: file, to: String(node.arguments[0].value), typeOnly: false });
      }
    },
  });
  return found;
}

function nameOfCallee(callee: { type: string; name?: unknown; callee?: unknown }): string {
  if (callee.type === 'Identifier') return String(callee.name);
  return callee.type === 'CallExpression' ? nameOfCallee(callee.callee as { type: string; name?: unknown }) : '';
}
