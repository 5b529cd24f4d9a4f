/** Loaded before each test file of the first run: notes which places its tests reach. */
import { appendFileSync } from 'node:fs';
import process from 'node:process';
import { afterAll, beforeAll, expect } from 'vitest';

const reached = (globalThis.__reachedPlaces ??= new Set());
globalThis.__reached = (id) => reached.add(id);

/** Appends what was reached since the last note. */
function note(file) {
  appendFileSync(process.env.MUTATE_REACHED, `${JSON.stringify({ file, ids: [...reached] })}\n`);
  reached.clear();
}

// A module is loaded once for all test files. So what runs while it is loaded counts for each of them.
beforeAll(() => note(null));
afterAll(() => note(expect.getState().testPath));
