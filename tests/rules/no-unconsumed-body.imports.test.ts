/** Helpers, factories and base classes of other files, without types and with the parser that ESLint has by itself. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ESLint } from 'eslint';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import plugin from '../../src/index.js';

let root: string;

beforeEach(() => void (root = mkdtempSync(path.join(tmpdir(), 'http-leak-project-'))));
afterEach(() => rmSync(root, { recursive: true }));

type Files = Readonly<Record<string, string>>;

function write(files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
}

async function lint(fix = false): Promise<ESLint.LintResult[]> {
  const eslint = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: plugin.configs.recommended, fix });
  return eslint.lintFiles(['.']);
}

/** The reports of all files, as `file:line rule`. */
async function reports(files: Files): Promise<string[]> {
  write(files);
  return (await lint()).flatMap(({ filePath, messages }) =>
    messages.map(({ line, ruleId }) => `${path.basename(filePath)}:${line} ${ruleId?.replace('http-leak/', '')}`),
  );
}

const USE = `import { get } from './http.js';
export async function name(url) {
  const res = await get(url);
  if (!res.ok) return null;
  return (await res.json()).name;
}
`;

describe('a factory of another file', () => {
  it('hands out the response that it is for', async () => {
    expect(await reports({ 'http.js': `export const get = (url) => fetch(url);`, 'main.js': USE })).toEqual([
      'main.js:3 no-unconsumed-body',
    ]);
  });

  it('hands out none where it reads', async () => {
    const reads = `export async function get(url) { const res = await fetch(url); const text = await res.text(); return { ok: res.ok, json: async () => JSON.parse(text) }; }`;
    expect(await reports({ 'http.js': reads, 'main.js': USE })).toEqual([]);
  });

  it('is found behind a barrel, a default export and a namespace', async () => {
    expect(
      await reports({
        'http.js': `async function get(url) { return fetch(url); }\nexport default { get };\nexport { get };`,
        'index.js': `export * as http from './http.js';\nexport { default as client } from './http.js';`,
        'main.js': `import { http, client } from './index.js';
export async function a(url) { await http.get(url); }
export async function b(url) { await client.get(url); }
export async function c(url) { await (await client.get(url)).text(); }
`,
      }),
    ).toEqual(['main.js:2 no-unconsumed-body', 'main.js:3 no-unconsumed-body']);
  });

  it('is found in CommonJS, whole and in parts', async () => {
    expect(
      await reports({
        'package.json': '{ "type": "commonjs" }',
        'http.cjs': `async function get(url) { return fetch(url); }\nmodule.exports = { get };`,
        'one.cjs': `module.exports = (url) => fetch(url);`,
        'main.cjs': `const http = require('./http.cjs');
const { get } = require('./http.cjs');
const one = require('./one.cjs');
exports.a = async (url) => { await http.get(url); };
exports.b = async (url) => { await get(url); };
exports.c = async (url) => { await one(url); };
exports.d = async (url) => { await (await one(url)).arrayBuffer(); };
`,
      }),
    ).toEqual(['main.cjs:4 no-unconsumed-body', 'main.cjs:5 no-unconsumed-body', 'main.cjs:6 no-unconsumed-body']);
  });
});

describe('a helper of another file', () => {
  const main = `import { check } from './check.js';
export async function load(url) {
  const res = await fetch(url);
  check(res);
  return res.json();
}
`;

  it('that throws with the body unread leaks it', async () => {
    const check = `export function check(res) { if (!res.ok) throw new Error(String(res.status)); }`;
    expect(await reports({ 'check.js': check, 'main.js': main })).toEqual(['main.js:3 no-unconsumed-body']);
  });

  it('that gives the body up before it throws does not', async () => {
    const check = `export function check(res) { if (!res.ok) { void res.body?.cancel(); throw new Error(String(res.status)); } }`;
    expect(await reports({ 'check.js': check, 'main.js': main })).toEqual([]);
  });

  it('that cannot be read is assumed to be right', async () => {
    expect(await reports({ 'main.js': main })).toEqual([]);
    expect(await reports({ 'check.js': 'export const check = ;' })).not.toContain('main.js:3 no-unconsumed-body');
  });
});

