/**
 * `node:test`: `node --import` of this module `--test` checks each test. It is loaded in the process of each file. Subtests are
 * checked with the test that has them: it may still use what is open. As a reporter it is loaded in the first process, which then
 * prints one summary; without, each file has its own.
 */
import path from 'node:path';
import { beforeEach } from 'node:test';
import { beginRun } from './run.js';
import { begin, end } from './session.js';

/** The context of a test, as far as it is used. */
interface Test {
  readonly fullName?: string;
  readonly name: string;
  readonly filePath?: string;
  readonly after: (hook: () => unknown) => void;
}

beginRun();

/** The full names of the tests that run. */
const names = new Set<string>();
if (!isFirst()) beforeEach((context) => watchTest(context as unknown as Test));

function watchTest(context: Test): void {
  const { name, fullName = name, filePath = process.argv[1] } = context;
  if ([...names].some((outer) => fullName.startsWith(`${outer} > `))) return;
  names.add(fullName);
  const test = begin(fullName, filePath === undefined ? null : path.relative(process.cwd(), filePath));
  // It comes after all hooks: those of the file come before those of a test, and one that a hook adds comes last.
  context.after(() =>
    context.after(async () => {
      names.delete(fullName);
      await end(test);
    }),
  );
}

/** Whether this process starts one for each file. */
function isFirst(): boolean {
  return process.execArgv.includes('--test') && process.env['NODE_TEST_CONTEXT'] === undefined;
}

/** A reporter that only has the summary printed, at the exit of its process. */
export default async function* reporter(events: AsyncIterable<unknown>): AsyncGenerator<string, void> {
  yield '';
  const iterator = events[Symbol.asyncIterator]();
  while ((await iterator.next()).done !== true);
}
