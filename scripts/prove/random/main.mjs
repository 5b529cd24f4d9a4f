/**
 * main.mjs [--seed N] [--count N] [--seconds N] [--path P] [--without KIND]… [--lanes N]
 *
 * Proves the repairs by running generated programs before and after them: programs.mjs says what they are made of, check.mjs what is compared.
 * Each difference is made small and printed with the seed and the path that make it again. The exit code is 1 where there is one.
 */
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { kinds } from './programs.mjs';
import { wordsOf } from './report.mjs';

/** How many programs have one seed. After the first of them that differs the rest is left out. */
const SHARE = 10;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
    count: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '86400' },
    path: { type: 'string' },
    without: { type: 'string', multiple: true, default: [] },
    lanes: { type: 'string', default: '2' },
  },
});
const unknown = values.without.filter((kind) => !kinds.includes(kind));
if (unknown.length > 0) throw new Error(`no kind of statement: ${unknown.join()}; there are ${kinds.join()}`);

const start = Date.now();
const until = start + Number(values.seconds) * 1000;
const [seed, count] = [Number(values.seed), Number(values.count)];
const shares = values.path ? 1 : Math.ceil(count / SHARE);
const total = { ran: 0, repaired: 0, announced: 0, failed: 0 };
let next = 0;

async function lane() {
  const worker = new Worker(new URL('./lane.mjs', import.meta.url), { execArgv: ['--no-warnings'] });
  while (next < shares && Date.now() < until) {
    const share = {
      seed: seed + next,
      path: values.path,
      count: Math.min(SHARE, count - next * SHARE),
      without: values.without,
      until,
    };
    next += 1;
    worker.postMessage(share);
    // Rejects where the worker has an error.
    const [{ ran, repaired, announced, failure }] = await once(worker, 'message');
    total.ran += ran;
    total.repaired += repaired;
    total.announced += announced;
    total.failed += failure ? 1 : 0;
    if (failure) console.log(wordsOf(failure));
  }
  worker.postMessage(null);
}

function summarize() {
  const minutes = (Date.now() - start) / 60_000;
  console.log(
    `${total.ran} programs, ${total.repaired} of them repaired, in ${minutes.toFixed(1)} min (${Math.round(total.ran / minutes)} a minute): ` +
      `${total.failed} differ, ${total.announced} may differ as their suggestions say`,
  );
}

// Who stops it wants to know how far it has come.
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    summarize();
    process.exit(1);
  });
console.log(`seed ${seed}`);
await Promise.all(Array.from({ length: Number(values.lanes) }, lane));
summarize();
process.exitCode = total.failed > 0 ? 1 : 0;