describe('a class of another file', () => {
  const base = `export class Base { constructor(origin) { this.origin = origin; } send(path) { return fetch(this.origin + path); } }`;
  const users = (exported: string) => `import { Base } from './base.js';
${exported}class Users extends Base {
  async ping() { return (await this.send('/ping')).ok; }
}
export const ping = (origin) => new Users(origin).ping();
`;

  it('gives its methods to a subclass', async () => {
    expect(await reports({ 'base.js': base, 'users.js': users('') })).toEqual(['users.js:3 no-unconsumed-body']);
  });

  it('gives its methods to a subclass that other files may extend, unless the subclass has to be extended', async () => {
    const incomplete = (code: string) =>
      code.replace('async ping()', "path() { throw new Error('to be overridden'); } async ping()");
    expect(await reports({ 'base.js': base, 'users.js': users('export ') })).toEqual(['users.js:3 no-unconsumed-body']);
    expect(await reports({ 'base.js': base, 'users.js': incomplete(users('export ')) })).toEqual([]);
    const common = users('').replace(/^import.*/, `const { Base } = require('./base.cjs');`);
    const commonFiles = (code: string) => ({
      'base.cjs': `${base.replace('export ', '')} module.exports = { Base };`,
      'users.js': '',
      'users.cjs': `${code.replace('export const ping', 'const ping')} module.exports = { Users, ping };`,
    });
    expect(await reports(commonFiles(common))).toEqual(['users.cjs:3 no-unconsumed-body']);
    expect(await reports(commonFiles(incomplete(common)))).toEqual([]);
  });

  it('gives the method of the very class where `new` has made the object', async () => {
    const main = `import { Base } from './base.js';
const api = new Base('http://127.0.0.1');
export const ping = async () => (await api.send('/ping')).ok;
`;
    expect(await reports({ 'base.js': base, 'main.js': main })).toEqual(['main.js:3 no-unconsumed-body']);
  });
});

describe('an agent of another file', () => {
  it('belongs to who imports it from where it is made', async () => {
    expect(
      await reports({
        'agents.js': `import { Agent } from 'undici';\nexport const makeAgent = () => new Agent();\nexport const shared = new Agent();`,
        'main.js': `import { request } from 'undici';
import { makeAgent, shared } from './agents.js';
export async function once(url) {
  const dispatcher = makeAgent();
  const { body } = await request(url, { dispatcher });
  return body.text();
}
export async function often(url) {
  const { body } = await request(url, { dispatcher: shared });
  return body.text();
}
`,
      }),
    ).toEqual(['main.js:4 no-unclosed-agent']);
  });
});

it('two files that import each other are read', async () => {
  expect(
    await reports({
      'a.js': `import { get } from './b.js';\nexport const isGood = (res) => res.ok;\nexport const a = async (url) => { const res = await get(url); return isGood(res); };`,
      'b.js': `import { isGood } from './a.js';\nexport const get = (url) => fetch(url);\nexport const b = async (url) => { const res = await fetch(url); return isGood(res); };`,
    }),
  ).toEqual(['a.js:3 no-unconsumed-body', 'b.js:3 no-unconsumed-body']);
});

it('a repaired file also sees the other files, and is not changed again', async () => {
  write({ 'http.js': `export const get = (url) => fetch(url);`, 'main.js': USE });
  await ESLint.outputFixes(await lint(true));
  const repaired = readFileSync(path.join(root, 'main.js'), 'utf8');
  expect(repaired).toContain('await res.body?.cancel()');
  const again = await lint(true);
  expect(again.flatMap(({ messages, output }) => [...messages, ...(output === undefined ? [] : [output])])).toEqual([]);
});
