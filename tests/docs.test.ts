/**
 * Every example in the documentation of the rules is linted: a code block after a line that starts with ❌ must be
 * reported, one after ✅ must not. `ts` is linted with type information, `js` without; `strict` after the language sets the option.
 *
 * In the pages of the engine, what `explain` is shown to print is what it prints of the code block before it; a line `…` stands for what is left out.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { explainFunctions, explainLine } from '../src/explain/explain.js';
import plugin from '../src/index.js';
import { HIDING, MAX_WORDS, pageProblems, textProblems, withoutSpans } from '../scripts/prose.mjs';
import { parseFile } from '../src/types/parse-file.js';
import { lint } from './support/lint.js';

const folder = fileURLToPath(new URL('../docs/rules', import.meta.url));
const pages = readdirSync(folder).filter((file) => file.endsWith('.md'));

/** The files that list the words. */
const LISTS = ['scripts/prose-words.mjs', 'docs/writing.md'];

interface Example {
  readonly line: number;
  readonly code: string;
  readonly language: string;
  readonly strict: boolean;
  readonly mark: string;
}

it('names who acts, in the documentation and in comments', () => {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const unclear = new RegExp(`\\b(?:${HIDING.join('|')})\\b`, 'i');
  const files = ['src', 'docs', 'scripts'].flatMap((name) =>
    readdirSync(path.join(root, name), { recursive: true, encoding: 'utf8' }).map((file) => path.join(name, file)),
  );
  const found = [
    'README.md',
    'CONTRIBUTING.md',
    ...files.filter((file) => /\.(?:ts|cts|mjs|md)$/.test(file) && !LISTS.includes(file)),
  ].flatMap((file) =>
    readFileSync(path.join(root, file), 'utf8')
      .split('\n')
      .flatMap((text, index) => (unclear.test(text) ? [`${file}:${index + 1}: ${text.trim()}`] : [])),
  );
  expect(found).toEqual([]);
});

describe('the check of the prose', () => {
  const long = `The rule ${'reads '.repeat(MAX_WORDS)}it.`;

  it.each([
    ['a long sentence', `Short.\n\n${long}`, `page.md:3: ${MAX_WORDS + 3} words, more than ${MAX_WORDS}: ${long}`],
    ['one in a list', `- Short.\n- ${long}`, `page.md:2: ${MAX_WORDS + 3} words, more than ${MAX_WORDS}: ${long}`],
    ['a word that hides who acts', '# A title\n\nSomebody closes it.', /^page\.md:3: "somebody": write the code/],
    ['a word in a table', '| a |\n| --- |\n| right behind it |', /^page\.md:3: "behind": write "after"/],
    ['a word in a heading', '## Whoever reads', /^page\.md:1: "whoever"/],
    ['a word of two parts, in two lines', 'The call is out\nof sight.', /^page\.md:1: "out of sight"/],
  ])('finds %s', (_, markdown, problem) => {
    const problems = pageProblems('page.md', markdown);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toEqual(typeof problem === 'string' ? problem : expect.stringMatching(problem));
  });

  it.each([
    ['short sentences', 'The rule reads the body. It reports the call.'],
    ['code', `\`${'nobody '.repeat(MAX_WORDS)}\` is one word.\n\n\`\`\`text\nsomebody ${long}\n\`\`\``],
    ['a quotation', `> ${long}`],
    ['a list of links', '[one](a.md) · '.repeat(MAX_WORDS).concat('[two](b.md)')],
    ['a part of another word', 'The theme of the handout.'],
  ])('accepts %s', (_, markdown) => {
    expect(pageProblems('page.md', markdown)).toEqual([]);
  });

  it('checks the texts of the sources in the same way', () => {
    expect(textProblems('a.ts:1', withoutSpans('`behind` is hidden behind it'))).toEqual([
      'a.ts:1: "behind": write "after" and "before", for order: Code is hidden behind it',
    ]);
    expect(textProblems('a.ts:1', withoutSpans(`${long} ${'`code with words` '.repeat(3)}`))).toHaveLength(1);
  });
});

