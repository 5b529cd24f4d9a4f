/** Handwritten repairs, each beside one that passes: the repaired file is analysed, and the result is the objection. */
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { parseForESLint } from '@typescript-eslint/parser';
import { parseFile } from '../../src/types/parse-file.js';
import { analyzeFile, inferenceFor } from '../../src/findings/analyze-file.js';
import { Certifier } from '../../src/fixes/certify.js';
import { NO_SETTINGS } from '../../src/protocols/settings.js';
import { linkParents } from '../../src/syntax/nodes.js';
import type { SourceFile } from '../../src/syntax/unit.js';
import { programWith } from '../support/program.js';

/** What lies between the common beginning and the common end of two texts, as an edit of the first. */
function editFrom(before: string, after: string): { range: [number, number]; text: string } {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < Math.min(before.length, after.length) - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return { range: [start, before.length - end], text: after.slice(start, after.length - end) };
}

/** What speaks against changing `before`, which has one finding, into `after`; null where nothing does. */
function objectionTo(before: string, after: string, source = parseFile(before, 'file.ts')): string | null {
  const mode = { strict: false, types: source.parserServices !== undefined, settings: NO_SETTINGS };
  const { findings } = analyzeFile(source, { ...mode, filename: source.filename });
  expect(findings).toHaveLength(1);
  const repair = { finding: findings[0]!, edits: [editFrom(before, after)], left: 0 };
  return new Certifier(source, inferenceFor(source, mode), findings, mode).check([repair]).get(repair) ?? null;
}

const STATUS = `async function load(url) {
  const res = await fetch(url);
  if (!res.ok) throw new Error(String(res.status));
  return res.text();
}
`;

const CANCEL = 'await res.body?.cancel();';

describe('a repair', () => {
  it('that does not parse', () => {
    expect(objectionTo(STATUS, STATUS.replace('if (', `${CANCEL} if ((`))).toBe('the repaired code would not parse');
  });

  it('that leaves another path open', () => {
    const before = `async function load(url, raw) {
  const res = await fetch(url);
  if (!res.ok) return null;
  if (raw) return res.headers;
  return res.text();
}
`;
    const half = before.replace('if (!res.ok) return null;', `if (!res.ok) { ${CANCEL} return null; }`);
    expect(objectionTo(before, half)).toBe('a leak would remain after the repair');
    const whole = before
      .replace('if (!res.ok) return null;', `if (!res.ok) { ${CANCEL} return null; }`)
      .replace('if (raw) return res.headers;', `if (raw) { ${CANCEL} return res.headers; }`);
    expect(objectionTo(before, whole)).toBeNull();
  });

  it('behind which the body is read on some path', () => {
    const early = STATUS.replace('  if (!res.ok)', `  ${CANCEL}\n  if (!res.ok)`);
    expect(objectionTo(STATUS, early)).toBe('line 4 may use the body after the release');
    const guarded = STATUS.replace('throw', `{ ${CANCEL} throw`).replace('(res.status));', '(res.status)); }');
    expect(objectionTo(STATUS, guarded)).toBeNull();
  });

  it.each([
    ['returned', 'return res;'],
    ['locked', 'return res.body.getReader();'],
    ['handed to unknown code', 'return upload(res);'],
    ['stored', 'this.last = res; return 1;'],
  ])('after which the response is %s', (_name, use) => {
    const before = STATUS.replace('return res.text();', use);
    const early = before.replace('  if (!res.ok)', `  ${CANCEL}\n  if (!res.ok)`);
    expect(objectionTo(before, early)).toBe('line 4 may use the body after the release');
  });

  it('after which the response is only looked at', () => {
    const before =
      'async function up(url) {\n  const res = await fetch(url);\n  console.log(res);\n  return res.ok;\n}\n';
    expect(objectionTo(before, before.replace('  console', `  ${CANCEL}\n  console`))).toBeNull();
  });

  it.each([
    ['fetch', 'await res.body?.cancel();', 'res.bodyUsed'],
    ['node:http', 'res.destroy();', 'res.destroyed'],
  ])('after which the code reads the state of the body, of %s', (client, release, asked) => {
    const before =
      client === 'fetch'
        ? `async function load(url) {\n  const res = await fetch(url);\n  return { used: ${asked} };\n}\n`
        : `import http from 'node:http';\nhttp.get('http://a', (res) => {\n  console.log(res.statusCode);\n  console.log(${asked});\n});\n`;
    const line = before.slice(0, before.indexOf(asked)).split('\n').length;
    const early = before.replace(/(?<= {2})(?=return|console)/, `${release} `);
    expect(objectionTo(before, early)).toBe(`line ${line} reads the state of the body, which the release changes`);
    expect(objectionTo(before.replace(asked, 'res.url'), early.replace(asked, 'res.url'))).toBeNull();
  });

  it('that releases a response which was passed to other code', () => {
    const before = `async function load(url, later) {
  const res = await fetch(url);
  if (later) later(res);
  else console.log(res.status);
}
`;
    const both = before.replace('(res.status);\n', `(res.status);\n  ${CANCEL}\n`);
    expect(objectionTo(before, both)).toBe(
      'other code may have got the response before the release on line 5, and read it later',
    );
    expect(objectionTo(before, before.replace('else console.log(res.status);', `else { ${CANCEL} }`))).toBeNull();
  });

  it('that releases a body which a stored function reads', () => {
    const before = `async function load(url, later) {
  const res = await fetch(url);
  if (later) later.push(() => res.text());
}
`;
    const both = before.replace('res.text());\n', `res.text());\n  ${CANCEL}\n`);
    expect(objectionTo(before, both)).toMatch(/^other code may have got the response/);
    expect(objectionTo(before, before.replace('res.text());\n', `res.text());\n  else ${CANCEL}\n`))).toBeNull();
  });

  it('with which another rule has something to report', () => {
    const before = `async function load(url, raw) {
  const res = await fetch(url);
  if (raw) await res.text();
}
`;
    const cancelled = before.replace('res.text();\n', `res.text();\n  ${CANCEL}\n`);
    expect(objectionTo(before, cancelled)).toBe('after the repair, http-leak/no-locked-cancel would report line 4');
    expect(objectionTo(before, before.replace('res.text();\n', `res.text();\n  else ${CANCEL}\n`))).toBeNull();
  });

  it('in a helper, behind which its caller reads', () => {
    const before = `const check = async (res) => {
  if (!res.ok) throw new Error('bad');
};
async function load(url) {
  const res = await fetch(url);
  await check(res);
  return res.text();
}
`;
    const always = before.replace('  if (!res.ok)', `  ${CANCEL}\n  if (!res.ok)`);
    expect(objectionTo(before, always)).toBe('line 7 may use the body after the release');
    const thrown = before.replace("throw new Error('bad');", `{ ${CANCEL} throw new Error('bad'); }`);
    expect(objectionTo(before, thrown)).toBeNull();
  });
});

