/**
 * The repairs of second uses, executed: each program of `tests/reuse` uses a body twice on some path of a server, whose bodies are larger than any
 * buffer. Repaired it does so on none, and does on the others what it did.
 */
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../src/codemods/migrate.js';
import plugin from '../../src/index.js';
import { javascriptOf } from '../support/transpiled.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = path.join(here, '..', 'reuse');

interface Program {
  readonly id: string;
  readonly source: string;
  /** As the safe repairs leave it, and with what is only suggested. */
  readonly safe: string;
  readonly repaired: string;
}

const only = (review: boolean) => ({ rules: ['no-body-reuse'], review }) as const;

const PATHS = ['json', 'json-error', 'bad-json', 'text', '404', '500', '502', 'empty', '204', 'flaky'];
/** The connection breaks while the body is sent. */
const BROKEN = ['cut', 'cut-500'];

function programOf(id: string): Program {
  const file = path.join(folder, id);
  const source = readFileSync(file, 'utf8');
  return {
    id,
    source,
    safe: migrate(source, file, only(false)).text,
    repaired: migrate(source, file, only(true)).text,
  };
}

const programs = (readdirSync(folder, { recursive: true }) as string[])
  .map((name) => name.replaceAll(path.sep, '/'))
  .filter((name) => /\.[jt]s$/.test(name) && !name.startsWith('gaps/') && !/-clean[./]/.test(name))
  .sort()
  .map(programOf)
  .filter(({ source }) => source.startsWith('// reuses when:'));
const repaired = programs.filter(({ source, repaired: text }) => text !== source);

describe('the programs that use a body twice', () => {
  it('have a repair where one is obvious', () => {
    const safe = programs.filter(({ source, safe: text }) => text !== source);
    expect({ all: programs.length, safe: safe.length, suggested: repaired.length - safe.length }).toEqual({
      all: 146,
      safe: 31,
      suggested: 67,
    });
  });
});

/** What the program prints and returns, or that it throws, by whatever error. */
const endOf = ({ outcome }: Observed): string => outcome.replace(/^throws .*/, 'throws');

// The body of a request does not break with the connection.
const fromServer = repaired.filter(({ id }) => !id.startsWith('requests/'));

describe.each(fromServer.filter(({ safe, repaired: text }) => safe === text))('$id, without a person', ({ id }) => {
  it.each(BROKEN)('ends on /%s as it did', (route) => {
    const [before, after] = ['before', 'after'].map((when) => observed.get(`${id} ${when} ${route}`)!);
    expect(endOf(after!)).toBe(endOf(before!));
  });
});

describe.each(repaired)('$id', ({ id, repaired: text, safe }) => {
  const seen = (when: string): readonly Observed[] => PATHS.map((route) => observed.get(`${id} ${when} ${route}`)!);

  it('is repaired once and for all', () => {
    const file = path.join(folder, id);
    expect(migrate(text, file, only(true)).text).toBe(text);
    expect(migrate(safe, file, only(false)).text).toBe(safe);
  });

  it('is repaired alike with types', () => {
    expect(repairedByLint(id)).toBe(text);
  });

  it('uses no body twice any more', () => {
    expect(seen('before').some(({ reuses }) => reuses > 0)).toBe(true);
    expect(seen('after').map(({ reuses }) => reuses)).toEqual(PATHS.map(() => 0));
    for (const { outcome } of seen('after')) expect(outcome).not.toMatch(/does not settle|unhandled|unusable|already/);
  });

  it('does what it did where it used none twice', () => {
    const clean = seen('before').map(({ reuses }) => reuses === 0);
    const isClean = (_: Observed, index: number): boolean => clean[index]!;
    expect(seen('after').filter(isClean)).toEqual(seen('before').filter(isClean));
  });
});

const linter = new Linter({ cwd: folder });

/** As an editor leaves it that applies the first repair of every report, with types. */
function repairedByLint(id: string): string {
  const file = path.join(folder, id);
  let text = readFileSync(file, 'utf8');
  for (let pass = 0; pass < 10; pass += 1) {
    const messages = linter.verify(
      text,
      [
        {
          files: ['**/*.js', '**/*.ts'],
          plugins: { 'http-leak': plugin },
          rules: { 'http-leak/no-body-reuse': 'error' },
          languageOptions: { parser, parserOptions: { projectService: true, tsconfigRootDir: folder } },
        },
      ],
      { filename: file },
    );
    const fix = messages.map((one) => one.fix ?? one.suggestions?.[0]?.fix).find((one) => one !== undefined);
    if (!fix) return text;
    text = text.slice(0, fix.range[0]) + fix.text + text.slice(fix.range[1]);
  }
  return text;
}

interface Observed {
  readonly reuses: number;
  readonly outcome: string;
}

const observed = new Map<string, Observed>();
// Below the packages, so that what the programs import is found.
const cache = path.join(here, '..', '..', 'node_modules', '.cache');
let work: string;

/** A run mostly waits, and what it counts is global to its process: so several processes share the runs. */
const PROCESSES = 4;

beforeAll(async () => {
  mkdirSync(cache, { recursive: true });
  work = mkdtempSync(path.join(cache, 'reuse-'));
  writeFileSync(path.join(work, 'package.json'), '{ "type": "module" }');
  // All runs of one program in one process, since they may write the same files.
  const shares = Array.from({ length: PROCESSES }, (_, share) => repaired.filter((__, at) => at % PROCESSES === share));
  await Promise.all(
    shares.map(async (share, index) => {
      const runs = share.flatMap(runsOf);
      const observations = await observe(runs, `runs-${index}.json`);
      for (const [at, { key }] of runs.entries()) observed.set(key, observations[at]!);
    }),
  );
}, 480_000);

interface Run {
  readonly key: string;
  readonly file: string;
  readonly path: string;
}

function runsOf({ id, source, repaired: text }: Program): Run[] {
  return [['before', source] as const, ['after', text] as const].flatMap(([when, code]) => {
    const file = writeProgram(id, when, code);
    return [...PATHS, ...BROKEN].map((route) => ({ key: `${id} ${when} ${route}`, file, path: `/${route}` }));
  });
}

/** Writes the program with the files beside it; returns its path. */
function writeProgram(id: string, when: string, code: string): string {
  const at = path.join(work, when, id);
  const from = path.dirname(path.join(folder, id));
  mkdirSync(path.dirname(at), { recursive: true });
  for (const { name } of readdirSync(from, { withFileTypes: true }).filter((one) => one.isFile()))
    copyFileSync(path.join(from, name), path.join(path.dirname(at), name));
  const file = `${at}.mjs`;
  writeFileSync(file, javascriptOf(id, code));
  return file;
}

/** Executes the runs in one process, in order. */
async function observe(runs: readonly Run[], name: string): Promise<Observed[]> {
  const list = path.join(work, name);
  writeFileSync(list, JSON.stringify(runs));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--no-warnings', path.join(here, 'reuse-runner.mjs'), list],
    // What the programs save is gone with the rest.
    { maxBuffer: 1 << 28, env: { ...process.env, TMPDIR: work, TEMP: work, TMP: work } },
  );
  return JSON.parse(stdout) as Observed[];
}

afterAll(() => rmSync(work, { recursive: true, force: true }));
