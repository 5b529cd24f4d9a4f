/**
 * What the set-ups of all runners do around a test: `begin` before it, `end` after it and after its own hooks.
 *
 * A verification sees the whole thread. So tests that overlap are not checked, but counted; what they leave open is ignored.
 */
import { HttpLeakError, start, verifyNone } from './index.js';
import { tell } from './run.js';

interface Running {
  readonly name: string;
  readonly file: string | null;
  overlapped: boolean;
}

const running = new Set<Running>();

/** @param file where the test is, if the runner tells */
export function begin(name: string, file: string | null): Running {
  const test: Running = { name, file, overlapped: running.size > 0 };
  for (const other of running) other.overlapped = true;
  if (!test.overlapped) start();
  running.add(test);
  return test;
}

/** @throws {HttpLeakError} as a rejection, if the test left something open */
export async function end(test: Running | undefined): Promise<void> {
  if (!test || !running.delete(test)) return;
  const { name, file } = test;
  if (test.overlapped) return tell({ test: name, file, leaks: null });
  try {
    await verifyNone();
  } catch (error) {
    if (error instanceof HttpLeakError) tell({ test: name, file, leaks: error.leaks });
    throw error;
  }
}
