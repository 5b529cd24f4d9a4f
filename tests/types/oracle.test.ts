/** What the oracle answers about calls: by scopes alone, and by types. */
import type { TSESTree } from '@typescript-eslint/utils';
import { describe, expect, it } from 'vitest';
import { NO_SETTINGS, parseSettings } from '../../src/protocols/settings.js';
import { assertion } from '../../src/types/assertions.js';
import { isFetchMocked, replacesFetch } from '../../src/types/fetch-mocks.js';
import { Oracle } from '../../src/types/oracle.js';
import { asked, askedTyped, type Asked } from '../support/asked.js';

const oracleOf = ({ unit }: Asked): Oracle => new Oracle(unit, NO_SETTINGS);

function callOf({ node }: Asked): TSESTree.CallExpression {
  const call = node.type === 'AwaitExpression' ? node.argument : node;
  if (call.type !== 'CallExpression') throw new Error(`a ${call.type}`);
  return call;
}

/** `fetch promise`: who hands out a resource, and how. */
function acquired(question: Asked): string | null {
  const { node, unit } = question;
  const call = node.type === 'NewExpression' ? node : callOf(question);
  const found = oracleOf(question).acquisition(unit, call);
  return found && `${found.client} ${found.gives}`;
}

describe('what a call acquires, by scopes', () => {
  it.each([
    ['ask(fetch(u));', 'fetch promise'],
    ["import { request } from 'undici'; ask(request(u));", 'undici.request promise'],
    ["import { Agent } from 'undici'; ask(new Agent());", 'Agent value'],
    ["ask(fetch(u, { method: 'HEAD' }));", null],
    ["const init = { method: 'HEAD' }; ask(fetch(u, init));", null],
    ["ask(fetch(u, { method: 'HEAD', ...init }));", null],
    ["ask(fetch('data:,x'));", null],
    ["import axios from 'axios'; ask(axios.get(u, { responseType: 'stream' }));", 'axios.get promise'],
    ["import axios from 'axios'; ask(axios.get(u, { ...init, responseType: 'stream' }));", 'axios.get promise'],
    ["import axios from 'axios'; ask(axios.get(u, { responseType: 'stream', ...overrides }));", null],
    ["import axios from 'axios'; ask(axios.get(u, { ...{ responseType: 'stream' } }));", 'axios.get promise'],
    ["import axios from 'axios'; const T = 'stream'; ask(axios.get(u, { responseType: T }));", 'axios.get promise'],
    ["import axios from 'axios'; ask(axios.get(u));", null],
    ['function f(get: (url: URL) => Promise<Response>) { ask(get(u)); }', 'get promise'],
    ['function f({ get }: { get: typeof fetch }) { ask(get(u)); }', 'fetch promise'],
    ['const get = (url: URL): Promise<Response> => other(url); ask(get(u));', null],
    ["const get = (url: URL): Promise<Response> => { throw new Error('set up'); }; ask(get(u));", 'get promise'],
    ['async function f(fetch) { const r = await fetch(u); if (r.ok) return r.json(); } ask(f(u));', null],
    ['ask(o.get(u));', null],
  ])('%s', (code, expected) => {
    expect(acquired(asked(code))).toBe(expected);
  });

  it('knows an injected fetch by its use', () => {
    const code = 'async function f(fetch) { const r = await ask(fetch(u)); }';
    expect(acquired(asked(code))).toBeNull();
  });
});

describe('what a call acquires, by the settings of the user', () => {
  const settings = parseSettings({ clients: [{ from: 'lib', name: 'download', protocol: 'fetch' }] });

  it.each([
    ['a global of this name', 'ask(download(u));', true],
    ['a global of another name', 'ask(upload(u));', false],
    ['a function of this name', 'function download(u) { return u; } ask(download(u));', false],
    ['an export of a package', "import { download } from 'downloads'; ask(download(u));", false],
  ])('%s', (_, code, expected) => {
    const { unit, node } = asked(code);
    const found = new Oracle(unit, settings).acquisition(unit, node as TSESTree.CallExpression);
    expect(found !== null).toBe(expected);
  });
});

