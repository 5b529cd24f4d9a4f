/** A verdict depends on a file and its program alone, never on which files were linted before. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import { afterAll, beforeAll, expect, it } from 'vitest';
import plugin from '../src/index.js';

interface Project {
  readonly name: string;
  /** `a.ts` and `b.ts` are linted, in both orders. */
  readonly files: Readonly<Record<string, string>>;
  /** The lines that are reported of each. */
  readonly reported: Readonly<Record<'a' | 'b', readonly number[]>>;
}

const PROJECTS: readonly Project[] = [
  {
    name: 'functions of two files that call each other',
    reported: { a: [3], b: [] },
    files: {
      'retries.ts': `import { attempt } from './attempts.js';
export async function retry(res: Response, left: number): Promise<boolean> {
  try {
    return await attempt(res, left - 1);
  } catch {
    return false;
  }
}`,
      'attempts.ts': `import { retry } from './retries.js';
export async function attempt(res: Response, left: number): Promise<boolean> {
  if (left < 0) throw new Error('none left');
  if (!(await retry(res, left))) return false;
  await res.text();
  return true;
}`,
      'a.ts': `import { retry } from './retries.js';
export async function load(url: string): Promise<boolean> {
  const res = await fetch(url);
  return await retry(res, url.length);
}`,
      'b.ts': `import { attempt } from './attempts.js';
export async function load(url: string): Promise<boolean> {
  const res = await fetch(url);
  try {
    return await attempt(res, url.length);
  } catch {
    await res.body?.cancel();
    return false;
  }
}`,
    },
  },
  {
    name: 'a property that is called where it is known to be there, and where it is not',
    reported: { a: [3], b: [4] },
    files: {
      'options.ts': 'export interface Options { load?: (url: string) => Promise<Response> }',
      'defaults.ts': `import type { Options } from './options.js';
export const defaults: Options = { load: (url) => fetch(url) };`,
      'a.ts': `import type { Options } from './options.js';
export async function status(options: Options): Promise<number | undefined> {
  const res = await options.load?.('/');
  return res?.status;
}`,
      'b.ts': `import type { Options } from './options.js';
export async function status(options: Options): Promise<number> {
  if (!options.load) return 0;
  const res = await options.load('/');
  return res.status;
}`,
    },
  },
  {
    name: 'a union of types that one file mentions before the other does',
    reported: { a: [], b: [4] },
    files: {
      'client.ts': `import type { IncomingMessage } from 'node:http';
export interface Client {
  get(url: string | URL, init?: RequestInit): Promise<Response | IncomingMessage>;
  ask(url: string | URL, init?: RequestInit): Promise<Response | Error>;
}`,
      'a.ts': `import type { IncomingMessage } from 'node:http';
import type { Client } from './client.js';
export async function load(client: Client, url: URL): Promise<boolean> {
  const message = (await client.get(url)) as IncomingMessage;
  return message.complete;
}`,
      'b.ts': `import type { Client } from './client.js';
export async function load(client: Client, url: URL): Promise<boolean> {
  const other = (await client.get(url)) as Response;
  const res = (await client.ask(url)) as Response;
  return res.ok && other.ok;
}`,
    },
  },
];

let root: string;

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'http-leak-order-'));
  const compilerOptions = {
    target: 'ES2022',
    lib: ['ES2022', 'DOM'],
    module: 'NodeNext',
    strict: true,
    types: ['node'],
  };
  const typeRoots = [path.resolve('node_modules/@types')];
  writeFileSync(
    path.join(root, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { ...compilerOptions, typeRoots }, include: ['**/*.ts'] }),
  );
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

/** The reports of each file when a new program of the project is asked about them, in this order. */
async function verdicts(names: readonly ('a' | 'b')[]): Promise<Record<string, ESLint.LintResult['messages']>> {
  parser.clearCaches();
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: [
      ...plugin.configs.recommended,
      {
        files: ['**/*.ts'],
        languageOptions: { parser, parserOptions: { projectService: true, tsconfigRootDir: root } },
      },
    ],
  });
  const found: Record<string, ESLint.LintResult['messages']> = {};
  for (const name of names) {
    const [result] = await eslint.lintFiles([`${name}.ts`]);
    found[name] = result!.messages;
  }
  return found;
}

it.each(PROJECTS)('$name', async ({ files, reported }) => {
  for (const one of readdirSync(root)) if (one.endsWith('.ts')) rmSync(path.join(root, one));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(root, name), text);
  const forwards = await verdicts(['a', 'b']);
  const lines = Object.entries(forwards).map(([name, messages]) => [name, messages.map(({ line }) => line)]);
  expect(Object.fromEntries(lines)).toEqual(reported);
  // The first of each order is asked alone.
  expect(await verdicts(['b', 'a'])).toEqual(forwards);
});
