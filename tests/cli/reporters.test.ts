import Ajv from 'ajv';
import { createRequire } from 'node:module';
import picocolors from 'picocolors';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import { formatGithub } from '../../src/cli/reporters/github.js';
import { formatJson } from '../../src/cli/reporters/json.js';
import { formatPretty } from '../../src/cli/reporters/pretty.js';
import { formatSarif } from '../../src/cli/reporters/sarif.js';
import type { Leak, ScanResult } from '../../src/cli/result.js';
import type { Exit, ExitKind } from '../../src/findings/finding.js';

const require = createRequire(import.meta.url);

const cwd = '/repo';
const TEXT = `async function load(urls) {
  for (const url of urls) {
    const res = await fetch(url);
    if (res.status === 503) {
      await delay();
      // try the next one

      continue;
    }
    if (!res.ok) throw new Error('100%');
    return res.json();
  }
}
`;

function range(part: string): readonly [number, number] {
  const start = TEXT.indexOf(part);
  return [start, start + part.length];
}

function line(part: string): number {
  return TEXT.slice(0, TEXT.indexOf(part)).split('\n').length;
}

function exit(kind: ExitKind, at: string, ...steps: readonly (readonly [string, string])[]): Exit {
  return {
    kind,
    range: range(at),
    line: line(at),
    path: steps.map(([part, text]) => ({ range: range(part), line: line(part), text })),
    holders: [],
  };
}

function leakWith(exits: readonly Exit[]): Leak {
  return {
    file: '/repo/src/a file.js',
    ruleId: 'http-leak/no-unconsumed-body',
    line: 3,
    column: 23,
    endLine: 3,
    endColumn: 33,
    message: 'The body leaks, 100%: on line 8. Cancel it.',
    finding: {
      rule: 'no-unconsumed-body',
      range: range('fetch(url)'),
      line: 3,
      protocol: 'fetch',
      client: '`fetch`',
      exits,
      gives: [],
      isUnused: false,
      remedy: 'Cancel it.',
    },
    text: TEXT,
    identity: { within: 'load', code: 'fetch ( url )', occurrence: 1 },
  };
}

const twoExits = leakWith([
  exit('continue', 'continue;', ['res.status === 503', '`res.status === 503` is true']),
  exit(
    'throw',
    "throw new Error('100%');",
    ['res.status === 503', '`res.status === 503` is false'],
    ['!res.ok', '`!res.ok` is true'],
  ),
]);

const result: ScanResult = {
  leaks: [twoExits],
  problems: [
    { kind: 'parse', file: '/repo/b.js', line: 2, column: 5, message: 'Unexpected token' },
    { kind: 'config', file: '/repo/tsconfig.json', message: 'File not found' },
  ],
  givenUp: [{ file: '/repo/c.js', line: 1, reason: 'too many branches' }],
  hidden: { disabled: 0, suppressed: 0, baselined: 0, unchanged: 0 },
  stale: { suppressions: 0, baseline: 0 },
  blankets: [],
  skipped: { minified: 2, large: 1, ignored: 0 },
  files: 41,
  typed: 38,
  outsideProjects: 3,
  functions: 120,
  milliseconds: 2123,
};