describe('a repair of a file with types', () => {
  const folder = '/virtual/certify';

  /** The file of a program with a helper that only types lead to. */
  function typed(text: string, helper: string): SourceFile {
    const texts = new Map([
      [`${folder}/file.ts`, text],
      [`${folder}/helper.ts`, helper],
    ]);
    const program = programWith(texts, {
      strict: true,
      lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      types: [],
    });
    const filename = `${folder}/file.ts`;
    const { ast, scopeManager, visitorKeys, services } = parseForESLint(text, {
      filePath: filename,
      programs: [program],
      range: true,
      loc: true,
      tokens: true,
      comment: true,
    });
    linkParents(ast, visitorKeys);
    return {
      ast,
      text,
      scopeManager,
      visitorKeys,
      parserServices: services,
      filename,
      reparse: (changed) => parseFile(changed, filename),
    };
  }

  const BEFORE = `import { keep } from './helper.js';
export async function load(url: URL, client: { get(url: URL, init?: RequestInit): Promise<Response> }) {
  const res = await client.get(url);
  if (!res.ok) return null;
  keep(res);
  return 1;
}
`;

  it.each([
    [
      'keeps the response',
      'const kept: Response[] = [];\nexport const keep = (res: Response) => { kept.push(res); };',
      true,
    ],
    ['reads it', 'export const keep = (res: Response) => { void res.text(); };', true],
  ])('where a helper of another file %s', (_name, helper, isUsed) => {
    const source = typed(BEFORE, helper);
    const early = BEFORE.replace('  if (!res.ok)', `  ${CANCEL}\n  if (!res.ok)`);
    const objection = objectionTo(BEFORE, early, source);
    expect(objection).toBe(isUsed ? 'line 5 may use the body after the release' : null);
    const right = BEFORE.replace('return null;', `{ ${CANCEL} return null; }`);
    expect(objectionTo(BEFORE, right, source)).toBeNull();
  });

  it('where a client is known by its type alone', () => {
    const source = typed(BEFORE, 'export const keep = (res: Response) => void res.text();');
    const half = BEFORE.replace('return null;', 'return undefined;');
    expect(objectionTo(BEFORE, half, source)).toBe('a leak would remain after the repair');
  });
});