describe('what a call acquires, by types', () => {
  it.each([
    [
      'a callable with the signature of fetch',
      'declare const get: (url: URL) => Promise<Response>; ask(get(new URL(u)));',
      'get promise',
    ],
    [
      'a member of an interface',
      "interface Api { get(url: string, init?: RequestInit): Promise<Response> } declare const api: Api; ask(api.get('x'));",
      'api.get promise',
    ],
    ['a function that is imported and implemented', "import { get } from './get.js'; ask(get(new URL('x')));", null],
    [
      'a function that is imported and only throws',
      "import { later } from './get.js'; ask(later(new URL('x')));",
      'later promise',
    ],
    [
      'a function whose name begins like the statement',
      "import { thrower } from './get.js'; ask(thrower(new URL('x')));",
      null,
    ],
    ['a handler of requests', 'declare const handle: (request: Request) => Promise<Response>; ask(handle(r));', null],
  ])('%s', (_, code, expected) => {
    const files = {
      'get.ts': `
        export async function get(url: URL): Promise<Response> { return globalThis.fetch(url); }
        export async function later(url: URL): Promise<Response> { throw new Error('set up first'); }
        export async function thrower(url: URL): Promise<Response> { throw$(url); }
        declare function throw$(url: URL): void;`,
    };
    expect(
      acquired(
        askedTyped(
          `declare const u: string; declare const r: Request; ${code} declare function ask(x: unknown): void; export {};`,
          files,
        ),
      ),
    ).toBe(expected);
  });
});

describe('whether a value is an immutable primitive, by its annotation', () => {
  it.each([
    ['string', true],
    ['number', true],
    ['boolean', true],
    ['bigint', true],
    ['object', false],
    ['string[]', false],
    ['Date', false],
  ])('%s is %s', (type, expected) => {
    const question = asked(`function f(value: ${type}) { ask(value); }`);
    expect(oracleOf(question).isPrimitive(question.unit, question.node)).toBe(expected);
  });
});

describe('which function a call runs, if it could hand out a resource', () => {
  const files = {
    'lib.ts': `
      export interface Holder { readonly held: Response }
      interface Named { readonly ResponseText: string }
      export function plain(): number { return 1; }
      export function named(): Named { return { ResponseText: '' }; }
      export function direct(): Response { return new Response(); }
      export async function later(): Promise<Response> { return new Response(); }
      export function holder(): Holder { return { held: new Response() }; }
      export function inferred() { return { held: new Response() }; }
      export function mixed() { return { status: 1, held: new Response(), parts: [''] }; }
      export function without() { return { status: 1, parts: [''] }; }
      export function listed(): Response[] { return []; }
      export function maker(): () => Response { return direct; }
      export function open(): any { return fetch('x'); }
      export function opaque(): any { return null; }`,
  };

  it.each([
    ['plain', false],
    ['named', false],
    ['direct', true],
    ['later', true],
    ['holder', true],
    ['inferred', true],
    ['mixed', true],
    ['without', false],
    ['listed', true],
    ['maker', true],
    ['open', true],
    ['opaque', false],
  ])('%s', (name, expected) => {
    const question = askedTyped(
      `import { ${name} } from './lib.js'; ask(${name}()); declare function ask(x: unknown): void;`,
      files,
    );
    expect(oracleOf(question).provider(question.unit, callOf(question)) !== null).toBe(expected);
  });
});

describe('whether a call tells a logger something', () => {
  const isLogging = (question: Asked): boolean => oracleOf(question).isLogging(question.unit, callOf(question).callee);

  it.each([
    ['ask(logger.warn(x));', true],
    ["import { logger } from './log.js'; ask(logger.warn(x));", true],
    ["import { logger as out } from './log.js'; ask(out.warn(x));", true],
    ["import out from './logger.js'; ask(out.warn(x));", true],
    ["import out from './dialog.js'; ask(out.error(x));", false],
    ["import pino from 'pino'; const out = pino(); ask(out.error(x));", true],
    ["import winston from 'winston'; const out = winston.createLogger({}); ask(out.child({}).info(x));", true],
    ["import { createLogger } from '#lib'; const out = createLogger('a'); ask(out.info(x));", true],
    ["import type { Logger } from './types.js'; function f(out: Logger) { ask(out.info(x)); }", true],
    [
      'interface Out { error(x): void; warn(x): void; info(x): void; debug(x): void } function f(out: Out) { ask(out.info(x)); }',
      true,
    ],
    ['interface Out { error(x): void } function f(out: Out) { ask(out.error(x)); }', false],
    ['class A { f() { ask(this.logger.error(x)); } }', true],
    ['class A { f() { ask(this.dialog.error(x)); } }', false],
    ['function f({ log }) { ask(log.error(x)); }', true],
    ['function f(log) { ask(log.error(x)); }', false],
    ['function f(logger) { ask(logger.error(x)); }', false],
    ['ask(logger.send(x));', false],
  ])('%s', (code, expected) => {
    expect(isLogging(asked(code))).toBe(expected);
  });

  it('is told by the methods of its type', () => {
    const out = '{ error(x: unknown): void; warn(x: unknown): void; info(x: unknown): void; debug(x: unknown): void }';
    const code = (type: string): string =>
      `import type { Out } from './out.js'; declare const out: Out; ask(out.error(1)); declare function ask(x: unknown): void;
      /* ${type} */`;
    expect(isLogging(askedTyped(code('all'), { 'out.ts': `export interface Out ${out}` }))).toBe(true);
    expect(isLogging(askedTyped(code('one'), { 'out.ts': 'export interface Out { error(x: unknown): void }' }))).toBe(
      false,
    );
  });
});

