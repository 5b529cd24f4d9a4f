/** How the tests are run on a mutant: one worker, in the order that is asked for, up to the first failure. */
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';

const order = JSON.parse(process.env.MUTATE_ORDER ?? '[]');

class InOrder extends BaseSequencer {
  sort(specifications) {
    const place = ({ moduleId }) => order.indexOf(moduleId);
    return specifications.toSorted((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['tests/**/*.test.ts'],
    // These run the compiled command in a process of its own, or real clients, or read files only: no probe is reached.
    exclude: [
      'tests/{cli,places,verify,protocols/truth}/**',
      'tests/{architecture,docs,package}.test.ts',
      'tests/codemods/runner.test.ts',
    ],
    setupFiles: ['tests/setup.ts', ...(process.env.MUTATE_REACHED ? ['scripts/mutate/record.mjs'] : [])],
    sequence: { sequencer: InOrder },
    pool: 'threads',
    maxWorkers: 1,
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
