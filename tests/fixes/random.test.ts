/** Generated programs, run before and after their repair; `npm run prove:random` runs more of them. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Executor } from '../../scripts/prove/random/executor.mjs';
import { repairWith } from '../../scripts/prove/random/repair.mjs';
import { wordsOf } from '../../scripts/prove/random/report.mjs';
import { search } from '../../scripts/prove/random/search.mjs';
import { rounds } from '../../src/codemods/rounds.js';
import { analyzeFile } from '../../src/findings/analyze-file.js';
import { planFixes } from '../../src/fixes/plan.js';
import { parseFile } from '../../src/types/parse-file.js';

const repair = repairWith({ parseFile, analyzeFile, planFixes, rounds });
let executor: Executor;
beforeAll(() => {
  executor = new Executor();
});
afterAll(() => executor.close());

it.each([
  { of: 'a fixed seed', seed: 1, count: 70, least: 40 },
  { of: 'a new seed', seed: Math.floor(Math.random() * 1e9), count: 10, least: 1 },
])(
  'repaired programs of $of do what they did',
  async ({ seed, count, least }) => {
    const { ran, repaired, failure } = await search({ seed, count }, repair, executor);
    expect(failure && wordsOf(failure)).toBeNull();
    expect(ran).toBe(count);
    expect(repaired).toBeGreaterThanOrEqual(least);
  },
  240_000,
);
