import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { simpleTraverse } from '@typescript-eslint/typescript-estree';
import { parse } from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/utils';
import { describe, expect, it } from 'vitest';
import { cancellationOptions, cancellationSources } from '../src/protocols/cancellation-sources.js';
import { protocols } from '../src/protocols/index.js';

const src = fileURLToPath(new URL('../src', import.meta.url));

/** Lowest first: a folder may import from those before it. The folders of one entry do not know each other. */
const LAYERS = [
  ['packages'],
  ['syntax'],
  ['cfg'],
  ['dataflow'],
  ['protocols'],
  ['types'],
  ['typestate'],
  ['summaries'],
  ['findings'],
  ['fixes'],
  ['explain'],
  ['imports'],
  ['rules', 'codemods'],
  ['index.ts'],
  ['cli'],
  ['verify'],
];

const asts = new Map<string, TSESTree.Program>();

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const imports = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => importsOf(file));

describe('the files of src', () => {
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

  it('leave declarations of variables to src/syntax', () => {
    const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.ts') && readFileSync(path.join(src, file), 'utf8').includes('.defs'),
    );
    expect(files.filter((file) => folderOf(file) !== 'syntax')).toEqual([]);
  });

  it('load ESLint at run time in the rules, the entry and the command line only', () => {
    expect(foreignLoads((to) => to === 'eslint', ['rules', 'index.ts', 'cli'])).toEqual([]);
  });

  it('touch files and processes in the command line, in the companion and for imports only', () => {
    const host = /^(?:node:)?(?:fs|fs\/promises|process|child_process|worker_threads|os)$/;
    expect(foreignLoads((to) => host.test(to), ['cli', 'imports', 'verify'])).toEqual([]);
  });

  it('leave the companion of run time on its own, in both directions and without dependencies', () => {
    const crossing = imports.filter(({ from, to }) => {
      const inside = folderOf(from) === 'verify';
      // The runner that loads it is there.
      if (!to.startsWith('.')) return inside && !to.startsWith('node:') && from !== 'verify/vitest-setup.ts';
      return inside !== (folderOf(path.join(path.dirname(from), to)) === 'verify');
    });
    expect(crossing).toEqual([]);
    expect(imports.some(({ from }) => folderOf(from) === 'verify')).toBe(true);
  });

  it('load only declared packages: peers, the optional one, and those that the build bundles', () => {
    const manifest = JSON.parse(readFileSync(path.join(src, '..', 'package.json'), 'utf8')) as Record<
      string,
      object | undefined
    >;
    const declared = new Set(
      Object.keys({
        // Its own manifest.
        'eslint-plugin-http-leak': '',
        ...manifest['devDependencies'],
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

const FUNCTIONS: ReadonlySet<string> = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
]);

/** The most lines of a file, and of a function. */
const MOST_LINES = { file: 450, function: 60 };

describe('a reader', () => {
  it('finds no file and no function that is longer than the limits', () => {
    const tooLong = readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => [
        ...(linesOf(file) > MOST_LINES.file ? [`${file} has ${linesOf(file)} lines`] : []),
        ...functionsIn(file)
          .filter(({ lines }) => lines > MOST_LINES.function)
          .map(({ line, lines }) => `the function at ${file}:${line} has ${lines} lines`),
      ]);
    expect(tooLong).toEqual([]);
  });

  it('would be told of those that are', () => {
    expect(linesOf('typestate/run.ts')).toBeGreaterThan(MOST_LINES.function);
    expect(functionsIn('typestate/run.ts').some(({ lines }) => lines > 10)).toBe(true);
  });
});

/** Clients, modules and handles, as the tables call them. */
const TABLE_NAMES = {
  client: protocols.flatMap(({ id, acquire, announcedBy }) => [
    id,
    ...acquire.map(({ client }) => client),
    ...(announcedBy ? [announcedBy.client] : []),
  ]),
  // What is global is no module of a client.
  module: protocols
    .flatMap(({ acquire }) => acquire.map(({ call }) => moduleOf(call)))
    .filter((one) => one !== 'global'),
  handle: [
    ...protocols.flatMap(({ handles }) => Object.keys(handles)),
    ...Object.keys(cancellationSources),
    ...Object.keys(cancellationOptions),
  ],
  call: protocols.flatMap(({ acquire, types }) => [...acquire.map(({ call }) => call), ...types]),
};

/** Fields whose values are words of the engine or of the form of tables; some of these are handles as well. */
const OWN_WORDS = new Set(['kind', 'by', 'gives', 'resource']);

describe('the engine', () => {
  const names = new Map(Object.entries(TABLE_NAMES).flatMap(([of, all]) => all.map((name) => [name, of])));

  it('knows no client, module or handle by its name', () => {
    const found = readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !['protocols', 'cli', 'verify'].includes(folderOf(file)))
      .flatMap((file) =>
        textsIn(file)
          .filter(({ text }) => names.has(text))
          .map(({ text, line }) => `${file}:${line} names the ${names.get(text)} ${text}`),
      );
    expect(found).toEqual([]);
  });

  it('is searched for the names of the tables', () => {
    expect(names.get('reader')).toBe('handle');
    expect(names.get('undici.request')).toBe('client');
    expect(names.get('node:http')).toBe('module');
    expect(names.get('global#Response')).toBe('call');
  });
});

/** `undici` of `new undici:Agent`, `node:http2` of `node:http2#ClientHttp2Session.request`. */
function moduleOf(call: string): string {
  const name = call.replace(/^new /, '');
  return name.slice(0, name.includes('#') ? name.indexOf('#') : name.lastIndexOf(':'));
}

/** The texts that a file has as values, but those of a field that holds words of the engine. */
function textsIn(file: string): { readonly text: string; readonly line: number }[] {
  const found: { text: string; line: number }[] = [];
  simpleTraverse(
    parsed(file),
    {
      enter(node) {
        const text = textOf(node);
        if (text !== null && !isOwnWord(node)) found.push({ text, line: node.loc.start.line });
      },
    },
    true,
  );
  return found;
}

function linesOf(file: string): number {
  return readFileSync(path.join(src, file), 'utf8').trimEnd().split('\n').length;
}

/** Where the functions of a file begin, and how many lines each has besides those of the functions in it. */
function functionsIn(file: string): { readonly line: number; readonly lines: number }[] {
  const found: { line: number; lines: number; end: number }[] = [];
  simpleTraverse(parsed(file), {
    enter({ type, loc: { start, end } }) {
      if (!FUNCTIONS.has(type)) return;
      const lines = end.line - start.line + 1;
      const around = found.findLast((one) => one.end >= end.line);
      if (around) around.lines -= lines - 1;
      found.push({ line: start.line, lines, end: end.line });
    },
  });
  return found;
}

function parsed(file: string): TSESTree.Program {
  let ast = asts.get(file);
  if (!ast) {
    ast = parse(readFileSync(path.join(src, file), 'utf8'), { sourceType: 'module', loc: true, range: true });
    asts.set(file, ast);
  }
  return ast;
}

function textOf(node: TSESTree.Node): string | null {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : null;
  return node.type === 'TemplateLiteral' && node.quasis.length === 1 ? node.quasis[0]!.value.cooked : null;
}

/** `kind: 'promise'`, `resource === 'agent'`, `case 'derived':` of a `kind`; in a type it is not compared with anything. */
function isOwnWord(node: TSESTree.Node): boolean {
  const { parent } = node;
  switch (parent?.type) {
    case 'TSLiteralType':
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return true;
    case 'Property':
      return parent.value === node && isOwnField(parent.key);
    case 'BinaryExpression':
      return isOwnField(parent.left === node ? parent.right : parent.left);
    case 'SwitchCase':
      return isOwnField(parent.parent.discriminant);
    default:
      return false;
  }
}

function isOwnField(node: TSESTree.Node): boolean {
  if (node.type === 'ChainExpression') return isOwnField(node.expression);
  if (node.type === 'MemberExpression') return isOwnField(node.property);
  return node.type === 'Identifier' && OWN_WORDS.has(node.name);
}

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
  simpleTraverse(parsed(file), {
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
