/** The registry of this thread, which watches from the first import on. */
import { runInThisContext } from 'node:vm';
import { watchHttp } from './http.js';
import { watchHttp2 } from './http2.js';
import { Registry } from './registry.js';
import { watchUndici } from './undici.js';

/**
 * The global object of Node itself. A test runner may give modules another one, and may load them once for each file; built-in fetch keeps its
 * dispatcher in this one.
 */
const outer = runInThisContext('globalThis') as Record<symbol, unknown>;
const KEY = Symbol.for('eslint-plugin-http-leak/verify/1');

/** Shared by all copies of this module in the thread: those of both module systems, and those of a runner that loads modules anew for each file. */
export const registry = (outer[KEY] ??= begin()) as Registry;

function begin(): Registry {
  const fresh = new Registry();
  const every = Number(process.env['HTTP_LEAK_SAMPLE'] ?? 1);
  if (Number.isInteger(every) && every > 0) fresh.every = every;
  watchUndici(fresh, outer);
  watchHttp(fresh);
  watchHttp2(fresh);
  return fresh;
}
