/** Repairs in front of a server that sends the beginning of a body and then nothing: the code goes on as before, and waits for nothing. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrate, type MigrateOptions } from '../../src/codemods/migrate.js';

let server: Server;
let url: string;
let folder: string;

beforeAll(async () => {
  server = createServer((_, response) => {
    response.on('error', () => {});
    response.writeHead(500).write('a beginning');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  // Below the packages, so that what the modules import is found.
  const cache = fileURLToPath(new URL('../../node_modules/.cache', import.meta.url));
  mkdirSync(cache, { recursive: true });
  folder = mkdtempSync(path.join(cache, 'stalled-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  server.closeAllConnections();
  server.close();
});

const FAILING = `if (response.status !== 200) throw new Error('bad');\n  return response.json();`;

it.each<[string, string, MigrateOptions['release']?]>([
  [
    'undici',
    `const { statusCode, body } = await request(url);\n  if (statusCode !== 200) throw new Error('bad');\n  return body.json();`,
  ],
  ['undici, the whole answer', `const response = await request(url);\n  return response.statusCode;`],
  ['undici, dropped', `await request(url);\n  return 'done';`],
  ['undici, dropped behind a handler', `await request(url).catch(() => {});\n  return 'done';`],
  [
    'undici, a promise that is handed on',
    `const pending = request(url);\n  const { statusCode } = await pending;\n  return statusCode;`,
  ],
  ['undici, a list', `const all = await Promise.all([url, url].map((one) => request(one)));\n  return all.length;`],
  [
    'undici, all but one of a list',
    `const [{ body }] = await Promise.all([request(url), request(url)]);\n  body.on('error', () => {}).destroy();\n  return 'done';`,
  ],
  ['undici, drained', `const response = await request(url);\n  return response.statusCode;`, 'drain'],
  ['fetch', `const response = await fetch(url);\n  ${FAILING}`],
  ['fetch, drained', `const response = await fetch(url);\n  ${FAILING}`, 'drain'],
  ['fetch, dropped and drained', `await fetch(url);\n  return 'done';`, 'drain'],
  [
    'fetch, a clone, drained',
    `const response = await fetch(url);\n  const copy = response.clone();\n  if (copy.status !== 200) throw new Error('bad');\n  return Promise.all([response.json(), copy.text()]);`,
    'drain',
  ],
  [
    'a helper of the file',
    `const response = await fetch(url);\n  ${FAILING}\n}\nasync function drain(response) {\n  await response.text();`,
  ],
])('%s', async (name, body, release) => {
  const code = `import { request } from 'undici';\nexport async function load(url) {\n  ${body}\n}\n`;
  const { text, applied, left } = migrate(code, 'load.mjs', { rules: ['no-unconsumed-body'], review: false, release });
  expect([applied > 0, left]).toEqual([true, []]);
  const file = path.join(folder, `${name.replace(/\W+/g, '-')}.mjs`);
  const outcomes = [];
  for (const one of [code, text]) {
    writeFileSync(file, one);
    const { load } = (await import(`${pathToFileURL(file).href}?${outcomes.length}`)) as {
      load: (url: string) => Promise<unknown>;
    };
    outcomes.push(await within(load(url)));
  }
  expect(outcomes[1], text).toBe(outcomes[0]);
  expect(outcomes[0]).not.toBe('waits');
});

/** How a promise settles, if it does so soon. */
const within = (promise: Promise<unknown>): Promise<string> =>
  Promise.race([
    promise.then(
      (value) => `gives ${JSON.stringify(value)}`,
      (error: unknown) => `fails: ${String(error)}`,
    ),
    new Promise<string>((resolve) => setTimeout(resolve, 1000, 'waits')),
  ]);
