/**
 * A verdict depends on what the code does, not on how it is written: the executed cases are renamed, commented and laid
 * out anew, and what is reported stays the same, call for call.
 *
 * A run takes a sample by a seed; `INVARIANCE=all` takes all cases.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { analyzeFile } from '../src/findings/analyze-file.js';
import { cases, casesFolder, gaps } from './support/cases.js';
import { programWith } from './support/program.js';
import {
  inOneLine,
  parse,
  reformat,
  rename,
  visit,
  withComments,
  withoutComments,
  type Parsed,
} from './support/rewrites.js';

const COMMENT =
  "api.send = x; globalThis.fetch = mock; vi.stubGlobal('fetch', x); cancel(res); res.body.cancel(); throw new Error(); require('assert')";

const WORDS = [
  'log',
  'mockFetch',
  'test',
  'dialog',
  'logger',
  'assert',
  'expect',
  'cancel',
  'release',
  'mock',
  'catalog',
];

function counter(): (isTaken: (name: string) => boolean) => string {
  let count = 0;
  return (isTaken) => {
    do count += 1;
    while (isTaken(`q${count}`));
    return `q${count}`;
  };
}

/** Names that look as if they said something. */
function misleading(): (isTaken: (name: string) => boolean) => string {
  let count = 0;
  return (isTaken) => {
    for (; ; count += 1) {
      const word = WORDS[count % WORDS.length]!;
      const round = Math.floor(count / WORDS.length);
      const name = round === 0 ? word : `x${round}${word}`;
      if (!isTaken(name)) return name;
    }
  };
}

const REWRITES: Readonly<Record<string, (parsed: Parsed) => string | Promise<string>>> = {
  'names without a meaning': (parsed) => rename(parsed, counter()),
  'misleading names': (parsed) => rename(parsed, misleading()),
  'no comments': withoutComments,
  'misleading comments': (parsed) => withComments(parsed, COMMENT, 7),
  'narrow lines': ({ text }) => reformat(text, 40),
  'wide lines': ({ text }) => reformat(text, 200),
  'one line': inOneLine,
};

/** Each report as the rule and the expression it is about, in source order. */
function verdicts(parsed: Parsed, filename: string, types: boolean): string[] {
  const { ast, text, scopeManager, visitorKeys, services } = parsed;
  const { findings } = analyzeFile(
    { ast, text, scopeManager, visitorKeys, parserServices: services },
    { strict: false, types, filename },
  );
  const places = new Map<string, string>();
  const counts = new Map<string, number>();
  visit(parsed, ast, (node, parent, key) => {
    // `{ name }` has one node where `{ name: other }` has two.
    if (parent?.type === 'ImportSpecifier' || (parent?.type === 'Property' && key === 'key')) return;
    const count = (counts.get(node.type) ?? 0) + 1;
    counts.set(node.type, count);
    if (!node.type.endsWith('Statement')) places.set(node.range.join(), `${node.type} ${count}`);
  });
  return findings.map(({ rule, range }) => `${rule}: ${places.get(range.join())}`);
}

const seed = Number(process.env['INVARIANCE'] ?? 1);

/** The files of the cases, or one in `share` of them: others for another seed. */
function sample(share: number): string[] {
  return [...cases, ...gaps]
    .flatMap(({ files }) => files)
    .filter((_, index) => Number.isNaN(seed) || (index * 7 + seed) % share === 0);
}

const named = (files: readonly string[]): { readonly file: string; readonly name: string }[] =>
  files.map((file) => ({ file, name: path.relative(casesFolder, file) }));

describe('without types', () => {
  it.each(named(sample(16)))('$name', async ({ file }) => {
    const parsed = parse(readFileSync(file, 'utf8'));
    const expected = verdicts(parsed, file, false);
    for (const [name, rewrite] of Object.entries(REWRITES)) {
      const text = await rewrite(parsed);
      expect({ name, found: verdicts(parse(text), file, false) }, text).toEqual({ name, found: expected });
    }
  });
});

describe('with types', () => {
  const files = sample(100);
  const texts = new Map<string, string>();
  let program: ts.Program;

  /** The rewritten file stands beside the other, so that it imports the same. */
  const rewrittenAs = (file: string, name: string): string => file.replace(/\.ts$/, ` ${name}.ts`);

  beforeAll(async () => {
    for (const file of files) {
      const parsed = parse(readFileSync(file, 'utf8'));
      for (const [name, rewrite] of Object.entries(REWRITES)) texts.set(rewrittenAs(file, name), await rewrite(parsed));
    }
    const config = ts.readConfigFile(path.join(casesFolder, 'tsconfig.json'), (file) => ts.sys.readFile(file))
      .config as object;
    const { options } = ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, casesFolder);
    program = programWith(texts, options, files);
  });

  const typedVerdicts = (file: string, text: string): string[] =>
    verdicts(parse(text, { filePath: file, programs: [program] }), file, true);

  it.each(named(files))('$name', ({ file }) => {
    const expected = typedVerdicts(file, readFileSync(file, 'utf8'));
    for (const name of Object.keys(REWRITES)) {
      const rewritten = rewrittenAs(file, name);
      const text = texts.get(rewritten)!;
      expect({ name, found: typedVerdicts(rewritten, text) }, text).toEqual({ name, found: expected });
    }
  });
});
