/** What an expression is called, by imports, globals, annotations and scopes. */
import { expect, it } from 'vitest';
import { nameOf } from '../../src/types/entity.js';
import { entityByScope } from '../../src/types/scope-oracle.js';
import { asked } from '../support/asked.js';

it.each([
  ['ask(fetch);', 'global:fetch'],
  ['ask(globalThis.fetch);', 'global:fetch'],
  ["import { request } from 'undici'; ask(request);", 'undici:request'],
  ["import { request as r } from 'undici'; ask(r);", 'undici:request'],
  ["import undici from 'undici'; ask(undici.request);", 'undici:request'],
  ["import * as http from 'http'; ask(http.get);", 'node:http:get'],
  ["import http = require('http'); ask(http.get);", 'node:http:get'],
  ["const { get } = require('http'); ask(get);", 'node:http:get'],
  ["const { get: g } = require('http'); ask(g);", 'node:http:get'],
  ["const { get } = await import('node:http'); ask(get);", 'node:http:get'],
  ["import { Pool } from 'undici'; ask(new Pool(u).request);", 'undici#Pool.request'],
  ["import { Pool } from 'undici'; let p; p = new Pool(u); ask(p);", 'undici#Pool'],
  ["import { Pool } from 'undici'; class A { #p = new Pool(u); f() { ask(this.#p); } }", 'undici#Pool'],
  [
    "import { Pool } from 'undici'; class A { constructor(p: Pool) { this.p = p; } f() { ask(this.p); } }",
    'undici#Pool',
  ],
  [
    "import { Pool } from 'undici'; class A { constructor(private p = new Pool(u)) {} f() { ask(this.p); } }",
    'undici#Pool',
  ],
  ["import type { Pool } from 'undici'; function f(p: Pool) { ask(p); }", 'undici#Pool'],
  ["import type { Pool } from 'undici'; type P = Pool | null; function f(p: P) { ask(p); }", 'undici#Pool'],
  ["import type { Pool } from 'undici'; function f({ p }: { p: Pool }) { ask(p); }", 'undici#Pool'],
  ["import type { Pool } from 'undici'; function f({ a: { p } }: { a: { p: Pool } }) { ask(p); }", 'undici#Pool'],
  ["import { Pool } from 'undici'; function f(p = new Pool(u)) { ask(p); }", 'undici#Pool'],
  ["import { Pool } from 'undici'; function f({ p = new Pool(u) } = {}) { ask(p); }", 'undici#Pool'],
  ["import { Pool } from 'undici'; const f = (p) => ask(p); f(new Pool(u));", 'undici#Pool'],
  [
    "import { Pool } from 'undici'; function make(): Pool; function make(u?: string): Pool { return x; } ask(make());",
    'undici#Pool',
  ],
  ['function f(get = fetch) { ask(get); }', 'global:fetch'],
  ['function f(options) { ask(options.fetch ?? fetch); }', 'global:fetch'],
  ['function f(get: typeof fetch) { ask(get); }', 'global:fetch'],
  ["import http from 'http'; ask(http.get(u).on('error', f));", 'node:http#ClientRequest'],
  ['function f(fetch) { ask(fetch); }', null],
  ['const [fetch] = list; ask(fetch);', null],
  ['class fetch {} ask(fetch);', null],
  ['const a = b, b = a; ask(a);', null],
  ['ask(o[fetch]);', null],
])('%s', (code, expected) => {
  const { unit, node } = asked(code);
  const entity = entityByScope(unit, node);
  expect(entity && nameOf(entity)).toBe(expected);
});
