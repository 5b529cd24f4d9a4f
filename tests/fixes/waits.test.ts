/** Releases that must not be awaited: the same exit, with code around it that would notice the wait. Each group has one that is awaited. */
import ts from 'typescript';
import { parseForESLint } from '@typescript-eslint/parser';
import { describe, expect, it } from 'vitest';
import { analyzeFile } from '../../src/findings/analyze-file.js';
import { planFixes } from '../../src/fixes/plan.js';
import { linkParents } from '../../src/syntax/nodes.js';
import type { SourceFile } from '../../src/syntax/unit.js';
import { programWith } from '../support/program.js';
import { fix } from './support.js';

/** A function with one exit that leaks; `kind` is how the release is written. */
const waitOf = (before: string, exit: string, around = '', parameters = 'url'): string => {
  const text = fix(`import { once } from 'node:events';
${around}
export async function load(${parameters}) {
  const res = await fetch(url);
${before}
  if (!res.ok) {
    ${exit}
  }
  return res.text();
}
`);
  if (!text.startsWith('safe')) return text.split('\n')[0]!;
  return /await res\.body\?\.cancel\(\)/.test(text)
    ? 'waits'
    : /res\.body\?\.cancel\(\)\.catch/.test(text)
      ? 'goes on'
      : text;
};

describe('listeners that are added right after a release', () => {
  it.each([
    ["const [word] = await once(bus, 'ready'); return word;", ''],
    ["return new Promise((resolve) => bus.on('ready', resolve));", ''],
    ["return await new Promise((resolve) => { target.addEventListener('x', () => resolve(1)); });", ''],
    ['return await heard();', 'const heard = () => new Promise((resolve) => waiting.push(resolve));'],
    ['return new Promise((resolve) => { port.onmessage = (event) => resolve(event); });', ''],
    [
      'return await signal.wait();',
      'class Signal { wait() { return new Promise((done) => this.list.push(done)); } }\nconst signal = new Signal();',
    ],
  ])('goes on: %s', (exit, around) => {
    expect(waitOf('', exit, around)).toBe('goes on');
  });

  it.each([
    'throw new Error(String(res.status));',
    'await new Promise((resolve) => setTimeout(resolve, 5)); return null;',
    'const code = res.status; return new Promise((resolve) => resolve(code));',
  ])('waits: %s', (exit) => {
    expect(waitOf('', exit)).toBe('waits');
  });
});

describe('a promise that is not handled yet', () => {
  it.each([
    ['const check = url ? verify(1) : verify(2);', 'return check.catch(() => null);'],
    ['const checks = [verify(1), verify(2)];', 'await Promise.all(checks); return null;'],
    ['const checks = { first: verify(1) };', 'return await checks.first;'],
    ['const all = []; all.push(verify(1));', 'return await Promise.allSettled(all);'],
    ['state.pending = verify(1);', 'return null;'],
  ])('goes on: %s', (before, exit) => {
    expect(
      waitOf(
        before,
        exit,
        'async function verify(id) { if (id > 0) throw new Error(id); return id; }\nconst state = {};',
      ),
    ).toBe('goes on');
  });

  it('waits where it is attended to when it is made', () => {
    const around = 'async function verify(id) { if (id > 0) throw new Error(id); return id; }';
    expect(waitOf('const check = await verify(1);', 'return check;', around)).toBe('waits');
  });
});

describe('a function that runs later', () => {
  it.each([
    'let count = 0; setImmediate(() => { count += 1; });',
    'let count = 0; process.nextTick(() => count++);',
    'let count = 0; queueMicrotask(() => (count = 2));',
    'let count = 0; ready.then(() => { count += 1; });',
    'let count = 0; later(() => (count += 1));',
  ])('goes on: %s', (before) => {
    expect(waitOf(before, 'return count;', 'const later = (fn) => setTimeout(fn, 0);')).toBe('goes on');
  });

  it('awaits if no changed state is read and no code is deferred', () => {
    expect(waitOf('const codes = [1].map((one) => one + 1);', 'throw new Error(codes.join());')).toBe('waits');
  });
});

describe('a test and the act that relies on it', () => {
  it.each([
    ['pool', "const free = !pool.has('x');", "if (!free) return null; pool.add('x'); return 'taken';"],
    ['{ desks }', "const free = !desks.has('x');", "if (!free) return null; desks.add('x'); return 'taken';"],
    [
      'context',
      'const { desks } = context; const free = desks.isFree();',
      "if (!free) return null; context.desks.take(); return 'taken';",
    ],
    ['hooks', 'const free = hooks.isFree();', "if (!free) return null; hooks.enter(); return 'taken';"],
    ['isFree, enter', 'const free = isFree();', "if (!free) return null; enter(); return 'taken';"],
  ])('goes on: a parameter %s', (parameter, before, exit) => {
    expect(waitOf(before, exit, '', `url, ${parameter}`)).toBe('goes on');
  });

  it.each([
    ['isFree() { return this.count === 0; } enter() { this.count += 1; }', 'this.isFree()', 'this.enter();'],
    [
      'get free() { return this.#count === 0; } set holder(name) { this.#count += 1; } #count = 0;',
      'this.free',
      "this.holder = 'me';",
    ],
    ['#busy = false;', '!this.#busy', 'this.#busy = true;'],
    ['count = 0; enter = () => { this.count += 1; };', 'this.count === 0', 'this.enter();'],
  ])('goes on: of a class with %s', (members, test, act) => {
    const text = fix(`class Desk {
  ${members}
  async serve(url) {
    const res = await fetch(url);
    if (${test} && !res.ok) {
      ${act}
      return 'taken';
    }
    return res.text();
  }
}
`);
    expect(text).toMatch(/^safe\n/);
    const [, behind = ''] = text.split(act);
    expect(text.replace(behind, '')).not.toMatch(/await res\.body/);
  });

  it('waits where nothing is written behind it, or something else', () => {
    expect(waitOf("const known = pool.has('x');", 'throw new Error(String(known));', '', 'url, pool')).toBe('waits');
    expect(waitOf("const known = pool.has('x');", "seen.add('x'); return known;", '', 'url, pool, seen')).toBe('waits');
  });
});

