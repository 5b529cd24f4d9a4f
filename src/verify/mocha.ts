/**
 * Mocha: `--require` of this module checks each test and prints the summary. A hook that fails after a test ends the run of Mocha, so
 * one fails in the end, after all others, with what the tests left open.
 */
import path from 'node:path';
import { HttpLeakError, stop } from './index.js';
import { beginRun } from './run.js';
import { begin, end } from './session.js';

/** The context of a hook of Mocha, as far as it is used. */
interface Context {
  readonly currentTest?: { readonly file?: string; fullTitle(): string };
  readonly test: { readonly parent: Record<'afterEach' | 'afterAll', (title: string, hook: () => unknown) => unknown> };
}

const failures: string[] = [];
let test: ReturnType<typeof begin> | undefined;

beginRun();

export const mochaHooks = {
  /** All files are loaded: the hooks that are added now come after theirs. */
  beforeAll(this: Context): void {
    this.test.parent.afterEach('http-leak', endTest);
    this.test.parent.afterAll('http-leak', report);
  },
  beforeEach(this: Context): void {
    const { currentTest } = this;
    const file = currentTest?.file === undefined ? null : path.relative(process.cwd(), currentTest.file);
    test = begin(currentTest?.fullTitle() ?? 'a test', file);
  },
};

async function endTest(): Promise<void> {
  try {
    await end(test);
  } catch (error) {
    if (!(error instanceof HttpLeakError)) throw error;
    failures.push(`${test?.name}: ${error.message}`);
  }
}

function report(): void {
  stop();
  if (failures.length > 0) throw new Error(failures.splice(0).join('\n\n'));
}
