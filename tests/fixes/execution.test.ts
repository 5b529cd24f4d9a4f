/**
 * The fixes, executed: every case leaks on the paths its first line names, and its fixed text leaks on none, with the
 * same results, errors and console output.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate, type Migrated } from '../../src/codemods/migrate.js';
import { javascriptOf } from '../support/transpiled.js';

interface Case {
  readonly name: string;
  readonly source: string;
  readonly fixed: Migrated;
  readonly leaks: readonly string[];
  readonly paths: readonly string[];
}

interface Observed {
  readonly open: number;
  readonly outcome: string;
  readonly stray: readonly string[];
}

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = path.join(here, 'fixtures');
const options = { rules: ['no-unconsumed-body'], review: false } as const;

const cases = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file): Case => {
    const source = readFileSync(path.join(folder, file), 'utf8');
    const [leaking = '', clean = ''] = source
      .split('\n')[0]!
      .replace(/\([^)]*\)/g, '')
      .split(';');
    const leaks = leaking.match(/\/[\w-]+/g)?.slice() ?? [];
    return {
      name: file,
      source,
      fixed: migrate(source, file, options),
      leaks,
      paths: [...leaks, ...(clean.match(/\/[\w-]+/g) ?? [])],
    };
  });

describe.each(cases)('$name', ({ source, fixed, leaks, paths, name }) => {
  it('is fixed without a person, once and for all', () => {
    expect(fixed.left).toEqual([]);
    expect(fixed.applied).toBeGreaterThan(0);
    expect(migrate(fixed.text, name, options).text).toBe(fixed.text);
  });

  it.each(paths)('on %s', (route) => {
    const before = observed.get(`${name} before ${route}`)!;
    const after = observed.get(`${name} after ${route}`)!;
    expect(before.open > 0).toBe(leaks.includes(route));
    expect(after).toEqual({ open: 0, outcome: before.outcome, stray: [] });
    expect(source).not.toBe(fixed.text);
  });
});

const observed = new Map<string, Observed>();
// Below the packages, so that what the cases import is found.
const cache = path.join(here, '..', '..', 'node_modules', '.cache');
let work: string;

beforeAll(() => {
  mkdirSync(cache, { recursive: true });
  work = mkdtempSync(path.join(cache, 'fixes-'));
  const runs = cases.flatMap(({ name, source, fixed, paths }) =>
    [['before', source] as const, ['after', fixed.text] as const].flatMap(([when, text]) => {
      const file = path.join(work, `${name}.${when}.mjs`);
      writeFileSync(file, javascriptOf(name, text));
      return paths.map((route) => ({ key: `${name} ${when} ${route}`, file, path: route }));
    }),
  );
  const list = path.join(work, 'runs.json');
  writeFileSync(list, JSON.stringify(runs));
  const results = JSON.parse(
    execFileSync(process.execPath, ['--no-warnings', path.join(here, 'runner.mjs'), list], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    }),
  ) as Observed[];
  for (const [index, { key }] of runs.entries()) observed.set(key, results[index]!);
}, 180_000);

afterAll(() => rmSync(work, { recursive: true, force: true }));
