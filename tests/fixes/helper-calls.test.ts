/** Repairs that call a function of the code which releases what it is given: when they do, and when they write the release out. */
import path from 'node:path';
import { parseForESLint } from '@typescript-eslint/parser';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../src/codemods/migrate.js';
import { analyzeFile } from '../../src/findings/analyze-file.js';
import { applyEdits } from '../../src/fixes/text/edits.js';
import type { Finding } from '../../src/findings/finding.js';
import type { Candidate } from '../../src/fixes/candidates.js';
import { Draft } from '../../src/fixes/fix-plan.js';
import { planFixes } from '../../src/fixes/plan.js';
import { linkParents } from '../../src/syntax/nodes.js';
import type { SourceFile } from '../../src/syntax/unit.js';
import { parseFile } from '../../src/types/parse-file.js';
import { folderWith } from '../support/folder.js';
import { programWith } from '../support/program.js';
import { fix } from './support.js';

const LOAD = `
export async function load(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error('bad');
  return response.json();
}
`;
const WRITTEN_OUT = 'await response.body?.cancel().catch(() => {});';

/** The statement that the repair writes in front of the `throw`. */
const releaseIn = (code: string): string | undefined => /\{\n +(.*)\n +throw new Error\('bad'\)/.exec(fix(code))?.[1];

describe('a function of the file that releases its parameter on every path, and does nothing else', () => {
  it.each([
    ['async function discard(res) { await res.body?.cancel(); }', 'await discard(response).catch(() => {});'],
    ['async function discard(res) { try { await res.body?.cancel(); } catch {} }', 'await discard(response);'],
    ['async function discard(res) { await res.body?.cancel().catch(() => {}); }', 'await discard(response);'],
    ['function discard(res) { res.body?.cancel().catch(() => {}); }', 'discard(response);'],
    ['function discard(res) { return res.body?.cancel().catch(() => undefined); }', 'await discard(response);'],
    ['async function drain(res) { await res.arrayBuffer(); }', 'drain(response).catch(() => {});'],
    ['function drain(res) { res.arrayBuffer().catch(() => {}); }', 'drain(response);'],
    ['async function discard({ body }) { await body?.cancel(); }', 'await discard(response).catch(() => {});'],
    ['async function cancel(body) { await body?.cancel(); }', 'await cancel(response.body).catch(() => {});'],
    [
      'async function discard(res) { if (!res.bodyUsed) await res.body?.cancel(); }',
      'await discard(response).catch(() => {});',
    ],
    [
      'async function discard(res) { const { body } = res; if (!body) return; await body.cancel(); }',
      'await discard(response).catch(() => {});',
    ],
    [
      'async function discard(res) { const reader = res.body?.getReader(); await reader?.cancel(); }',
      'await discard(response).catch(() => {});',
    ],
    [
      'export const discard = async (res) => { await res.body?.cancel(); };',
      'await discard(response).catch(() => {});',
    ],
  ])('%s', (helper, release) => {
    expect(releaseIn(helper + LOAD)).toBe(release);
  });

  it.each([
    ['leaves it open on a path', 'async function discard(res) { if (res.ok) await res.body?.cancel(); }'],
    ['logs', "async function discard(res) { console.debug('discarded'); await res.body?.cancel(); }"],
    ['logs what fails', 'async function discard(res) { await res.body?.cancel().catch((e) => console.error(e)); }'],
    ['throws', "async function discard(res) { await res.body?.cancel(); throw new Error('discarded'); }"],
    ['throws where there is no body', 'async function discard(res) { await res.body.cancel(); }'],
    [
      'throws where a pattern finds no body',
      'async function discard(res) { const { body } = res; await body.cancel(); }',
    ],
    ['reads a body that may be missing', 'async function drain(res) { for await (const chunk of res.body) {} }'],
    ['throws where the body is no JSON', 'async function drain(res) { await res.json(); }'],
    ['counts', 'let count = 0;\nasync function discard(res) { count += 1; await res.body?.cancel(); }'],
    ['gives the response back', 'async function discard(res) { await res.body?.cancel(); return res; }'],
    ['gives the text back', 'async function drain(res) { return [await res.text()]; }'],
    ['waits for something else', 'async function discard(res) { await ready(); await res.body?.cancel(); }'],
    ['lets a rejection go unhandled', 'function discard(res) { res.body?.cancel(); }'],
    ['asks for more than the response', 'async function discard(res, log) { await res.body?.cancel(); }'],
    ['only looks', 'async function discard(res) { await res.text; }'],
    ['is a generator', 'async function* discard(res) { await res.body?.cancel(); }'],
    ['is replaced', 'let discard = async (res) => { await res.body?.cancel(); };\ndiscard = null;'],
    ['may give nothing, and fails', 'const discard = (res) => res.body?.cancel();'],
    ['is for another client', 'function discard(message) { message.resume(); }'],
    ['is in another function', 'function outer() { async function discard(res) { await res.body?.cancel(); } }'],
    ['is a method', 'class Api { async discard(res) { await res.body?.cancel(); } }'],
  ])('is not called where it %s', (_, helper) => {
    expect(releaseIn(helper + LOAD)).toBe(WRITTEN_OUT);
  });
});

describe('the place', () => {
  const HELPER = 'async function discard(res) { await res.body?.cancel(); }\n';
  const ARROW = 'const discard = async (res) => { await res.body?.cancel(); };\n';

  it('where the name means something else', () => {
    expect(releaseIn(HELPER + LOAD.replace('(url)', '(url, discard)'))).toBe(WRITTEN_OUT);
  });

  it('below the function', () => {
    expect(releaseIn(LOAD + HELPER)).toBe('await discard(response).catch(() => {});');
    expect(releaseIn(LOAD + ARROW)).toBe('await discard(response).catch(() => {});');
  });

  it.each([
    ['a function that uses it', 'load();\n', false],
    ['a function that is given to another one', "import { on } from 'x';\non('start', load);\n", false],
    ['nothing of the file', "import { setup } from 'x';\nconst app = setup('y');\napp.start();\n", true],
  ])('above a constant that is made after a call of %s', (_, before, isThere) => {
    expect(releaseIn(before + LOAD + ARROW)).toBe(isThere ? 'await discard(response).catch(() => {});' : WRITTEN_OUT);
  });

  it('at the top of the module, above the constant', () => {
    const top = (first: string, second: string): string => `${first}await fetch('http://localhost');\n${second}`;
    expect(fix(top(ARROW, ''))).toContain("await discard(await fetch('http://localhost'));");
    expect(fix(top('', ARROW))).toContain("await (await fetch('http://localhost')).body?.cancel();");
  });

  it('a variable that repairs write has another name', () => {
    const code =
      'async function response(one) { await one.body?.cancel(); }\nexport const ping = async (url) => {\n  const { status } = await fetch(url);\n  return status;\n};\n';
    expect(fix(code)).toContain('const res = await fetch(url);\n  await response(res);');
  });
});

describe('a repair that calls a function and does not hold in the check', () => {
  const candidate = (text: string): Candidate => ({
    strategy: { name: text, title: text, rank: 1 },
    verdict: 'safe',
    reason: '',
    edits: [{ range: [0, 0], text }],
    isCrowded: false,
    isBehindReader: false,
    size: text.length,
    isAtOnce: false,
    left: 0,
  });
  const finding = { exits: [] } as unknown as Finding;
  const ranks = (...texts: string[]): Iterator<readonly Candidate[]> => [texts.map(candidate)][Symbol.iterator]();

  it('is planned anew without it, whatever else would call it', () => {
    const draft = new Draft(
      finding,
      ranks('discard(a)', 'discard(a, b)'),
      () => null,
      () => ranks('cancel()'),
    );
    expect(draft.proposal()?.edits[0]!.text).toBe('discard(a)');
    draft.answer('line 3 may use the body behind the release');
    expect(draft.proposal()?.edits[0]!.text).toBe('cancel()');
    draft.answer(null);
    expect(draft.plan()).toMatchObject({ verdict: 'safe', edits: [{ text: 'cancel()' }] });
  });

  it('is not planned anew where it holds', () => {
    const again = (): never => {
      throw new Error('asked');
    };
    const draft = new Draft(finding, ranks('discard(a)'), () => null, again);
    draft.answer(null);
    expect(draft.plan()).toMatchObject({ verdict: 'safe', edits: [{ text: 'discard(a)' }] });
  });
});

describe('the form', () => {
  const HELPER = 'async function discard(res) { await res.body?.cancel(); }\n';

  it('that the user has chosen', () => {
    expect(fix(HELPER + LOAD, { release: 'cancel' })).toContain('await discard(response)');
    expect(fix(HELPER + LOAD, { release: 'drain' })).toContain(' response.arrayBuffer().catch(() => {});');
  });

  it('of the client', () => {
    const code = `import { request } from 'undici';
async function discard(res) { await res.body?.cancel(); }
async function dump(body) { await body.dump(); }
export async function load(url) {
  const { statusCode, body } = await request(url);
  if (statusCode !== 200) throw new Error('bad');
  return body.json();
}
`;
    expect(releaseIn(code)).toBe('dump(body).catch(() => {});');
  });

  it('side by side', () => {
    const code = `${HELPER}export async function both(a, b) {
  const [first, second] = await Promise.all([fetch(a), fetch(b)]);
  return first.status + second.status;
}
`;
    expect(migrate(code, 'file.js', { rules: ['no-unconsumed-body'], review: false }).text).toContain(
      'await Promise.all([discard(first), discard(second)]);',
    );
  });

  it('for every element of a list', () => {
    const code = `async function discard(res) { try { await res.body?.cancel(); } catch {} }
export async function all(urls) {
  const answers = await Promise.all(urls.map((url) => fetch(url)));
  return answers.map((answer) => answer.status);
}
`;
    expect(fix(code)).toContain('await Promise.all(answers.map((response) => discard(response)));');
  });

  it('where a path has read the body', () => {
    const code = `${HELPER}export async function load(url, keep) {
  const res = await fetch(url);
  if (keep) {
    const text = keep() && res.text();
    text?.then(keep);
  }
}
`;
    expect(fix(code)).toMatch(/if \(!res\.bodyUsed\) \{\n +(?:await )?discard\(res\)/);
  });

  it('where there may be no response', () => {
    const code = (access: string): string => `async function discard(res) { await res${access}.body?.cancel(); }
export async function poll(url) {
  let res;
  do {
    res = await fetch(url);
  } while (res.status === 202);
  return res.text();
}
`;
    expect(fix(code(''))).toContain('await res?.body?.cancel();');
    expect(fix(code('?'))).toContain('await discard(res);');
  });
});

describe('a function that is imported', () => {
  const HELPER = 'export async function discard(res) {\n  await res.body?.cancel();\n}\n';
  const repaired = (files: Record<string, string>, name = 'load.js'): string => {
    const folder = folderWith(files);
    const options = { rules: ['no-unconsumed-body'], review: false } as const;
    return migrate(files['load.js']!, path.join(folder, name), options).text;
  };

  it.each([
    ['of an ECMAScript module', "import { discard } from './http.js';", HELPER],
    ['under another name', "import { discard as drop } from './http.js';", HELPER],
    ['by default', "import drop from './http.js';", HELPER.replace('async function discard', 'default async function')],
    [
      'of CommonJS',
      "const { discard } = require('./http.js');",
      `${HELPER.replace('export ', '')}module.exports = { discard };\n`,
    ],
  ])('%s', (_, statement, http) => {
    const name = statement.includes('drop') ? 'drop' : 'discard';
    expect(repaired({ 'load.js': statement + LOAD, 'http.js': http })).toContain(
      `await ${name}(response).catch(() => {});`,
    );
  });

  it('for its type alone', () => {
    const load = `import type { discard } from './http.js';${LOAD}export type Discard = typeof discard;\n`;
    expect(repaired({ 'load.js': load, 'http.js': HELPER }, 'load.ts')).toContain(WRITTEN_OUT);
  });

  it('and is no release, is not taken for one', () => {
    const code = `async function save(document) { await document.flush(); }
export async function load(url, document) {
  await save(document);
  await fetch(url);
}
`;
    expect(fix(code)).toContain('  await save(document);\n  await (await fetch(url)).body?.cancel();');
  });

  it('and is wanted, is imported where a repair calls it', () => {
    const folder = folderWith({ 'http.js': HELPER, 'other.js': HELPER.replace('  await', '  log(res);\n  await') });
    const options = { rules: ['no-unconsumed-body'], review: false } as const;
    const at = (file: string): string =>
      migrate(LOAD, path.join(folder, 'load.js'), {
        ...options,
        helper: { file: path.join(folder, file), name: 'discard' },
      }).text;
    expect(at('http.js')).toContain("import { discard } from './http.js';\n\nexport async function load");
    expect(at('http.js')).toContain('await discard(response).catch(() => {});');
    for (const file of ['other.js', 'none.js']) {
      expect(at(file)).toContain(WRITTEN_OUT);
      expect(at(file)).not.toContain('import');
    }
  });

  it('and does more', () => {
    const http = HELPER.replace('  await', '  console.log(res.status);\n  await');
    const text = repaired({ 'load.js': `import { discard } from './http.js';${LOAD}`, 'http.js': http });
    expect(text).toContain(WRITTEN_OUT);
  });
});

describe('with types', () => {
  const FOLDER = '/virtual/helpers';
  function typed(text: string, http: string): string {
    const filename = `${FOLDER}/file.ts`;
    const program = programWith(
      new Map([
        [filename, text],
        [`${FOLDER}/http.ts`, http],
      ]),
      {
        strict: true,
        lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
        target: ts.ScriptTarget.ES2023,
        module: ts.ModuleKind.ESNext,
        moduleResolution: ts.ModuleResolutionKind.Bundler,
        types: [],
      },
    );
    const options = { filePath: filename, programs: [program], range: true, loc: true, tokens: true, comment: true };
    const { ast, scopeManager, visitorKeys, services } = parseForESLint(text, options);
    linkParents(ast, visitorKeys);
    const source: SourceFile = {
      ...{ ast, text, scopeManager, visitorKeys, filename },
      parserServices: services,
      reparse: (changed) => parseFile(changed, filename),
    };
    const { findings } = analyzeFile(source, { strict: false, types: true, filename });
    const [plan] = planFixes(source, findings);
    return `${plan!.verdict}\n${applyEdits(text, plan!.edits)}`;
  }
  const file = (parameter = 'url: string', call = 'fetch(url)'): string => `import { discard } from './http.js';
export async function load(${parameter}): Promise<unknown> {
  const response = await ${call};
  if (!response.ok) throw new Error('bad');
  return response.json();
}
`;
  const helper = (type: string): string =>
    `export async function discard(res: ${type}): Promise<void> {\n  await res.body?.cancel();\n}\n`;

  it.each(['Response', '{ readonly body: ReadableStream | null }', 'Pick<Response, "body"> & { ok: boolean }'])(
    'a parameter that is a %s',
    (type) => {
      expect(typed(file(), helper(type))).toMatch(/^safe\n.*await discard\(response\)\.catch/s);
    },
  );

  it('a parameter that asks for more', () => {
    expect(typed(file(), helper('Response & { readonly cached: boolean }'))).toContain(WRITTEN_OUT);
  });

  it('a response that is declared with less', () => {
    const less = file(
      'get: () => Promise<{ ok: boolean; body: ReadableStream | null; json(): Promise<unknown> }>',
      'fetch("/") as ReturnType<typeof get>',
    );
    expect(typed(less, helper('{ readonly body: ReadableStream | null }'))).toContain('await discard(response)');
    expect(typed(less, helper('Response'))).toContain(WRITTEN_OUT);
  });
});
