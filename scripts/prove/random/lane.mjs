/** A worker thread that checks one share of the programs after the other, with the engine of the build. */
import { parentPort } from 'node:worker_threads';
import { rounds } from '../../../dist/codemods/rounds.js';
import { analyzeFile } from '../../../dist/findings/analyze-file.js';
import { planFixes } from '../../../dist/fixes/plan.js';
import { parseFile } from '../../../dist/types/parse-file.js';
import { Executor } from './executor.mjs';
import { repairWith } from './repair.mjs';
import { search } from './search.mjs';

const executor = new Executor();
const repair = repairWith({ parseFile, analyzeFile, planFixes, rounds });
parentPort.on('message', async (share) => {
  if (share !== null) return void parentPort.postMessage(await search(share, repair, executor));
  await executor.close();
  parentPort.close();
});