describe('what an assertion checks', () => {
  const checked = (code: string): string | null => {
    const question = asked(code);
    const call = callOf(question);
    const found = assertion(question.unit, call, call.callee);
    const text = (node: TSESTree.Node): string => (node.range ? code.slice(...node.range) : 'null');
    return (
      found && `${found.negated ? 'not ' : ''}${text(found.left)}${found.right ? ` === ${text(found.right)}` : ''}`
    );
  };

  it.each([
    ['ask(expect(a).toBe(1));', 'a === 1'],
    ['ask(expect(a).not.toEqual(1));', 'not a === 1'],
    ['ask(expect(a).toBeFalsy());', 'not a'],
    ['ask(expect(a).toBeNull());', 'a === null'],
    ["import { expect as that } from 'vitest'; ask(that(a).toBe(1));", 'a === 1'],
    ['const expect = (a) => mine(a); ask(expect(a).toBe(1));', null],
    ["import assert from 'node:assert'; ask(assert(a));", 'a'],
    ["import check from 'node:assert/strict'; ask(check.equal(a, 1));", 'a === 1'],
    ["import { strict as check } from 'assert'; ask(check.notEqual(a, 1));", 'not a === 1'],
    ["import { strictEqual } from 'node:assert'; ask(strictEqual(a, 1));", 'a === 1'],
    ["const check = require('assert'); ask(check.ok(a));", 'a'],
    ["import { assert } from 'chai'; ask(assert.equal(a, 1));", 'a === 1'],
    ["import { assert } from './own.js'; ask(assert(a));", null],
    ['const assert = mine(/* require( */); ask(assert(a));', null],
    ["import assert from 'node:assert'; ask(assert.equal(...pair));", null],
  ])('%s', (code, expected) => {
    expect(checked(code)).toBe(expected);
  });
});

describe('files that replace fetch', () => {
  it.each([
    ['globalThis.fetch = mock;', true],
    ['(globalThis as any).fetch = mock;', true],
    ["global['fetch'] = mock;", true],
    ['[window.fetch] = [mock];', true],
    ["vi.stubGlobal('fetch', mock);", true],
    ["jest.spyOn(globalThis, 'fetch');", true],
    ["mock.method(globalThis, 'fetch', f);", true],
    ["import fetchMock from 'fetch-mock';", true],
    ["import { f } from '@fetch-mock/vitest';", true],
    ["const f = require('jest-fetch-mock');", true],
    ['// globalThis.fetch = mock;', false],
    ["const text = 'globalThis.fetch = mock; fetch-mock';", false],
    ['let f: typeof globalThis.fetch = mock;', false],
    ['const globalThis = {}; globalThis.fetch = mock;', false],
    ['this.fetch = globalThis.fetch;', false],
    ["spyOn(globalThis, 'fetch');", false],
  ])('%s', (code, expected) => {
    const { unit } = asked(`${code}\nask(1);`, '/app/src/file.ts');
    expect(replacesFetch(unit)).toBe(expected);
    expect(isFetchMocked(unit)).toBe(false);
    expect(isFetchMocked(asked(`${code}\nask(1);`, '/app/test/file.ts').unit)).toBe(expected);
    expect(isFetchMocked(asked(`import 'node:test';\n${code}\nask(1);`).unit)).toBe(expected);
  });
});
