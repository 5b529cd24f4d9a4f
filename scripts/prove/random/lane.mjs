/** A worker thread that checks one share of the programs after the other, with the engine of the build. */
import { parentPort } from 'node:worker_threads';
import { rounds } from '../../../build/codemods/rounds.js';
import { analyzeFile } from '../../../build/findings/analyze-file.js';
import { planFixes } from '../../../build/fixes/plan.js';
import { parseFile } from '../../../build/types/parse-file.js';
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
