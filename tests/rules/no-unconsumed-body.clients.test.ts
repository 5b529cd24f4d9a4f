/** Every client, recognised by imports, `require` and globals alone, in plain JavaScript. */
import { RuleTester } from 'eslint';
import { reports } from '../../src/rules/index.js';

const MOCKED = `it('asks', async () => {
  vi.stubGlobal('fetch', async () => new Response('{}'));
  const response = await fetch('/');
  expect(response.status).toBe(200);
});`;

new RuleTester().run('no-unconsumed-body: clients', reports['no-unconsumed-body'], {
  valid: [
    { name: 'global fetch', code: 'export const up = async (url) => (await fetch(url)).text();' },
    { name: 'globalThis.fetch', code: 'export const up = async (url) => (await globalThis.fetch(url)).json();' },
    { name: 'a stand-in for fetch in a test', filename: 'api.test.js', code: MOCKED },
    { name: 'a mock of fetch in a file that calls a test runner', filename: 'api.js', code: MOCKED },
    {
      name: 'a package that replaces fetch in a test',
      filename: 'tests/api.js',
      code: `import fetchMock from 'fetch-mock';
it('asks', async () => {
  fetchMock.mockGlobal().get('/', 204);
  expect((await fetch('/')).status).toBe(204);
});`,
    },
    {
      name: 'a local function called fetch',
      code: `const fetch = async (url) => ({ ok: url !== '' });
export const up = async (url) => (await fetch(url)).ok;`,
    },
    {
      name: 'fetch of undici',
      code: `import { fetch as send } from 'undici';
export const up = async (url) => (await send(url)).json();`,
    },
    {
      name: 'request of undici',
      code: `import { request } from 'undici';
export const text = async (url) => (await request(url)).body.text();`,
    },
    {
      name: 'the namespace of undici',
      code: `import * as undici from 'undici';
export const discard = async (url) => (await undici.request(url)).body.dump();`,
    },
    {
      name: 'undici by require',
      code: `const { request } = require('undici');
exports.text = async (url) => (await request(url)).body.text();`,
    },
    {
      name: 'undici by dynamic import',
      code: `export async function text(url) {
  const { request } = await import('undici');
  return (await request(url)).body.text();
}`,
    },
    {
      name: 'a dispatcher of undici',
      code: `import { Pool } from 'undici';
const pool = new Pool('https://example.org');
export const text = async () => (await pool.request({ path: '/', method: 'GET' })).body.text();`,
    },
    {
      name: 'the global dispatcher of undici',
      code: `import { getGlobalDispatcher } from 'undici';
export const text = async () => (await getGlobalDispatcher().request({ path: '/', method: 'GET' })).body.text();`,
    },
    {
      name: 'http.get with a callback',
      code: `import http from 'node:http';
http.get('http://localhost', (res) => res.resume());`,
    },
    {
      name: 'https.request with a callback',
      code: `const https = require('https');
https.request('https://localhost', (res) => res.destroy()).end();`,
    },
    {
      name: 'the response event',
      code: `import { request } from 'node:http';
const req = request('http://localhost');
req.on('response', (res) => res.on('data', console.log));
req.end();`,
    },
    {
      name: 'the response event by once',
      code: `import { once } from 'node:events';
import { get } from 'node:http';
export async function status(url) {
  const [res] = await once(get(url), 'response');
  res.resume();
  return res.statusCode;
}`,
    },
    {
      name: 'a server',
      code: `import { createServer } from 'node:http';
createServer((req, res) => {
  if (req.method === 'HEAD') return;
  res.end('hello');
}).listen(0);`,
    },
    {
      name: 'node-fetch',
      code: `import fetch from 'node-fetch';
export async function up(url) {
  const res = await fetch(url);
  res.body.resume();
  return res.ok;
}`,
    },
    {
      name: 'node-fetch by require',
      code: `const fetch = require('node-fetch');
exports.json = async (url) => (await fetch(url)).json();`,
    },
    {
      name: 'axios as a stream',
      code: `import axios from 'axios';
export const status = async (url) => (await axios.get(url)).status;`,
    },
    {
      name: 'an instance of axios',
      code: `import axios from 'axios';
const client = axios.create({ responseType: 'json' });
export const status = async (url) => (await client.get(url)).status;`,
    },
    {
      name: 'got as a stream',
      code: `import got from 'got';
export function listen(url) {
  const stream = got.stream(url);
  stream.on('data', console.log);
}`,
    },
    {
      name: 'ky',
      code: `import ky from 'ky';
export const json = (url) => ky.get(url).json();`,
    },
    {
      name: 'a module of the same shape that is no client',
      code: `import { request } from './request.js';
export const status = async (url) => (await request(url)).statusCode;`,
    },
    {
      name: 'its kind is unknown',
      code: 'export const status = async (client, url) => (await client.request(url)).statusCode;',
    },
  ],
  invalid: [
    {
      name: 'fetch in a test, of a server',
      filename: 'api.test.js',
      code: "it('asks', async () => {\n  expect((await fetch('http://localhost:3000')).status).toBe(200);\n});",
      errors: [{ line: 2, message: /response of `fetch`/ }],
    },
    {
      name: 'another client in a test that replaces fetch',
      filename: 'api.test.js',
      code: `import { request } from 'undici';\n${MOCKED}\nawait request('http://localhost:3000');`,
      errors: [{ line: 7, message: /response of `undici.request`/ }],
    },
    {
      name: 'a stand-in for fetch outside of tests',
      filename: 'api.js',
      code: MOCKED.replace("it('asks', async () => {", 'export const ask = async () => {').replace(/\}\);$/, '};'),
      errors: [{ line: 3, message: /response of `fetch`/ }],
    },
    {
      name: 'global fetch',
      code: 'export const up = async (url) => (await fetch(url)).ok;',
      errors: [
        {
          message:
            'The response of `fetch` is never consumed or cancelled when it is dropped on line 1. Read the body (`await res.text()`), or cancel it (`await res.body?.cancel()`), on every path.',
          line: 1,
          column: 41,
          endLine: 1,
          endColumn: 51,
        },
      ],
    },
    {
      name: 'globalThis.fetch',
      code: 'export const up = async (url) => (await globalThis.fetch(url)).ok;',
      errors: [
        {
          message:
            'The response of `fetch` is never consumed or cancelled when it is dropped on line 1. Read the body (`await res.text()`), or cancel it (`await res.body?.cancel()`), on every path.',
          line: 1,
          column: 41,
          endLine: 1,
          endColumn: 62,
        },
      ],
    },
    {
      name: 'fetch of undici',
      code: `import { fetch as send } from 'undici';
export const up = async (url) => (await send(url)).ok;`,
      errors: [
        {
          message:
            'The response of `undici.fetch` is never consumed or cancelled when it is dropped on line 2. Read the body (`await res.text()`), or cancel it (`await res.body?.cancel()`), on every path.',
          line: 2,
          column: 41,
          endLine: 2,
          endColumn: 50,
        },
      ],
    },
    {
      name: 'request of undici',
      code: `import { request } from 'undici';
export const status = async (url) => (await request(url)).statusCode;`,
      errors: [
        {
          message:
            'The response of `undici.request` is never consumed or cancelled when it is dropped on line 2. Read the body (`await body.text()`) or discard it (`body.dump()`) on every path. The garbage collector never frees it.',
          line: 2,
          column: 45,
          endLine: 2,
          endColumn: 57,
        },
      ],
    },
    {
      name: 'the namespace of undici',
      code: `import * as undici from 'undici';
export const status = async (url) => (await undici.request(url)).statusCode;`,
      errors: [
        {
          message:
            'The response of `undici.request` is never consumed or cancelled when it is dropped on line 2. Read the body (`await body.text()`) or discard it (`body.dump()`) on every path. The garbage collector never frees it.',
          line: 2,
          column: 45,
          endLine: 2,
          endColumn: 64,
        },
      ],
    },
    {
      name: 'undici by require',
      code: `const { request } = require('undici');
exports.status = async (url) => (await request(url)).statusCode;`,
      errors: [
        {
          message:
            'The response of `undici.request` is never consumed or cancelled when it is dropped on line 2. Read the body (`await body.text()`) or discard it (`body.dump()`) on every path. The garbage collector never frees it.',
          line: 2,
          column: 40,
          endLine: 2,
          endColumn: 52,
        },
      ],
    },
    {
      name: 'undici by dynamic import',
      code: `export async function status(url) {
  const { request } = await import('undici');
  return (await request(url)).statusCode;
}`,
      errors: [
        {
          message:
            'The response of `undici.request` is never consumed or cancelled when it is dropped on line 3. Read the body (`await body.text()`) or discard it (`body.dump()`) on every path. The garbage collector never frees it.',
          line: 3,
          column: 17,
          endLine: 3,
          endColumn: 29,
        },
      ],
    },
    {
      name: 'a dispatcher of undici',
      code: `import { Pool } from 'undici';
const pool = new Pool('https://example.org');
export const status = async () => (await pool.request({ path: '/', method: 'GET' })).statusCode;`,
      errors: [
        {
          message:
            'The response of `Pool.request` is never consumed or cancelled when it is dropped on line 3. Read the body (`await body.text()`) or discard it (`body.dump()`) on every path. The garbage collector never frees it.',
          line: 3,
          column: 42,
          endLine: 3,
          endColumn: 84,
        },
      ],
    },
    {
      name: 'the global dispatcher of undici',
      code: `import { getGlobalDispatcher } from 'undici';
export const status = async () => (await getGlobalDispatcher().request({ path: '/', method: 'GET' })).statusCode;`,
      errors: [
        {
          message:
            'The response of `Dispatcher.request` is never consumed or cancelled when it is dropped on line 2. Read the body (`await body.text()`) or discard it (`body.dump()`) on every path. The garbage collector never frees it.',
          line: 2,
          column: 42,
          endLine: 2,
          endColumn: 101,
        },
      ],
    },
    {
      name: 'http.get with a callback',
      code: `import http from 'node:http';
http.get('http://localhost', (res) => console.log(res.statusCode));`,
      errors: [
        {
          message:
            'The response of `http.get` is never consumed or cancelled on the path of the `return` on line 2. Discard the body (`res.resume()`), read it, or destroy the response (`res.destroy()`), on every path, for every status and method.',
          line: 2,
          column: 31,
          endLine: 2,
          endColumn: 34,
        },
      ],
    },
    {
      name: 'https.request with a callback',
      code: `const https = require('https');
https.request('https://localhost', (res) => console.log(res.statusCode)).end();`,
      errors: [
        {
          message:
            'The response of `https.request` is never consumed or cancelled on the path of the `return` on line 2. Discard the body (`res.resume()`), read it, or destroy the response (`res.destroy()`), on every path, for every status and method.',
          line: 2,
          column: 37,
          endLine: 2,
          endColumn: 40,
        },
      ],
    },
    {
      name: 'the response event',
      code: `import { request } from 'node:http';
const req = request('http://localhost');
req.on('response', (res) => console.log(res.statusCode));
req.end();`,
      errors: [
        {
          message:
            'The response of `http.request` is never consumed or cancelled on the path of the `return` on line 3. Discard the body (`res.resume()`), read it, or destroy the response (`res.destroy()`), on every path, for every status and method.',
          line: 3,
          column: 21,
          endLine: 3,
          endColumn: 24,
        },
      ],
    },
    {
      name: 'the response event by once',
      code: `import { once } from 'node:events';
import { get } from 'node:http';
export async function status(url) {
  const [res] = await once(get(url), 'response');
  return res.statusCode;
}`,
      errors: [
        {
          message:
            'The response of `http.request` is never consumed or cancelled on the path of the `return` on line 5. Discard the body (`res.resume()`), read it, or destroy the response (`res.destroy()`), on every path, for every status and method.',
          line: 4,
          column: 23,
          endLine: 4,
          endColumn: 49,
        },
      ],
    },
    {
      name: 'node-fetch',
      code: `import fetch from 'node-fetch';
export const up = async (url) => (await fetch(url)).ok;`,
      errors: [
        {
          message:
            'The response of `node-fetch` is never consumed or cancelled when it is dropped on line 2. Read the body (`await res.text()`) or discard it (`res.body.resume()`) on every path.',
          line: 2,
          column: 41,
          endLine: 2,
          endColumn: 51,
        },
      ],
    },
    {
      name: 'node-fetch by require',
      code: `const fetch = require('node-fetch');
exports.up = async (url) => (await fetch(url)).ok;`,
      errors: [
        {
          message:
            'The response of `node-fetch` is never consumed or cancelled when it is dropped on line 2. Read the body (`await res.text()`) or discard it (`res.body.resume()`) on every path.',
          line: 2,
          column: 36,
          endLine: 2,
          endColumn: 46,
        },
      ],
    },
    {
      name: 'axios as a stream',
      code: `import axios from 'axios';
export const status = async (url) => (await axios.get(url, { responseType: 'stream' })).status;`,
      errors: [
        {
          message:
            'The response of `axios.get` is never consumed or cancelled when it is dropped on line 2. Read or destroy the stream (`res.data.resume()`, `res.data.destroy()`) on every path, also that of a rejected status (`err.response.data`).',
          line: 2,
          column: 45,
          endLine: 2,
          endColumn: 87,
        },
      ],
    },
    {
      name: 'an instance of axios',
      code: `import axios from 'axios';
const client = axios.create({ responseType: 'stream' });
export const status = async (url) => (await client.get(url)).status;`,
      errors: [
        {
          message:
            'The response of `axios.get` is never consumed or cancelled when it is dropped on line 3. Read or destroy the stream (`res.data.resume()`, `res.data.destroy()`) on every path, also that of a rejected status (`err.response.data`).',
          line: 3,
          column: 45,
          endLine: 3,
          endColumn: 60,
        },
      ],
    },
    {
      name: 'got as a stream',
      code: `import got from 'got';
export function listen(url) {
  const stream = got.stream(url);
  stream.on('error', console.error);
}`,
      errors: [
        {
          message:
            'The response of `got.stream` is never consumed or cancelled by the end on line 5. Read the stream, discard it (`stream.resume()`) or destroy it, on every path.',
          line: 3,
          column: 18,
          endLine: 3,
          endColumn: 33,
        },
      ],
    },
    {
      name: 'ky',
      code: `import ky from 'ky';
export const up = async (url) => (await ky.get(url)).ok;`,
      errors: [
        {
          message:
            'The response of `ky.get` is never consumed or cancelled when it is dropped on line 2. Read the body (`await res.text()`), or cancel it (`await res.body?.cancel()`), on every path.',
          line: 2,
          column: 41,
          endLine: 2,
          endColumn: 52,
        },
      ],
    },
  ],
});
