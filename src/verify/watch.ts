/** The registry of this thread; watching begins with the first import. */
import { runInThisContext } from 'node:vm';
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';
import { watchHttp } from './http.js';
import { watchHttp2 } from './http2.js';
import { Registry } from './registry.js';
import { readSettings } from './settings.js';
import { toStandardError } from './stderr.js';
import { watchUndici } from './undici.js';

/**
 * The global object of Node itself. A test runner may use another one for modules, and may load them once for each file; built-in
 * fetch keeps its dispatcher in this one.
 */
const outer = runInThisContext('globalThis') as Record<symbol, unknown>;
const NAME = 'eslint-plugin-http-leak/verify/2';
const KEY = Symbol.for(NAME);

/**
 * Shared by all copies of this module in the thread: those of both module systems, and those of a runner that loads modules again
 * for each file.
 */
export const registry = (outer[KEY] ??= begin()) as Registry;

function begin(): Registry {
  const fresh = new Registry();
  const { settings, complaints } = readSettings(process.env);
  // Threads inherit the variables of the process: only the first thread reports invalid ones.
  if (getEnvironmentData(NAME) === undefined) {
    setEnvironmentData(NAME, true);
    for (const complaint of complaints) toStandardError(`http-leak: ${complaint}\n`);
  }
  fresh.every = settings.sample ?? 1;
  watchUndici(fresh, outer);
  watchHttp(fresh);
  watchHttp2(fresh);
  return fresh;
}