describe('pretty', () => {
  const print = (leak: Leak, width = 100): string =>
    formatPretty({ ...result, leaks: [leak] }, { cwd, colors: picocolors.createColors(false), width });

  it('shows the acquire site, the numbered path, the other exits, the problems and the summary', () => {
    expect(print(twoExits)).toMatchInlineSnapshot(`
      "src/a file.js:3:23  http-leak/no-unconsumed-body
      The body leaks, 100%: on line 8.

      3 │     const res = await fetch(url);
        │                       ^^^^^^^^^^ opened here
      4 │     if (res.status === 503) {
        │         ────────────────── 1. \`res.status === 503\` is true
        ⋮
      8 │       continue;
        │       ^^^^^^^^^ 2. starts the next iteration with the body still open
      also: line 10 throws with the body still open, when \`res.status === 503\` is false (line 4), \`!res.ok\` is true (line 10)
      help: Cancel it.

      ! b.js:2:5: could not parse: Unexpected token
      ! tsconfig.json: File not found

      ✖ 1 leak in 1 file; 41 files scanned (38 with type information) in 2.1 s
        3 files in no tsconfig.json, read with the default compiler options
        1 function given up: too many branches
        2 minified files left out
        1 file over 1 MiB left out
      "
    `);
  });

  it('marks a response that is thrown away once', () => {
    expect(print(leakWith([exit('discard', 'fetch(url)')]))).toContain('^^^^^^^^^^ opened and dropped here');
  });

  it('names the helper that throws with the body open', () => {
    const helper: Exit = {
      ...exit('helper', 'delay()'),
      inner: { name: 'delay', exit: exit('throw', 'continue;'), file: '/repo/src/delay.js' },
    };
    expect(print(leakWith([helper]))).toContain('`delay` throws on line 8 of src/delay.js with the body still open');
  });

  it('cuts long lines around the marks', () => {
    const padding = `/* ${'x'.repeat(500)} */ `;
    const shifted: Leak = {
      ...twoExits,
      text: padding + TEXT.replaceAll('\n', ' '),
      line: 1,
      column: padding.length + range('fetch(url)')[0] + 1,
      endLine: 1,
      endColumn: padding.length + range('fetch(url)')[1] + 1,
      finding: { ...twoExits.finding, exits: [{ kind: 'discard', range: [0, 0], line: 1, path: [], holders: [] }] },
    };
    const frame = print(shifted, 80)
      .split('\n')
      .filter((row) => row.includes('│'));
    expect(frame[0]?.length).toBeLessThanOrEqual(80);
    expect(frame[0]?.indexOf('fetch(url)')).toBe(frame[1]?.indexOf('^'));
  });

  it('says when all is well', () => {
    const clean = {
      ...result,
      leaks: [],
      problems: [],
      givenUp: [],
      outsideProjects: 0,
      typed: 41,
      skipped: { minified: 0, large: 0, ignored: 0 },
    };
    expect(formatPretty(clean, { cwd, colors: picocolors.createColors(false), width: 80 })).toBe(
      '✔ no leaks; 41 files scanned (41 with type information) in 2.1 s\n',
    );
  });
});

it('json holds every exit with its path', () => {
  expect(JSON.parse(formatJson(result, cwd))).toMatchObject({
    version: 1,
    findings: [
      {
        rule: 'http-leak/no-unconsumed-body',
        file: 'src/a file.js',
        line: 3,
        column: 23,
        exits: [
          {
            kind: 'continue',
            line: 8,
            column: 7,
            endColumn: 16,
            path: [{ line: 4, text: '`res.status === 503` is true' }],
          },
          { kind: 'throw', line: 10, path: [{ line: 4 }, { line: 10, column: 9 }] },
        ],
      },
    ],
    problems: [{ kind: 'parse', file: 'b.js', line: 2 }, { kind: 'config' }],
    summary: { leaks: 1, files: 41, filesWithTypes: 38, givenUp: [{ file: 'c.js', reason: 'too many branches' }] },
  });
});

it('sarif is valid and has a code flow per exit', () => {
  const rules = [
    {
      id: 'http-leak/no-unconsumed-body',
      description: 'consume bodies',
      why: 'they hold connections',
      help: 'cancel them',
      url: 'https://example.com/rule',
    },
  ];
  const log = JSON.parse(formatSarif(result, { cwd, version: '1.2.3', rules, complete: true })) as Log;
  expect(violations(log)).toEqual([]);
  const [leak] = log.runs[0]?.results ?? [];
  expect(leak?.locations?.[0]?.physicalLocation).toEqual({
    artifactLocation: { uri: 'src/a%20file.js', uriBaseId: 'SRCROOT' },
    region: { startLine: 3, startColumn: 23, endLine: 3, endColumn: 33 },
  });
  const lines = leak?.codeFlows?.map((flow) =>
    flow.threadFlows[0]?.locations.map(({ location }) => location?.physicalLocation?.region?.startLine),
  );
  expect(lines).toEqual([
    [3, 4, 8],
    [3, 4, 10, 10],
  ]);
});

/** What the schema of the standard has against the log. */
function violations(log: Log): string[] {
  const ajv = new Ajv({ schemaId: 'id', meta: false, allErrors: true });
  ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json') as object);
  const validate = ajv.compile(require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json') as object);
  void validate(log);
  return (validate.errors ?? []).map(({ dataPath, message }) => `${dataPath} ${message}`);
}

it('github escapes characters that its commands would misread', () => {
  expect(formatGithub(result, '/')).toMatchInlineSnapshot(`
    "::error file=repo/src/a file.js,line=3,endLine=3,col=23,endColumn=33,title=http-leak/no-unconsumed-body::The body leaks, 100%25: on line 8. Cancel it.%0A%0Aline 4: \`res.status === 503\` is true%0Aline 8: starts the next iteration with the body still open%0A%0Aline 4: \`res.status === 503\` is false%0Aline 10: \`!res.ok\` is true%0Aline 10: throws with the body still open
    ::warning file=repo/b.js,line=2,col=5,title=http-leak scan::could not parse: Unexpected token
    ::warning file=repo/tsconfig.json,title=http-leak scan::File not found
    "
  `);
});
