/** The formats for programs, as the command writes them. */
import Ajv from 'ajv';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/fixes/text/edits.js';
import { CLEAN, folderWith, httpLeak, LEAK_JS } from './harness.js';

const require = createRequire(import.meta.url);

const HELPER = `export function check(response) {
  if (!response.ok) throw new Error();
}
`;
const CALLER = `import { check } from './check.js';
export async function load(url) {
  const response = await fetch(url);
  check(response);
  return response.text();
}
`;
const REUSE = `export async function load(url) {
  const response = await fetch(url);
  const text = await response.text();
  return [text, await response.json()];
}
`;
/** A leak behind characters of several bytes, whose repair has to be checked. */
const WIDE = `export async function load(url) {
  /* 𐐀ü */ const response = await fetch(url, { method: 'POST', body: process.stdin, duplex: 'half' });
  if (!response.ok) return null;
  return response.text();
}
`;

async function report(format: string, files: Record<string, string>, ...argv: string[]): Promise<unknown> {
  const { stdout } = await httpLeak(folderWith(files), ['scan', '--untyped', '--format', format, ...argv]);
  return JSON.parse(stdout);
}

describe('json', () => {
  type Schema = Record<string, unknown>;
  const schema = JSON.parse(readFileSync('schema/http-leak.report.schema.json', 'utf8')) as Schema;

  /** The schema without its tolerance for members that it does not describe. */
  function closed(part: unknown): unknown {
    if (Array.isArray(part)) return part.map(closed);
    if (typeof part !== 'object' || part === null) return part;
    const members = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, closed(value)]));
    return (part as Schema)['type'] === 'object' ? { ...members, additionalProperties: false } : members;
  }

  const FILES = {
    'a.js': CALLER,
    'check.js': HELPER,
    'b.js': `/* eslint-disable */\n${LEAK_JS}`,
    'c.js': REUSE,
    'd.js': 'no code',
    'e.js': LEAK_JS,
    'f.min.js': CLEAN,
    'tsconfig.json': '{',
    'eslint-suppressions.json': '{"e.js":{"http-leak/no-unconsumed-body":{"count":3}}}',
  };

  it('is described by the published schema, every member of it', async () => {
    const validate = new Ajv({ allErrors: true }).compile(closed(schema) as object);
    for (const argv of [[], ['--strict'], ['gone.js', '.'], ['--ignore', 'a.js']]) {
      const written = await report('json', FILES, ...argv);
      void validate(written);
      expect(validate.errors ?? []).toEqual([]);
      expect((written as { findings: unknown[] }).findings.length).toBeGreaterThan(0);
    }
  });

  it('is not what the schema describes if a member is missing or wrong', async () => {
    const validate = new Ajv().compile(schema);
    const written = (await report('json', FILES)) as { findings: object[]; summary: object };
    expect(validate(written)).toBe(true);
    expect(validate({ ...written, version: 2 })).toBe(false);
    expect(validate({ ...written, summary: { ...written.summary, leaks: -1 } })).toBe(false);
    expect(validate({ ...written, findings: [{ ...written.findings[0], file: undefined }] })).toBe(false);
  });

  it('names the file of a helper relative to the current folder', async () => {
    expect(await report('json', { 'a.js': CALLER, 'check.js': HELPER })).toMatchObject({
      findings: [{ exits: [{ kind: 'helper', inner: { name: 'check', file: 'check.js', line: 2 } }] }],
    });
  });
});

describe('sarif', () => {
  it('is valid, with help for each rule, a path for each finding, and repairs that are the same as those of the rules', async () => {
    const files = { 'a.js': LEAK_JS, 'c.js': REUSE };
    const log = (await report('sarif', files)) as Log;
    const ajv = new Ajv({ schemaId: 'id', meta: false, allErrors: true });
    ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json') as object);
    const validate = ajv.compile(require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json') as object);
    void validate(log);
    expect(validate.errors ?? []).toEqual([]);
    const [run] = log.runs;
    for (const rule of run!.tool.driver.rules!) {
      expect(rule.name).toMatch(/^No[A-Z]\w+$/);
      expect(rule.fullDescription!.text).toMatch(/\.$/);
      expect(rule.help!.markdown).toContain(rule.helpUri);
    }
    const [leak, reuse] = run!.results!;
    expect(leak!.partialFingerprints!['httpLeak/v1']).toMatch(/^[\da-f]{32}$/);
    expect(reuse!.codeFlows).toMatchObject([
      { threadFlows: [{ locations: [{ location: { message: { text: 'read or locked here' } } }, {}] }] },
    ]);
    const [change] = leak!.fixes![0]!.artifactChanges;
    const lines = LEAK_JS.split('\n');
    const offset = (line: number, column: number): number => lines.slice(0, line - 1).join('\n').length + column;
    const edits = change!.replacements.map(({ deletedRegion: region, insertedContent }) => ({
      range: [offset(region.startLine!, region.startColumn!), offset(region.endLine!, region.endColumn!)] as const,
      text: insertedContent!.text!,
    }));
    expect(applyEdits(LEAK_JS, edits)).toBe(
      LEAK_JS.replace('    throw', '    await response.body?.cancel().catch(() => {});\n    throw'),
    );
  });
});

it('gitlab has one issue for each leak, with different fingerprints that do not depend on lines', async () => {
  const twice = LEAK_JS.replace('  if', '  (await fetch(url)).ok;\n  if');
  const issues = (await report('gitlab', { 'src/a.js': twice })) as { fingerprint: string }[];
  const moved = (await report('gitlab', { 'src/a.js': `\n\n${twice}` })) as { fingerprint: string }[];
  expect(issues).toMatchObject([
    {
      description: expect.stringContaining('is never consumed or cancelled') as string,
      check_name: 'http-leak/no-unconsumed-body',
      severity: 'major',
      location: { path: 'src/a.js', lines: { begin: 2, end: 2 } },
    },
    { location: { path: 'src/a.js', lines: { begin: 3, end: 3 } } },
  ]);
  expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  expect(moved.map(({ fingerprint }) => fingerprint)).toEqual(issues.map(({ fingerprint }) => fingerprint));
});

describe('rdjson', () => {
  interface Diagnostic {
    message: string;
    location: { range: { start: { column: number }; end: { column: number } } };
    suggestions: { range: { start: Position; end: Position }; text: string }[];
  }
  interface Position {
    line: number;
    column: number;
  }

  it('counts columns in bytes, and its one suggestion is the repair', async () => {
    const { diagnostics } = (await report('rdjson', { 'a.js': WIDE })) as { diagnostics: Diagnostic[] };
    const [{ message, location, suggestions }] = diagnostics as [Diagnostic];
    const line = Buffer.from(WIDE.split('\n')[1]!);
    const { start, end } = location.range;
    expect(line.subarray(start.column - 1, end.column - 1).toString()).toMatch(/^fetch\(url, .*\)$/);
    expect(message).toContain('the release stops that: check that the server does not need the rest.');
    const bytes = Buffer.from(WIDE);
    const offset = ({ line: row, column }: Position): number =>
      Buffer.byteLength(
        WIDE.split('\n')
          .slice(0, row - 1)
          .join('\n'),
      ) + column;
    const [{ range, text }] = suggestions as [Diagnostic['suggestions'][number]];
    const repaired = `${bytes.subarray(0, offset(range.start)).toString()}${text}${bytes.subarray(offset(range.end)).toString()}`;
    expect(repaired).toMatch(/cancel\(\)[^]*return null;\n {2}\}\n {2}return response\.text\(\);\n\}\n$/);
  });
});
