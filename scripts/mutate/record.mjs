/** Loaded before each test file of the first run: notes which places its tests reach, and how long they take. */
import { appendFileSync } from 'node:fs';
import process from 'node:process';
import { afterAll, beforeAll, expect } from 'vitest';

const reached = (globalThis.__reachedPlaces ??= new Set());
globalThis.__reached = (id) => reached.add(id);

// The report of the runner leaves out the time in which a file is loaded, and its `beforeAll`.
const started = performance.now();

/** Appends what was reached since the last note. */
function note(file) {
  const milliseconds = performance.now() - started;
  appendFileSync(process.env.MUTATE_REACHED, `${JSON.stringify({ file, ids: [...reached], milliseconds })}\n`);
  reached.clear();
}

// A module is loaded once for all test files. So what runs while it is loaded counts for each of them.
beforeAll(() => note(null));
afterAll(() => note(expect.getState().testPath));
