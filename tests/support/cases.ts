/** Executed cases: small modules with an expected verdict for each, proven by running them (tests/cases/README.md). */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import { beforeAll, expect, it } from 'vitest';
import plugin from '../../src/index.js';

/** The folder of the cases, which is a TypeScript project of its own. */
export const casesFolder = fileURLToPath(new URL('../cases', import.meta.url));

export interface Case {
  /** Its path below the folder, without extension. */
  readonly id: string;
  readonly files: readonly string[];
}

interface Marker {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  /** Markers of one group expect one report, on any of their lines. */
  readonly group: string;
}

interface Report {
  readonly file: string;
  readonly rule: string;
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

const RULES: Readonly<Record<string, string>> = {
  LEAK: 'no-unconsumed-body',
  UNCLOSED: 'no-unclosed-agent',
  PREMATURE: 'no-premature-close',
  LOCKED: 'no-locked-cancel',
};
const WORD = Object.keys(RULES).join('|');
const MARKER = new RegExp(`//\\s*((?:${WORD})(?:[ ,]+(?:${WORD}))*)(?:\\s*#(\\w+))?\\s*$`);

/** The cases below a folder of category folders: files, and folders with an `index.ts`. */
function listCases(folder: string): Case[] {
  return readdirSync(folder)
    .sort()
    .filter((category) => statSync(path.join(folder, category)).isDirectory())
    .flatMap((category) =>
      readdirSync(path.join(folder, category))
        .sort()
        .map((name) => path.join(folder, category, name)),
    )
    .map((entry) => {
      const id = path.relative(folder, entry).replace(/\.ts$/, '').replaceAll(path.sep, '/');
      return {
        id,
        files: existsSync(path.join(entry, 'index.ts'))
          ? readdirSync(entry)
              .sort()
              .map((file) => path.join(entry, file))
          : [entry],
      };
    });
}

export const cases = listCases(casesFolder).filter(({ id }) => !id.startsWith('gaps/'));
const always = listCases(path.join(casesFolder, 'gaps/always'));
const untyped = listCases(path.join(casesFolder, 'gaps/untyped'));

/** The cases that come out wrong: with type information and without, or without only. */
export const gaps: readonly Case[] = [...always, ...untyped];

/**
 * Tests that what is reported is what running the cases has proven.
 *
 * Those below `cases/gaps/` are known to come out wrong: `always`, or `untyped` where only types tell. They are linted as well, so
 * that closing a gap is noticed; docs/limitations.md says why each is one.
 */
export function testCases({ typed }: { readonly typed: boolean }): void {
  const right = typed ? [...cases, ...untyped] : cases;
  const wrong = typed ? always : gaps;
  let found: Map<string, readonly string[]>;

  beforeAll(async () => {
    found = await differences([...right, ...wrong], { typed });
  });

  it.each(right)('$id', ({ id }) => {
    expect(found.get(id)).toEqual([]);
  });

  it.each(wrong)('a known gap: $id', ({ id }) => {
    expect(
      found.get(id),
      'the gap is closed: move the case out of gaps/, and its line out of docs/limitations.md',
    ).not.toEqual([]);
  });
}

/**
 * Lints all cases in one run of ESLint with `configs.recommended`.
 *
 * @returns for each id what differs from the markers: empty where every marker is met and nothing else is reported
 * @throws where a file does not parse
 */
async function differences(
  cases: readonly Case[],
  { typed }: { readonly typed: boolean },
): Promise<Map<string, readonly string[]>> {
  const eslint = new ESLint({
    cwd: casesFolder,
    overrideConfigFile: true,
    ignore: false,
    overrideConfig: [
      { files: ['**/*.ts'] },
      ...plugin.configs.recommended,
      {
        linterOptions: { reportUnusedDisableDirectives: 'off' },
        languageOptions: { parser, parserOptions: typed ? { projectService: true, tsconfigRootDir: casesFolder } : {} },
      },
    ],
  });
  const results = await eslint.lintFiles(cases.flatMap(({ files }) => files));
  const reports = new Map(
    results.map(({ filePath, messages }) => [filePath, messages.map((message) => reportOf(filePath, message))]),
  );
  return new Map(
    cases.map(({ id, files }) => [
      id,
      compare(
        files.flatMap(markersOf),
        files.flatMap((file) => reports.get(file) ?? []),
      ),
    ]),
  );
}

function reportOf(
  file: string,
  { fatal, ruleId, message, line, endLine }: ESLint.LintResult['messages'][number],
): Report {
  if (fatal || ruleId === null) throw new Error(`${file}:${line}: ${message}`);
  return { file, rule: ruleId.replace('http-leak/', ''), from: line, to: endLine ?? line, message };
}

function markersOf(file: string): Marker[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((text, index) => {
      const [, words, group] = MARKER.exec(text) ?? [];
      return (words?.split(/[ ,]+/) ?? []).map((word) => ({
        file,
        line: index + 1,
        rule: RULES[word]!,
        group: group ?? `${file}:${index}`,
      }));
    });
}

/** A report matches a marker on its first line, or else one on a line it spans. */
function compare(markers: readonly Marker[], reports: readonly Report[]): string[] {
  const open = new Map<string, Marker[]>();
  for (const marker of markers) {
    const goal = `${marker.group} ${marker.rule}`;
    open.set(goal, [...(open.get(goal) ?? []), marker]);
  }
  const unmatched = new Set(reports);
  const fits = [
    (report: Report, line: number) => report.from === line,
    (report: Report, line: number) => report.from <= line && line <= report.to,
  ];
  for (const fit of fits) {
    for (const report of unmatched) {
      const met = [...open].find(([, spots]) =>
        spots.some(({ file, rule, line }) => file === report.file && rule === report.rule && fit(report, line)),
      );
      if (!met) continue;
      open.delete(met[0]);
      unmatched.delete(report);
    }
  }
  return [
    ...[...open.values()]
      .map(([first]) => first!)
      .map(({ file, line, rule }) => `missed ${path.basename(file)}:${line} ${rule}`),
    ...[...unmatched].map(
      ({ file, from, rule, message }) => `spurious ${path.basename(file)}:${from} ${rule}: ${message}`,
    ),
  ];
}
