/**
 * Jest: in `setupFilesAfterEnv` it checks each test; in `reporters` it prints the summary. Jest loads the one in the environment of
 * the tests, which has their functions, and the other in its first process.
 *
 * Hooks of a file that are outside of its suites run after those of a set-up file, and may release what is open. So if a file has
 * hooks after its tests, a test is checked before the next one, and the file fails in the end.
 */
import path from 'node:path';
import { HttpLeakError, stop } from './index.js';
import { beginRun } from './run.js';
import { begin, end } from './session.js';

/** The functions of Jest that are used. */
interface Tests {
  readonly beforeEach: (hook: () => Promise<void>) => void;
  afterEach: (hook: () => Promise<void>) => void;
  readonly afterAll: (hook: () => Promise<void>) => void;
  readonly expect: { getState(): { readonly currentTestName?: string; readonly testPath?: string } };
}

const given = globalThis as unknown as Partial<Tests>;
if (isInTests(given)) watchTests(given);

function watchTests(tests: Tests): void {
  let test: ReturnType<typeof begin> | undefined;
  let hasHooks = false;
  const failures: string[] = [];

  async function endLate(): Promise<void> {
    try {
      await end(test);
    } catch (error) {
      if (!(error instanceof HttpLeakError)) throw error;
      failures.push(`${test?.name}: ${error.message}`);
    }
  }

  tests.beforeEach(async () => {
    await endLate();
    const { currentTestName = 'a test', testPath } = tests.expect.getState();
    test = begin(currentTestName, testPath === undefined ? null : path.relative(process.cwd(), testPath));
  });
  tests.afterEach(async () => {
    if (!hasHooks) await end(test);
  });
  tests.afterAll(async () => {
    await endLate();
    stop();
    if (failures.length > 0) throw new Error(failures.join('\n\n'));
  });
  tests.afterEach = new Proxy(tests.afterEach, {
    apply: (target, self, args) => {
      hasHooks = true;
      return Reflect.apply(target, self, args) as unknown;
    },
  });
}

/** A reporter that only has the summary printed: nothing is asked of it. */
export default class HttpLeakReporter {
  constructor() {
    beginRun();
  }
}

function isInTests(tests: Partial<Tests>): tests is Tests {
  return typeof tests.beforeEach === 'function' && typeof tests.expect === 'function';
}
