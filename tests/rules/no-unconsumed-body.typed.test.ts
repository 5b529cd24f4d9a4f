/** What only types can tell: injected clients, wrappers of other files, instances without a name. */
import { RuleTester } from '@typescript-eslint/rule-tester';
import { reports } from '../../src/rules/index.js';
import { fixtures } from '../support/lint.js';

const tester = new RuleTester({
  languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: fixtures } },
});

// ESLint and typescript-eslint have a type each for the same rule.
tester.run('no-unconsumed-body: typed', reports['no-unconsumed-body'] as unknown as Parameters<typeof tester.run>[1], {
  valid: [
    {
      name: 'type information switched off',
      code: `interface Transport {
  send(url: URL, init?: RequestInit): Promise<Response>;
}
export const up = async (url: URL, transport: Transport) => (await transport.send(url)).ok;`,
      options: [{ types: 'off' }],
    },
    {
      name: 'a parameter with the type of fetch',
      code: 'export const text = async (url: string, send: typeof fetch) => (await send(url)).text();',
    },
    {
      name: 'a method with the signature of fetch',
      code: `interface Transport {
  send(path: string): Promise<Response>;
}
export const up = async (path: string, transport: Transport) => (await transport.send(path)).ok;`,
    },
    {
      name: 'a field of an options object',
      code: 'export const up = async (url: string, options: { fetch: (url: string) => Promise<{ ok: boolean }> }) => (await options.fetch(url)).ok;',
    },
    {
      name: 'a dispatcher that is given',
      code: `import type { Dispatcher } from 'undici';
export const text = async (d: { inner: Dispatcher }) => (await d.inner.request({ path: '/', method: 'GET' })).body.text();`,
    },
    {
      name: 'a request that is given',
      code: `import type { ClientRequest } from 'node:http';
export function watch(given: { req: ClientRequest }) {
  given.req.on('response', (res) => res.resume());
}`,
    },
    {
      name: 'a helper of another file that only looks',
      code: `import { closeBody } from './bodyclose/support.js';
export async function log(url: string) {
  const res = await fetch(url);
  await closeBody(res.body);
}`,
    },
    {
      name: 'a fetch behind a path of the project',
      code: `import { send } from '@shared/net.js';
export const text = async (url: string) => (await send(url)).text();`,
    },
    {
      name: 'a class of the same name',
      code: `class Response {
  readonly ok = true;
}
export const up = async (url: URL, send: (url: URL) => Promise<Response>) => (await send(url)).ok;`,
    },
  ],
  invalid: [
    {
      name: 'a parameter with the type of fetch',
      code: 'export const up = async (url: string, send: typeof fetch) => (await send(url)).ok;',
      errors: [
        {
          messageId: 'leak',
          data: {
            message:
              'The response of `fetch` is never consumed or cancelled when it is dropped on line 1. Read the body (`await res.text()`), or cancel it (`await res.body?.cancel()`), on every path.',
          },
          line: 1,
          column: 69,
          endLine: 1,
          endColumn: 78,
        },
      ],
    },
    {
      name: 'a fetch behind a path of the project',
      code: `import { send } from '@shared/net.js';
export const up = async (url: string) => (await send(url)).ok;`,
      errors: [
        {
          messageId: 'leak',
          data: {
            message:
              'The response of `send` is never consumed or cancelled when it is dropped on line 2. Read the body (`await res.text()`), or cancel it (`await res.body?.cancel()`), on every path.',
          },
          line: 2,
          column: 49,
          endLine: 2,
          endColumn: 58,
        },
      ],
    },
    {
      name: 'a method with the signature of fetch',
      code: `interface Transport {
  send(url: URL, init?: RequestInit): Promise<Response>;
}
export const up = async (url: URL, transport: Transport) => (await transport.send(url)).ok;`,
      errors: [
        {
          messageId: 'leak',
          data: {
            message:
              'The response of `transport.send` is never consumed or cancelled when it is dropped on line 4. Read the body (`await res.text()`), or cancel it (`await res.body?.cancel()`), on every path.',
          },
          line: 4,
          column: 68,
          endLine: 4,
          endColumn: 87,
        },
      ],
    },
    {
      name: 'a field of an options object',
      code: 'export const up = async (url: string, options: { fetch: typeof fetch }) => (await options.fetch(url)).ok;',
      errors: [
        {
          messageId: 'leak',
          data: {
            message:
              'The response of `options.fetch` is never consumed or cancelled when it is dropped on line 1. Read the body (`await res.text()`), or cancel it (`await res.body?.cancel()`), on every path.',
          },
          line: 1,
          column: 83,
          endLine: 1,
          endColumn: 101,
        },
      ],
    },
    {
      name: 'a dispatcher that is given',
      code: `import type { Dispatcher } from 'undici';
export const status = async (d: { inner: Dispatcher }) => (await d.inner.request({ path: '/', method: 'GET' })).statusCode;`,
      errors: [
        {
          messageId: 'leak',
          data: {
            message:
              'The response of `Dispatcher.request` is never consumed or cancelled when it is dropped on line 2. Read the body (`await body.text()`) or discard it (`body.dump()`) on every path. The garbage collector never frees it.',
          },
          line: 2,
          column: 66,
          endLine: 2,
          endColumn: 111,
        },
      ],
    },
    {
      name: 'a request that is given',
      code: `import type { ClientRequest } from 'node:http';
export function watch(given: { req: ClientRequest }) {
  given.req.on('response', (res) => console.log(res.statusCode));
}`,
      errors: [
        {
          messageId: 'leak',
          data: {
            message:
              'The response of `http.request` is never consumed or cancelled on the path of the `return` on line 3. Discard the body (`res.resume()`), read it, or destroy the response (`res.destroy()`), on every path, for every status and method.',
          },
          line: 3,
          column: 29,
          endLine: 3,
          endColumn: 32,
        },
      ],
    },
    {
      name: 'a helper of another file that only looks',
      code: `import { look } from './bodyclose/support.js';
export async function log(url: string) {
  const res = await fetch(url);
  look(res);
}`,
      errors: [
        {
          messageId: 'leak',
          data: {
            message:
              'The response of `fetch` is never consumed or cancelled by the end on line 5. Read the body (`await res.text()`), or cancel it (`await res.body?.cancel()`), on every path.',
          },
          line: 3,
          column: 21,
          endLine: 3,
          endColumn: 31,
        },
      ],
    },
  ],
});
