/** One process, many programs: what an editor does to the files of a project, and what is remembered from one program to the next. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as parser from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/utils';
import { ESLint } from 'eslint';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import plugin from '../src/index.js';
import { Memo } from '../src/summaries/memo.js';
import { Oracle } from '../src/types/oracle.js';
import { ProgramUnits } from '../src/types/program-units.js';
import type { ParserServicesWithProgram } from '../src/syntax/unit.js';

const OPTIONS = { target: 'ES2022', lib: ['ES2022', 'DOM'], module: 'NodeNext', strict: true, types: [] };

let root: string;
let eslint: ESLint;

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'http-leak-session-'));
  write('tsconfig.json', JSON.stringify({ compilerOptions: OPTIONS, include: ['**/*.ts'] }));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text: string): string {
  const at = path.join(root, file);
  mkdirSync(path.dirname(at), { recursive: true });
  writeFileSync(at, text);
  return at;
}

/** An editor with the project: what is linted stays open with its last text. The parser takes a process with `CI` set for a single run, which an editor is not. */
function open(): void {
  eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: [
      ...plugin.configs.recommended,
      {
        files: ['**/*.ts'],
        languageOptions: {
          parser,
          parserOptions: { projectService: true, tsconfigRootDir: root, disallowAutomaticSingleRunInference: true },
        },
      },
    ],
  });
}

/** The lines that are reported. */
async function lint(file: string, text: string): Promise<number[]> {
  const [result] = await eslint.lintText(text, { filePath: path.join(root, file) });
  const fatal = result!.messages.find((message) => message.fatal);
  if (fatal) throw new Error(`${file}: ${fatal.message}`);
  return result!.messages.map(({ line }) => line);
}

const CALLER = `import { helper } from './helper.js';
export async function load(url: string): Promise<void> {
  const res = await fetch(url);
  await helper(res);
}`;
const RELEASES = 'export async function helper(res: Response): Promise<void> { await res.body?.cancel(); }';
const LOOKS = 'export async function helper(res: Response): Promise<void> { console.log(res.status); }';

const SENDER = `import type { Client } from './client.js';
export const send = (client: Client, url: URL) => client.get(url);`;
const SENDS = `import type { Client } from './client.js';
import { send } from './send.js';
export const up = async (client: Client, url: URL) => (await send(client, url)).ok;`;
const RESPONDS = 'export interface Client { get(url: URL, init?: RequestInit): Promise<Response> }';
const TELLS = 'export interface Client { get(url: URL, init?: RequestInit): Promise<{ ok: boolean }> }';

const SINK = 'export interface Sink { put(res: Response): Promise<void> }';
const PUTS = `import type { Sink } from './sink.js';
export async function load(url: string, sink: Sink): Promise<void> {
  const res = await fetch(url);
  await pass(sink, res);
}
export const pass = async (sink: Sink, res: Response) => sink.put(res);`;
const DROPS = `import type { Sink } from './sink.js';
export class Null implements Sink { async put(res: Response) { console.log(res.status); } }`;
const READS = `import type { Sink } from './sink.js';
export class Null implements Sink { async put(res: Response) { await res.text(); } }`;

interface Edit {
  readonly name: string;
  /** The file that is asked about, and all it needs. */
  readonly asked: string;
  readonly files: Readonly<Record<string, string>>;
  readonly edited: string;
  /** Texts of the edited file, one after the other, and what is reported of the file that is asked about. */
  readonly texts: readonly (readonly [string, readonly number[]])[];
}

const EDITS: readonly Edit[] = [
  {
    name: 'a helper stops to release, and does so again',
    asked: 'caller.ts',
    files: { 'caller.ts': CALLER },
    edited: 'helper.ts',
    texts: [
      [RELEASES, []],
      [LOOKS, [3]],
      [RELEASES, []],
    ],
  },
  {
    name: 'a helper begins to release',
    asked: 'caller.ts',
    files: { 'caller.ts': CALLER },
    edited: 'helper.ts',
    texts: [
      [LOOKS, [3]],
      [RELEASES, []],
    ],
  },
  {
    name: 'a type changes under an unchanged wrapper',
    asked: 'up.ts',
    files: { 'up.ts': SENDS, 'send.ts': SENDER },
    edited: 'client.ts',
    texts: [
      [RESPONDS, [3]],
      [TELLS, []],
      [RESPONDS, [3]],
    ],
  },
  {
    name: 'the implementation behind an interface changes under unchanged files',
    asked: 'puts.ts',
    files: { 'puts.ts': PUTS, 'sink.ts': SINK },
    edited: 'null.ts',
    texts: [
      [DROPS, [3]],
      [READS, []],
      ['export {};', []],
      [DROPS, [3]],
    ],
  },
  {
    name: 'a helper of a helper changes behind an unchanged barrel',
    asked: 'caller.ts',
    files: { 'caller.ts': CALLER, 'helper.ts': `export { inner as helper } from './inner.js';` },
    edited: 'inner.ts',
    texts: [
      [RELEASES.replace('helper', 'inner'), []],
      [LOOKS.replace('helper', 'inner'), [3]],
    ],
  },
];

describe('editing one file', () => {
  EDITS.forEach(({ name, asked, files, edited, texts }, index) => {
    it(name, async () => {
      const at = (file: string): string => `${index}/${file}`;
      for (const [file, text] of Object.entries(files)) write(at(file), text);
      write(at(edited), texts[0]![0]);
      open();
      const seen: number[][] = [];
      for (const [text] of texts) {
        await lint(at(edited), text);
        seen.push(await lint(at(asked), files[asked]!));
      }
      expect(seen).toEqual(texts.map(([, lines]) => lines));
    });
  });
});

