/**
 * Programs that use a body twice, beside twins that do not. The first line of each says on which paths of a server the second use was seen to fail when it
 * was run; the markers say where the report belongs, on any line of a `#group`. Those below `reuse/gaps/always/` are not found yet, and those below
 * `reuse/gaps/untyped/` only with type information.
 */
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import plugin from '../src/index.js';

const folder = fileURLToPath(new URL('reuse', import.meta.url));

const filesIn = (at: string): string[] =>
  readdirSync(at)
    .sort()
    .map((name) => path.join(at, name))
    .flatMap((file) => (statSync(file).isDirectory() ? filesIn(file) : /\.[jt]s$/.test(file) ? [file] : []));

const linter = new Linter({ cwd: folder });

/** The lines on which the rule reports a second use in a file. */
function reportsIn(file: string, typed: boolean): readonly { readonly line: number; readonly endLine: number }[] {
  return linter
    .verify(
      readFileSync(file, 'utf8'),
      [
        {
          files: ['**/*.js', '**/*.ts'],
          plugins: { 'http-leak': plugin },
          rules: { 'http-leak/no-body-reuse': 'error' },
          languageOptions: {
            parser,
            parserOptions: typed ? { projectService: true, tsconfigRootDir: folder } : {},
          },
        },
      ],
      { filename: file },
    )
    .map(({ line, endLine = line, fatal, message }) => {
      if (fatal) throw new Error(message);
      return { line, endLine };
    });
}

/** The markers of a file, as the lines of each report that is expected. */
function expectedIn(file: string): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  for (const [index, text] of readFileSync(file, 'utf8').split('\n').entries()) {
    const marker = /\/\/ REUSE(?: #(\w+))?\s*$/.exec(text);
    if (!marker) continue;
    const group = marker[1] ?? `line ${index + 1}`;
    groups.set(group, [...(groups.get(group) ?? []), index + 1]);
  }
  return [...groups.values()];
}

/** What differs from the markers. */
function differencesIn(file: string, typed: boolean): string[] {
  const reports = reportsIn(file, typed);
  const expected = expectedIn(file);
  const isOn = (lines: readonly number[], { line, endLine }: { line: number; endLine: number }): boolean =>
    lines.some((one) => one >= line && one <= endLine);
  return [
    ...expected
      .filter((lines) => !reports.some((report) => isOn(lines, report)))
      .map((lines) => `missed ${lines.join()}`),
    ...reports.filter((report) => !expected.some((lines) => isOn(lines, report))).map(({ line }) => `spurious ${line}`),
  ];
}

const all = filesIn(folder).map((file) => path.relative(folder, file).replaceAll(path.sep, '/'));
const right = all.filter((id) => !id.startsWith('gaps/'));
const always = all.filter((id) => id.startsWith('gaps/always/'));
const untyped = all.filter((id) => id.startsWith('gaps/untyped/'));

describe.each([
  { typed: false, found: right, missed: [...always, ...untyped] },
  { typed: true, found: [...right, ...untyped], missed: always },
])('a second use of a body, typed: $typed', ({ typed, found, missed }) => {
  it.each(found)('%s', (id) => {
    expect(differencesIn(path.join(folder, id), typed)).toEqual([]);
  });

  // A program of several files has its markers in one of them.
  it.each(missed.filter((id) => expectedIn(path.join(folder, id)).length > 0))('a known gap: %s', (id) => {
    const differences = differencesIn(path.join(folder, id), typed);
    expect(differences, 'the gap is closed: move the program out of gaps/').not.toEqual([]);
    expect(differences.filter((one) => one.startsWith('spurious'))).toEqual([]);
  });
});
