/** How the tests are run on a mutant: one worker, in the order that is asked for. */
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { mergeConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import usual from '../../vitest.config.ts';

const order = JSON.parse(process.env.MUTATE_ORDER ?? '[]');

class InOrder extends BaseSequencer {
  sort(specifications) {
    const place = ({ moduleId }) => order.indexOf(moduleId);
    return specifications.toSorted((a, b) => place(a) - place(b));
  }
}

export default mergeConfig(usual, {
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    // These run the command in a process of its own, or real clients, or read files only: no probe is reached.
    exclude: [
      'tests/{cli/migration,places,verify,protocols/truth}/**',
      // Of the command itself only what it explains goes beyond the findings.
      'tests/cli/!(explain).test.ts',
      'tests/{architecture,docs,package}.test.ts',
      'tests/codemods/runner.test.ts',
    ],
    setupFiles: process.env.MUTATE_REACHED ? ['scripts/mutate/record.mjs'] : [],
    sequence: { sequencer: InOrder },
    maxWorkers: 1,
  },
});