/** How often anything was inferred of the functions of each name while `work` ran. */
async function inferred(work: () => Promise<unknown>): Promise<Record<string, number>> {
  const times: Record<string, number> = {};
  const get = Object.getOwnPropertyDescriptor(Memo.prototype, 'get')!.value as (
    this: Memo<unknown>,
    ...given: Parameters<Memo<unknown>['get']>
  ) => unknown;
  const spy = vi.spyOn(Memo.prototype, 'get').mockImplementation(function (
    this: Memo<unknown>,
    node,
    key,
    compute: () => unknown,
  ) {
    return get.call(this, node, key, () => {
      const name = nameOf(node);
      if (name) times[name] = (times[name] ?? 0) + 1;
      return compute();
    });
  });
  try {
    await work();
  } finally {
    spy.mockRestore();
  }
  return times;
}

const nameOf = (node: TSESTree.Node): string | undefined =>
  node.type === 'FunctionDeclaration' ? node.id?.name : undefined;

describe('a summary', () => {
  const USES = (name: string): string => `import { acquire, drain } from './shared.js';
export async function ${name}(url: string): Promise<void> {
  await drain(await acquire(url));
}`;
  const SHARED = `export async function acquire(url: string): Promise<Response> {
  return await fetch(url);
}
export async function drain(res: Response): Promise<void> {
  await res.text();
}
export async function unused(res: Response): Promise<void> {
  await res.json();
}`;
  const files: Readonly<Record<string, string>> = {
    'one.ts': USES('one'),
    'two.ts': USES('two'),
    'shared.ts': SHARED,
    'other.ts': 'export async function other(): Promise<void> { await (await fetch("/")).text(); }',
  };
  const lintAll = async (folder: string, order: readonly string[]): Promise<void> => {
    for (const [file, text] of Object.entries(files)) write(`${folder}/${file}`, text);
    open();
    for (const file of order) await lint(`${folder}/${file}`, files[file]!);
  };

  it('of a third file is inferred once for all files that call it', async () => {
    expect(await inferred(() => lintAll('third', ['one.ts', 'two.ts']))).toEqual({
      one: 1,
      two: 1,
      acquire: 1,
      drain: 1,
    });
  });

  // A file that is linted asks once for the resources of each of its functions, whether they are called or not.
  it.each([
    [['one.ts', 'two.ts', 'shared.ts']],
    [['shared.ts', 'one.ts', 'two.ts']],
    [['one.ts', 'shared.ts', 'two.ts']],
  ])('is inferred once where its own file is linted as well: %s', async (order) => {
    expect(await inferred(() => lintAll(order.join('-'), order))).toEqual({
      one: 1,
      two: 1,
      acquire: 1,
      drain: 2,
      unused: 1,
    });
  });

  it('of a file that is merely called needs no question about its other functions', async () => {
    const asked = vi.spyOn(Oracle.prototype, 'acquisition');
    await lintAll('called', ['one.ts']);
    const calls = new Set(
      asked.mock.calls.map(([unit, call]) => `${path.basename(unit.filename)}: ${unit.text.slice(...call.range)}`),
    );
    asked.mockRestore();
    expect([...calls].filter((call) => call.startsWith('shared.ts')).sort()).toEqual(['shared.ts: fetch(url)']);
  });

  it('of a file that was not edited is inferred only if the edited one needs it', async () => {
    await lintAll('edited', Object.keys(files));
    expect(await inferred(() => lint('edited/one.ts', `${files['one.ts']}\nexport {};`))).toEqual({
      one: 1,
      acquire: 1,
      drain: 1,
    });
  });
});

describe('the units of programs', () => {
  const FILES = new Map([
    ['/a.ts', `import { b } from './b.js';\nexport const a = b;`],
    ['/b.ts', 'export const b = (url: string) => fetch(url);'],
  ]);
  const host = (files: ReadonlyMap<string, string>, old?: ts.Program): ts.CompilerHost => ({
    ...ts.createCompilerHost({}),
    fileExists: (file) => files.has(file),
    readFile: (file) => files.get(file),
    getSourceFile: (file, version) => {
      const known = old?.getSourceFile(file);
      return known?.text === files.get(file) ? known : ts.createSourceFile(file, files.get(file) ?? '', version);
    },
  });
  const programOf = (files: ReadonlyMap<string, string>, old?: ts.Program): ts.Program =>
    ts.createProgram([...files.keys()], { noLib: true }, host(files, old), old);
  const unitOf = (program: ts.Program, file: string) =>
    ProgramUnits.of(program).get({ program } as ParserServicesWithProgram, program.getSourceFile(file)!)!;

  it('share the AST of a file that stays, and ask the checker of their own program', () => {
    const first = programOf(FILES);
    const second = programOf(new Map([...FILES, ['/a.ts', 'export {};']]), first);
    const [before, after] = [unitOf(first, '/b.ts'), unitOf(second, '/b.ts')];
    expect(after.ast).toBe(before.ast);
    expect(after).not.toBe(before);
    expect([before.services!.program, after.services!.program]).toEqual([first, second]);
    expect(unitOf(second, '/a.ts').ast).not.toBe(unitOf(first, '/a.ts').ast);
    expect(unitOf(second, '/b.ts')).toBe(after);
  });

  it('number a variable alike in all of them', () => {
    const first = programOf(FILES);
    const second = programOf(new Map([...FILES, ['/a.ts', 'export {};']]), first);
    const [statement] = unitOf(first, '/b.ts').ast.body;
    const [declarator] = ((statement as TSESTree.ExportNamedDeclaration).declaration as TSESTree.VariableDeclaration)
      .declarations;
    const ids = [first, second].map((program) => {
      const unit = unitOf(program, '/b.ts');
      return unit.id(unit.variable(declarator.id)!);
    });
    expect(ids[1]).toBe(ids[0]);
  });
});
