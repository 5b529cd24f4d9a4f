/** The index that tells which code can come by a resource: the same verdicts as without it, and fewer questions. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import * as parser from '@typescript-eslint/parser';
import ts from 'typescript';
import { describe, expect, it, vi } from 'vitest';
import { analyzeFile } from '../src/findings/analyze-file.js';
import { FunctionGraphs } from '../src/summaries/function-graphs.js';
import { linkParents } from '../src/syntax/nodes.js';
import type { Parser } from '../src/syntax/unit.js';
import { reach } from '../src/types/client-reach.js';
import { casesFolder } from './support/cases.js';
import { programWith } from './support/program.js';

interface Result {
  /** What is found in each file, in the order of the files. */
  readonly found: readonly string[];
  /** The questions to the checker, the files that are converted beside the linted ones, and the functions with a graph. */
  readonly questions: number;
  readonly converted: number;
  readonly graphs: number;
}

/** Analyses files of a program one after the other, as a lint run does. */
function analyzed(program: ts.Program, files: readonly string[], isIndexed: boolean): Result {
  const count = { questions: 0, converted: 0 };
  const roots = new Set<unknown>();
  const checker = program.getTypeChecker();
  for (const name of ['getSymbolAtLocation', 'getTypeAtLocation'] as const) {
    const ask = checker[name].bind(checker) as (node: ts.Node) => never;
    checker[name] = (node: ts.Node) => {
      count.questions += 1;
      return ask(node);
    };
  }
  const graphs = vi.spyOn(FunctionGraphs.prototype, 'of').mockImplementation(function (this: FunctionGraphs, ...given) {
    roots.add(given[1]);
    return graphOf.apply(this, given);
  });
  const counted: Parser = {
    parseForESLint: (...given) => {
      count.converted += 1;
      return parser.parseForESLint(...given);
    },
  };
  reach.isUsed = isIndexed;
  try {
    const found = files.flatMap((file) => findingsIn(program, file, counted));
    return { found, ...count, graphs: roots.size };
  } finally {
    reach.isUsed = true;
    graphs.mockRestore();
  }
}

// eslint-disable-next-line @typescript-eslint/unbound-method -- called with its object
const graphOf = FunctionGraphs.prototype.of;

function findingsIn(program: ts.Program, file: string, counted: Parser): string[] {
  const { text } = program.getSourceFile(file)!;
  const { ast, scopeManager, visitorKeys, services } = parser.parseForESLint(text, {
    filePath: file,
    programs: [program],
    range: true,
    loc: true,
    comment: true,
    tokens: true,
    sourceType: 'module',
  });
  linkParents(ast, visitorKeys);
  const { findings, givenUp } = analyzeFile(
    { ast, text, scopeManager, visitorKeys, parserServices: services, parser: counted },
    { strict: false, types: true, filename: file },
  );
  return [...findings, ...givenUp].map((one) => `${file}:${one.line} ${'rule' in one ? one.rule : one.reason}`);
}

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  // A file without imports and exports is a script.
  moduleDetection: ts.ModuleDetectionKind.Legacy,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
  types: [],
  strict: true,
  skipLibCheck: true,
};

/** Analyses sources in memory. */
function inMemory(files: Readonly<Record<string, string>>, isIndexed: boolean): Result {
  const texts = new Map(Object.entries(files).map(([name, text]) => [path.join(casesFolder, 'in-memory', name), text]));
  return analyzed(programWith(texts, OPTIONS), [...texts.keys()], isIndexed);
}