describe.each(pages)('%s', (page) => {
  const rule = path.basename(page, '.md');
  const examples = examplesOf(readFileSync(path.join(folder, page), 'utf8'));

  it('is about a rule, and shows what it reports and what it does not', () => {
    expect(Object.keys(plugin.rules)).toContain(rule);
    expect(new Set(examples.map(({ mark }) => mark))).toEqual(new Set(['❌', '✅']));
  });

  it.each(examples)('$mark line $line', ({ code, language, strict, mark }) => {
    const reports =
      language === 'ts'
        ? lint(code, { rule, strict, typed: true, filename: 'file.ts' })
        : lint(code, { rule, strict, parser: 'espree' });
    expect(reports.length > 0, reports.map(({ line, message }) => `${line}: ${message}`).join('\n')).toBe(
      mark === '❌',
    );
  });
});

const root = fileURLToPath(new URL('..', import.meta.url));
const engine = path.join(root, 'docs/engine');

/** The files of the sources and the tests, by their paths from the root. */
const known = ['src', 'tests'].flatMap((top) => {
  const names = readdirSync(path.join(root, top), { recursive: true, withFileTypes: true });
  return names.map((one) => path.relative(root, path.join(one.parentPath, one.name)) + (one.isDirectory() ? '/' : ''));
});

describe.each(readdirSync(engine))('engine/%s', (page) => {
  const shown = explanationsOf(readFileSync(path.join(engine, page), 'utf8'));

  it('has an example', () => {
    expect(shown.length).toBeGreaterThan(0);
  });

  it('names files and folders that exist', () => {
    const text = readFileSync(path.join(engine, page), 'utf8').replace(/^```[^]*?^```/gm, '');
    const named = [...text.matchAll(/`([\w./-]+\.(?:ts|cjs)|(?:src|tests)\/[\w./-]+\/)`/g)].map(([, name]) => name!);
    expect(named.filter((name) => !known.some((file) => file === name || file.endsWith(`/${name}`)))).toEqual([]);
  });

  it.each(shown)('shows what is printed, line $line', ({ code, filename, at, parts }) => {
    const source = parseFile(code, filename);
    const options = { strict: false, types: false, filename };
    const printed = at === undefined ? explainFunctions(source, options) : explainLine(source, options, at);
    let rest = `${printed.join('\n')}\n`;
    for (const part of parts) {
      expect(rest).toContain(part);
      rest = rest.slice(rest.indexOf(part) + part.length);
    }
  });
});

interface Explanation {
  readonly line: number;
  readonly code: string;
  readonly filename: string;
  readonly at?: number;
  readonly parts: readonly string[];
}

function explanationsOf(text: string): Explanation[] {
  let code = '';
  return [...text.matchAll(/^```(\w*)\n([^]*?)^```/gm)].flatMap(({ 1: language, 2: block, index }) => {
    const [, filename, at] = /^\$ npx http-leak explain (?:--untyped )?(\S+?)(?::(\d+))?\n/.exec(block!) ?? [];
    if (filename === undefined) {
      if (language === 'js' || language === 'ts') code = block!;
      return [];
    }
    const parts = block!.slice(block!.indexOf('\n') + 1).split(/^…\n/m);
    const line = text.slice(0, index).split('\n').length;
    return [{ line, code, filename, parts, ...(at === undefined ? {} : { at: Number(at) }) }];
  });
}

function examplesOf(text: string): Example[] {
  return [...text.matchAll(/^([❌✅])[^\n]*\n+```(js|ts)( strict)?\n([^]*?)^```/gmu)].map(
    ({ 1: mark, 2: language, 3: strict, 4: code, index }) => ({
      mark: mark!,
      language: language!,
      strict: strict !== undefined,
      code: code!,
      line: text.slice(0, index).split('\n').length,
    }),
  );
}