describe('a name that the repair would write', () => {
  it.each([
    'const Promise = kept;',
    'const { Promise } = kept;',
    'class Promise { static all(list) { return list.length; } }',
  ])('that means something else is not written: %s', (before) => {
    const text = fix(`export async function load(url, kept) {
  ${before}
  const res = await fetch(url);
  const copy = res.clone();
  if (!res.ok) return res.status;
  await copy.text();
  return res.text();
}
`);
    expect(text).toMatch(/^none: `Promise` refers to another variable there/);
  });
});

describe('code that waits for the end of the stream', () => {
  it.each([
    ['const reader = res.body.getReader(); reader.closed.then(report, report);', 'reader.read()'],
    [
      'const reader = res.body.getReader(); const { closed } = reader; void closed; watch(reader.closed);',
      'reader.read()',
    ],
    [
      'const text = res.body.pipeThrough(new TransformStream({ cancel() { report(); } }));',
      'new Response(text).text()',
    ],
    ['const text = res.body.pipeThrough(new TransformStream(handlers));', 'new Response(text).text()'],
  ])('makes it a suggestion: %s', (before, read) => {
    expect(waitOf(before, 'return null;').split(':')[0]).toBe('review');
    expect(read).not.toBe('');
  });

  it('does not if there is no listener', () => {
    const text = fix(`export async function load(url) {
  const res = await fetch(url);
  const text = res.body.pipeThrough(new TextDecoderStream());
  if (!res.ok) return null;
  return new Response(text).text();
}
`);
    expect(text).toMatch(/^safe\n/);
  });
});

const PATH = '/memory/file.ts';

/** The verdict and the repaired text of typed code. */
function typed(text: string): string {
  const program = programWith(new Map([[PATH, text]]), {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts'],
    types: ['node'],
    typeRoots: ['node_modules/@types'],
    skipLibCheck: true,
  });
  const { ast, services, scopeManager, visitorKeys } = parseForESLint(text, {
    filePath: PATH,
    programs: [program],
    loc: true,
    range: true,
    tokens: true,
    comment: true,
  }) as never as SourceFile & { services: unknown };
  linkParents(ast, visitorKeys);
  const source = {
    ast,
    text,
    filename: PATH,
    scopeManager,
    visitorKeys,
    parserServices: services,
  } as never as SourceFile;
  const { findings } = analyzeFile(source, { strict: false, types: true, filename: PATH });
  const reparse = (next: string): SourceFile => {
    const parsed = parseForESLint(next, { loc: true, range: true, tokens: true, comment: true });
    linkParents(parsed.ast, parsed.visitorKeys);
    return { ...parsed, text: next, filename: PATH, parserServices: undefined };
  };
  const plans = planFixes({ ...source, reparse }, findings);
  return plans
    .map(({ verdict, reason, edits }) => `${verdict} ${reason} ${edits.map((edit) => edit.text).join('')}`)
    .join('\n');
}

describe('the type of the result of a release', () => {
  const answer = (
    cancel: string,
  ): string => `interface Answer { readonly ok: boolean; readonly body: { cancel(): ${cancel} }; text(): Promise<string> }
export async function load(url: string): Promise<string> {
  const res = (await fetch(url)) as unknown as Answer;
  if (!res.ok) throw new Error('bad');
  return res.text();
}
`;
  it.each([
    ['void', /^safe .*res\.body\??\.cancel\(\);/s],
    ['Promise<void>', /^safe .*await res\.body\??\.cancel\(\)\.catch/s],
    // The response gets a name before its type is narrowed.
    ['unknown', /^safe .*const response = await fetch\(url\);.*await response\.body\?\.cancel\(\)\.catch/s],
    ['PromiseLike<void>', /^safe .*const response = await fetch\(url\);.*await response\.body\?\.cancel\(\)\.catch/s],
  ])('%s', (cancel, said) => {
    expect(typed(answer(cancel))).toMatch(said);
  });
});

describe('options from other code', () => {
  const sending = (
    type: string,
    value = 'options',
  ): string => `type Init = { method?: string; body?: string | { getReader(): unknown } | null; duplex?: 'half'; headers?: object };
type Options = ${type};
export async function send(url: string, options: Options): Promise<string> {
  const res = await fetch(url, ${value});
  if (!res.ok) return 'refused';
  return res.text();
}
`;
  it.each([
    ['Init', 'options', 'review'],
    ['Init', "{ ...options, method: 'PUT' }", 'review'],
    // As the types of Node declare it.
    [
      "{ body?: string | Iterable<Uint8Array> | AsyncIterable<Uint8Array> | null; duplex?: 'half' }",
      'options',
      'review',
    ],
    ["{ body?: string | Iterable<Uint8Array> | null; duplex?: 'half' }", 'options', 'safe'],
    ['{ method?: string; body?: string }', 'options', 'safe'],
    ['Init', "{ ...options, method: 'GET' }", 'safe'],
    ['Init', "{ ...options, body: 'text' }", 'safe'],
    ['Init', '{ headers: options.headers }', 'safe'],
  ])('of type %s, given as %s: %s', (type, value, verdict) => {
    expect(typed(sending(type, value))).toMatch(new RegExp(`^${verdict}`));
  });
});