describe('with the index and without it, the same is found', () => {
  it('in all executed cases', () => {
    const files = readdirSync(casesFolder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.ts$/.test(name) && !name.includes('node_modules'))
      .map((name) => path.join(casesFolder, name))
      .sort();
    const { config } = ts.readConfigFile(path.join(casesFolder, 'tsconfig.json'), (name) => ts.sys.readFile(name)) as {
      config: object;
    };
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, casesFolder);
    const [indexed, plain] = [true, false].map((isIndexed) =>
      analyzed(ts.createProgram(files, options), files, isIndexed),
    ) as [Result, Result];
    expect(indexed.found).toEqual(plain.found);
    expect(indexed.found.length).toBeGreaterThan(500);
  }, 600_000);

  const CLIENT = 'export async function load(url: string) { return await fetch(url); }';
  const LEAK = 'const res = await load(u); return res.ok;';
  it.each<[string, Readonly<Record<string, string>>]>([
    [
      'through files that only hand on',
      {
        'client.ts': CLIENT,
        'barrel.ts': "export * from './client.js';",
        'named.ts': "export { load as get } from './barrel.js';",
        'use.ts': "import { get as load } from './named.js'; export async function f(u: string) { " + LEAK + ' }',
      },
    ],
    [
      'through a namespace',
      {
        'client.ts': CLIENT,
        'use.ts':
          "import * as api from './client.js'; export async function f(u: string) { const res = await api.load(u); return res.ok; }",
      },
    ],
    [
      'through a variable that another statement assigns',
      {
        'client.ts': CLIENT,
        'use.ts':
          "import { load as get } from './client.js'; let load: (u: string) => ReturnType<typeof get>; load = get; " +
          'export async function f(u: string) { ' +
          LEAK +
          ' }',
      },
    ],
    [
      'through a class whose method is inherited',
      {
        'client.ts': 'export class Client { async load(u: string) { return await fetch(u); } }',
        'sub.ts': "import { Client } from './client.js'; export class Sub extends Client {}",
        'use.ts':
          "import { Sub } from './sub.js'; export async function f(u: string) { const res = await new Sub().load(u); return res.ok; }",
      },
    ],
    [
      'through the only implementation of an interface that tells nothing',
      {
        'api.ts': 'export interface Api { load(u: string): any }',
        'client.ts':
          "import type { Api } from './api.js'; export class Client implements Api { async load(u: string) { return await fetch(u); } }",
        'use.ts':
          "import type { Api } from './api.js'; export async function f(load: Api, u: string) { const res = await load.load(u); return res.ok; }",
      },
    ],
    [
      'in a generic function that is given one that comes by it',
      {
        'traced.ts': 'export async function traced<T>(run: () => Promise<T>): Promise<T> { return await run(); }',
        'use.ts':
          "import { traced } from './traced.js'; export async function f(u: string) { const res = await traced(() => fetch(u)); return res.ok; }",
      },
    ],
    [
      'by a property of a type whose parameter is the type of fetch',
      {
        'box.ts': 'export interface Box<T> { readonly run: T }',
        'use.ts':
          "import type { Box } from './box.js'; export async function f(box: Box<typeof fetch>, u: string) { const res = await box.run(u); return res.ok; }",
      },
    ],
    [
      'by a global function of the sources',
      {
        'global.ts': 'async function load(u: string) { return await fetch(u); }',
        'use.ts': 'export async function f(u: string) { ' + LEAK + ' }',
      },
    ],
    [
      'by a member that another file adds to a class',
      {
        'base.ts': 'export class Base { x = 1 }',
        'added.ts':
          "import { Base } from './base.js'; declare module './base.js' { interface Base { load(u: string, init?: RequestInit): Promise<Response> } } export const y = Base;",
        'use.ts':
          "import type { Base } from './base.js'; export async function f(base: Base, u: string) { const res = await base.load(u); return res.ok; }",
      },
    ],
  ])('%s', (_, files) => {
    const indexed = inMemory(files, true);
    expect(indexed.found).toEqual(inMemory(files, false).found);
    expect(indexed.found.some((one) => one.includes('use.ts'))).toBe(true);
  });
});

/** Sixty files: one names the client, six use it, and the others call each other. */
const PROJECT: Readonly<Record<string, string>> = {
  'client.ts': `export class Api {
  constructor(private readonly base: string) {}
  async get(path: string) { return await fetch(this.base + path); }
}
export const api = new Api('https://example.com');`,
  'tools.ts': `export class Store<T> {
  readonly #all = new Map<string, T>();
  get(key: string): T | undefined { return this.#all.get(key); }
  put(key: string, value: T): Store<T> { this.#all.set(key, value); return this; }
}
export const shape = (text: string) => ({ text, size: text.length });`,
  ...Object.fromEntries(
    Array.from({ length: 6 }, (_, index) => [
      `loads${index}.ts`,
      `import { api } from './client.js';
export async function load${index}(path: string) {
  const res = await api.get(path);
  if (!res.ok) throw new Error(path);
  return res.json();
}`,
    ]),
  ),
  ...Object.fromEntries(
    Array.from({ length: 52 }, (_, index) => [
      `works${index}.ts`,
      `import { Store, shape } from './tools.js';
const store = new Store<{ text: string }>();
export function work${index}(keys: string[]) {
  const made = keys.map((key) => shape(key));
  for (const one of made) store.put(one.text, one);
  const held = store.get(keys[0]!);
  return { held, made, again: shape(held?.text ?? '') };
}`,
    ]),
  ),
};

describe('the work for a project of sixty files', () => {
  const indexed = inMemory(PROJECT, true);
  const plain = inMemory(PROJECT, false);

  it('finds the six leaks, with the index and without it', () => {
    expect(indexed.found).toHaveLength(6);
    expect(indexed.found).toEqual(plain.found);
  });

  it('asks the checker about imports, and about calls only where a client is in reach', () => {
    expect(indexed.questions).toBeLessThanOrEqual(200);
    expect(plain.questions).toBeGreaterThan(2 * indexed.questions);
  });

  it('converts no file beside the linted ones a second time, and builds graphs only for functions with a response', () => {
    expect(indexed.converted).toBeLessThanOrEqual(1);
    expect(indexed.graphs).toBeLessThanOrEqual(8);
  });
});
