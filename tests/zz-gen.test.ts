import { writeFileSync } from 'node:fs';
import { it } from 'vitest';
import { lint, type LintOptions } from './support/lint.js';
type Case = { name: string; valid?: string; invalid?: string };
const d = (s: string) => s.replace(/^\n/, '').replace(/\n\s*$/, '\n');
const sets: Record<string, { options: LintOptions; head: string; run: string; cases: Case[] }> = {};
const q = (s: string) => '`' + s.replace(/\\/g, '\\\\').replace(/`/g, '\\`').replace(/\$\{/g, '\\${') + '`';
const one = (s: string) => "'" + s.replace(/\\/g, '\\\\').replace(/'/g, "\\'") + "'";
sets['messages'] = { options: { parser: 'espree' }, head: `/** The words and the place of a report, for every way in which a path can lose a response. */
import { RuleTester } from 'eslint';
import { noUnconsumedBody } from '../../src/rules/no-unconsumed-body.js';
`, run: `new RuleTester().run('no-unconsumed-body: messages', noUnconsumedBody, {`, cases: [
  { name: 'the throw of a status check', invalid: `
async function load(url) {
  const res = await fetch(url);
  if (!res.ok) throw new Error('failed');
  return res.json();
}`, valid: `
async function load(url) {
  const res = await fetch(url);
  if (!res.ok) {
    await res.body?.cancel();
    throw new Error('failed');
  }
  return res.json();
}` },
  { name: 'a return', invalid: `
async function load(url) {
  const res = await fetch(url);
  if (res.status === 404) return null;
  return res.json();
}`, valid: `
async function load(url) {
  const res = await fetch(url);
  if (res.status === 204) return null;
  return res.json();
}` },
  { name: 'the end of the function', invalid: `
async function ping(url) {
  const res = await fetch(url);
  console.log(res.status);
}`, valid: `
async function ping(url) {
  const res = await fetch(url);
  console.log(await res.text());
}` },
  { name: 'a value that is dropped', invalid: `
async function notify(url) {
  await fetch(url, { method: 'POST' });
}`, valid: `
async function notify(url) {
  await (await fetch(url, { method: 'POST' })).text();
}` },
  { name: 'continue', invalid: `
async function retry(url) {
  for (;;) {
    const res = await fetch(url);
    if (res.status === 429) continue;
    return res.text();
  }
}`, valid: `
async function retry(url) {
  for (;;) {
    const res = await fetch(url);
    if (res.status === 429) {
      await res.text();
      continue;
    }
    return res.text();
  }
}` },
  { name: 'break', invalid: `
async function all(urls) {
  for (const url of urls) {
    const res = await fetch(url);
    if (!res.ok) break;
    await res.text();
  }
}`, valid: `
async function all(urls) {
  for (const url of urls) {
    const res = await fetch(url);
    await res.text();
    if (!res.ok) break;
  }
}` },
  { name: 'an overwritten variable', invalid: `
async function hop(url) {
  let res = await fetch(url);
  res = await fetch(res.headers.get('location'));
  return res.text();
}`, valid: `
async function hop(url) {
  let res = await fetch(url);
  await res.body?.cancel();
  res = await fetch(res.headers.get('location'));
  return res.text();
}` },
  { name: 'several exits', invalid: `
async function load(url) {
  const res = await fetch(url);
  if (res.status === 404) return null;
  if (!res.ok) throw new Error('failed');
  return res.json();
}`, valid: `
async function load(url) {
  const res = await fetch(url);
  if (res.status === 404) return res.text();
  if (!res.ok) throw new Error(await res.text());
  return res.json();
}` },
  { name: 'more exits than a message can list', invalid: `
async function load(url) {
  const res = await fetch(url);
  if (res.status === 401) return 'login';
  if (res.status === 404) return 'nothing';
  if (res.status === 410) return 'gone';
  if (!res.ok) throw new Error('failed');
  return res.json();
}`, valid: `
async function load(url) {
  const res = await fetch(url);
  const text = await res.text();
  if (res.status === 401) return 'login';
  if (res.status === 404) return 'nothing';
  if (res.status === 410) return 'gone';
  return text;
}` },
  { name: 'a helper that leaves it open', invalid: `
function check(res) {
  if (!res.ok) throw new Error('failed');
}
async function load(url) {
  const res = await fetch(url);
  check(res);
  return res.json();
}`, valid: `
async function check(res) {
  if (res.ok) return;
  await res.body?.cancel();
  throw new Error('failed');
}
async function load(url) {
  const res = await fetch(url);
  await check(res);
  return res.json();
}` },
  { name: 'an inline callback', invalid: `
function load(url) {
  return fetch(url).then((res) => {
    if (!res.ok) throw new Error('failed');
    return res.json();
  });
}`, valid: `
function load(url) {
  return fetch(url).then((res) => {
    if (!res.ok) throw new Error(res.text());
    return res.json();
  });
}` },
  { name: 'a call that spans lines', invalid: `
async function send(url, body) {
  const res = await fetch(url, {
    method: 'PUT',
    body,
  });
  return res.ok;
}`, valid: `
async function send(url, body) {
  const res = await fetch(url, {
    method: 'HEAD',
    body,
  });
  return res.ok;
}` },
  { name: 'a response parameter', invalid: `
import { get } from 'node:http';
get('http://localhost', (res) => {
  console.log(res.statusCode);
});`, valid: `
import { get } from 'node:http';
get('http://localhost', (res) => {
  console.log(res.statusCode);
  res.resume();
});` },
  { name: 'a listener without a parameter', invalid: `
import { get } from 'node:http';
get('http://localhost', () => {
  console.log('answered');
});`, valid: `
import { get } from 'node:http';
get('http://localhost');` },
] };
sets['clients'] = { options: { parser: 'espree' }, head: `/** Every client, recognised by imports, \`require\` and globals alone, in plain JavaScript. */
import { RuleTester } from 'eslint';
import { noUnconsumedBody } from '../../src/rules/no-unconsumed-body.js';
`, run: `new RuleTester().run('no-unconsumed-body: clients', noUnconsumedBody, {`, cases: [
  { name: 'global fetch', invalid: `export const up = async (url) => (await fetch(url)).ok;`, valid: `export const up = async (url) => (await fetch(url)).text();` },
  { name: 'globalThis.fetch', invalid: `export const up = async (url) => (await globalThis.fetch(url)).ok;`, valid: `export const up = async (url) => (await globalThis.fetch(url)).json();` },
  { name: 'a local function called fetch', valid: `const fetch = async (url) => ({ ok: url !== '' });\nexport const up = async (url) => (await fetch(url)).ok;` },
  { name: 'fetch of undici', invalid: `import { fetch as send } from 'undici';\nexport const up = async (url) => (await send(url)).ok;`, valid: `import { fetch as send } from 'undici';\nexport const up = async (url) => (await send(url)).json();` },
  { name: 'request of undici', invalid: `import { request } from 'undici';\nexport const status = async (url) => (await request(url)).statusCode;`, valid: `import { request } from 'undici';\nexport const text = async (url) => (await request(url)).body.text();` },
  { name: 'the namespace of undici', invalid: `import * as undici from 'undici';\nexport const status = async (url) => (await undici.request(url)).statusCode;`, valid: `import * as undici from 'undici';\nexport const discard = async (url) => (await undici.request(url)).body.dump();` },
  { name: 'undici by require', invalid: `const { request } = require('undici');\nexports.status = async (url) => (await request(url)).statusCode;`, valid: `const { request } = require('undici');\nexports.text = async (url) => (await request(url)).body.text();` },
  { name: 'undici by dynamic import', invalid: `export async function status(url) {\n  const { request } = await import('undici');\n  return (await request(url)).statusCode;\n}`, valid: `export async function text(url) {\n  const { request } = await import('undici');\n  return (await request(url)).body.text();\n}` },
  { name: 'a dispatcher of undici', invalid: `import { Pool } from 'undici';\nconst pool = new Pool('https://example.org');\nexport const status = async () => (await pool.request({ path: '/', method: 'GET' })).statusCode;`, valid: `import { Pool } from 'undici';\nconst pool = new Pool('https://example.org');\nexport const text = async () => (await pool.request({ path: '/', method: 'GET' })).body.text();` },
  { name: 'the global dispatcher of undici', invalid: `import { getGlobalDispatcher } from 'undici';\nexport const status = async () => (await getGlobalDispatcher().request({ path: '/', method: 'GET' })).statusCode;`, valid: `import { getGlobalDispatcher } from 'undici';\nexport const text = async () => (await getGlobalDispatcher().request({ path: '/', method: 'GET' })).body.text();` },
  { name: 'http.get with a callback', invalid: `import http from 'node:http';\nhttp.get('http://localhost', (res) => console.log(res.statusCode));`, valid: `import http from 'node:http';\nhttp.get('http://localhost', (res) => res.resume());` },
  { name: 'https.request with a callback', invalid: `const https = require('https');\nhttps.request('https://localhost', (res) => console.log(res.statusCode)).end();`, valid: `const https = require('https');\nhttps.request('https://localhost', (res) => res.destroy()).end();` },
  { name: 'the response event', invalid: `import { request } from 'node:http';\nconst req = request('http://localhost');\nreq.on('response', (res) => console.log(res.statusCode));\nreq.end();`, valid: `import { request } from 'node:http';\nconst req = request('http://localhost');\nreq.on('response', (res) => res.on('data', console.log));\nreq.end();` },
  { name: 'the response event by once', invalid: `import { once } from 'node:events';\nimport { get } from 'node:http';\nexport async function status(url) {\n  const [res] = await once(get(url), 'response');\n  return res.statusCode;\n}`, valid: `import { once } from 'node:events';\nimport { get } from 'node:http';\nexport async function status(url) {\n  const [res] = await once(get(url), 'response');\n  res.resume();\n  return res.statusCode;\n}` },
  { name: 'a server', valid: `import { createServer } from 'node:http';\ncreateServer((req, res) => {\n  if (req.method === 'HEAD') return;\n  res.end('hello');\n}).listen(0);` },
  { name: 'node-fetch', invalid: `import fetch from 'node-fetch';\nexport const up = async (url) => (await fetch(url)).ok;`, valid: `import fetch from 'node-fetch';\nexport async function up(url) {\n  const res = await fetch(url);\n  res.body.resume();\n  return res.ok;\n}` },
  { name: 'node-fetch by require', invalid: `const fetch = require('node-fetch');\nexports.up = async (url) => (await fetch(url)).ok;`, valid: `const fetch = require('node-fetch');\nexports.json = async (url) => (await fetch(url)).json();` },
  { name: 'axios as a stream', invalid: `import axios from 'axios';\nexport const status = async (url) => (await axios.get(url, { responseType: 'stream' })).status;`, valid: `import axios from 'axios';\nexport const status = async (url) => (await axios.get(url)).status;` },
  { name: 'an instance of axios', invalid: `import axios from 'axios';\nconst client = axios.create({ responseType: 'stream' });\nexport const status = async (url) => (await client.get(url)).status;`, valid: `import axios from 'axios';\nconst client = axios.create({ responseType: 'json' });\nexport const status = async (url) => (await client.get(url)).status;` },
  { name: 'got as a stream', invalid: `import got from 'got';\nexport function listen(url) {\n  const stream = got.stream(url);\n  stream.on('error', console.error);\n}`, valid: `import got from 'got';\nexport function listen(url) {\n  const stream = got.stream(url);\n  stream.on('data', console.log);\n}` },
  { name: 'ky', invalid: `import ky from 'ky';\nexport const up = async (url) => (await ky.get(url)).ok;`, valid: `import ky from 'ky';\nexport const json = (url) => ky.get(url).json();` },
  { name: 'a module of the same shape that is no client', valid: `import { request } from './request.js';\nexport const status = async (url) => (await request(url)).statusCode;` },
  { name: 'nobody knows what it is', valid: `export const status = async (client, url) => (await client.request(url)).statusCode;` },
] };
sets['typed'] = { options: { typed: true, filename: 'typed.ts' }, head: `/** What only types can tell: injected clients, wrappers of other files, instances without a name. */
import { RuleTester } from '@typescript-eslint/rule-tester';
import type { RuleModule } from '@typescript-eslint/utils/ts-eslint';
import { noUnconsumedBody } from '../../src/rules/no-unconsumed-body.js';
import { fixtures } from '../support/lint.js';

const tester = new RuleTester({ languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: fixtures } } });

// ESLint and typescript-eslint have a type each for the same rule.
`, run: `tester.run('no-unconsumed-body: typed', noUnconsumedBody as unknown as RuleModule<'leak', [{ strict: boolean; types: string }]>, {`, cases: [
  { name: 'a parameter with the type of fetch', invalid: `export const up = async (url: string, send: typeof fetch) => (await send(url)).ok;`, valid: `export const text = async (url: string, send: typeof fetch) => (await send(url)).text();` },
  { name: 'a method with the signature of fetch', invalid: `interface Transport {\n  send(url: URL, init?: RequestInit): Promise<Response>;\n}\nexport const up = async (url: URL, transport: Transport) => (await transport.send(url)).ok;`, valid: `interface Transport {\n  send(path: string): Promise<Response>;\n}\nexport const up = async (path: string, transport: Transport) => (await transport.send(path)).ok;` },
  { name: 'a field of an options object', invalid: `export const up = async (url: string, options: { fetch: typeof fetch }) => (await options.fetch(url)).ok;`, valid: `export const up = async (url: string, options: { fetch: (url: string) => Promise<{ ok: boolean }> }) => (await options.fetch(url)).ok;` },
  { name: 'a dispatcher that is given', invalid: `import type { Dispatcher } from 'undici';\nexport const status = async (d: { inner: Dispatcher }) => (await d.inner.request({ path: '/', method: 'GET' })).statusCode;`, valid: `import type { Dispatcher } from 'undici';\nexport const text = async (d: { inner: Dispatcher }) => (await d.inner.request({ path: '/', method: 'GET' })).body.text();` },
  { name: 'a request that is given', invalid: `import type { ClientRequest } from 'node:http';\nexport function watch(given: { req: ClientRequest }) {\n  given.req.on('response', (res) => console.log(res.statusCode));\n}`, valid: `import type { ClientRequest } from 'node:http';\nexport function watch(given: { req: ClientRequest }) {\n  given.req.on('response', (res) => res.resume());\n}` },
  { name: 'a helper of another file that only looks', invalid: `import { look } from './bodyclose/support.js';\nexport async function log(url: string) {\n  const res = await fetch(url);\n  look(res);\n}`, valid: `import { closeBody } from './bodyclose/support.js';\nexport async function log(url: string) {\n  const res = await fetch(url);\n  await closeBody(res.body);\n}` },
  { name: 'a class of the same name', valid: `class Response {\n  readonly ok = true;\n}\nexport const up = async (url: URL, send: (url: URL) => Promise<Response>) => (await send(url)).ok;` },
] };
sets['strict'] = { options: { parser: 'espree', strict: true }, head: `/** The options: \`strict\` adds the paths that need a call to throw, \`types: 'off'\` leaves type information alone. */
import { RuleTester } from 'eslint';
import { noUnconsumedBody } from '../../src/rules/no-unconsumed-body.js';

const strict = [{ strict: true }];

`, run: `new RuleTester().run('no-unconsumed-body: strict', noUnconsumedBody, {`, cases: [
  { name: 'a call between the response and its body', invalid: `
async function load(url) {
  const res = await fetch(url);
  audit(url);
  return res.json();
}`, valid: `
async function load(url) {
  const res = await fetch(url);
  const text = await res.text();
  audit(url);
  return text;
}` },
  { name: 'a call that a finally answers for', invalid: `
async function load(url) {
  const res = await fetch(url);
  try {
    audit(url);
    return await res.json();
  } finally {
    console.log(url);
  }
}`, valid: `
async function load(url) {
  const res = await fetch(url);
  try {
    audit(url);
    return await res.json();
  } finally {
    if (!res.bodyUsed) await res.body?.cancel();
  }
}` },
] };
it('gen', () => {
  for (const [name, set] of Object.entries(sets)) {
    const extra = name === 'typed' ? `, filename: TYPED` : '';
    const opts = set.options.strict ? `, options: strict` : '';
    const valid: string[] = [], invalid: string[] = [];
    const lit = (c: string) => c.includes('\n') || c.includes("'") ? q(c) : one(c);
    for (const c of set.cases) {
      if (c.valid) {
        const got = lint(d(c.valid), set.options);
        if (got.length) console.log(`UNEXPECTED ${name}/${c.name}: ${got[0]!.message}`);
        valid.push(`    { name: ${one(c.name)}, code: ${lit(d(c.valid))}${opts} },`);
      }
      if (c.invalid) {
        const got = lint(d(c.invalid), set.options);
        if (!got.length) console.log(`MISSED ${name}/${c.name}`);
        const errs = got.map((m) => name === 'typed'
          ? `{ messageId: 'leak', data: { message: ${one(m.message)} }, line: ${m.line}, column: ${m.column}, endLine: ${m.endLine}, endColumn: ${m.endColumn} }`
          : `{ message: ${one(m.message)}, line: ${m.line}, column: ${m.column}, endLine: ${m.endLine}, endColumn: ${m.endColumn} }`);
        invalid.push(`    {\n      name: ${one(c.name)},\n      code: ${lit(d(c.invalid))}${opts ? ',\n      options: strict' : ''},\n      errors: [\n${errs.map((e) => '        ' + e + ',').join('\n')}\n      ],\n    },`);
      }
    }
    writeFileSync(`tests/rules/no-unconsumed-body.${name}.test.ts`, `${set.head}\n${set.run}\n  valid: [\n${valid.join('\n')}\n  ],\n  invalid: [\n${invalid.join('\n')}\n  ],\n});\n`.replace(/\n\n\n/g, '\n\n'));
  }
});
