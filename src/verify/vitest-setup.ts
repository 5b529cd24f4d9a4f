/** What the plugin for Vitest runs in each worker before the tests of a file. */
import { afterAll, afterEach, beforeEach, inject } from 'vitest';
import { configure, stop } from './index.js';
import type { VerifyOptions } from './leaks.js';
import { begin, end } from './session.js';

/** A test or a suite, as far as its name goes. */
interface Named {
  readonly name: string;
  readonly suite?: Named | undefined;
}

configure((inject as (key: string) => unknown)('http-leak') as VerifyOptions);

const tests = new WeakMap<object, ReturnType<typeof begin>>();
beforeEach(({ task }) => {
  tests.set(task, begin(nameOf(task), task.file.name));
});
afterEach(({ task }) => end(tests.get(task)));
afterAll(() => stop());

function nameOf({ name, suite }: Named): string {
  return suite?.name ? `${nameOf(suite)} > ${name}` : name;
}
