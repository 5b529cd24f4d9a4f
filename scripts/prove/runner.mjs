/**
 * Runs compiled modules against a server and says what each leaves open: runner.mjs JOBS.json RESULTS.json CONCURRENCY,
 * where a job is `{ file, path, server, limit }` and a result `{ outcomes, together, unfinished, idle, stray, error }`.
 *
 * Every `main(url)` is called several times, so that what each call leaves open can be told from what is shared; and then several
 * times at once, so that what one call does in the middle of another shows.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import http from 'node:http';
import https from 'node:https';
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { format, inspect } from 'node:util';

// The collector must not tidy up what the code has lost.
globalThis.FinalizationRegistry = class {
  register() {}
  unregister() {
    return false;
  }
};
const { startServer } = await import('./server.mjs');
const { isGrowing } = await import('./oracle.mjs');

const RUNS = 4;
/** Where connections grow with every run, more runs tell an agent for each call from a pool that is not yet full. */
const MOST_RUNS = 10;
const GRACE = 300;
/** Rounds of calls at the same time, and how many make a round. */
const ROUNDS = 3;
const AT_ONCE = 3;
const ROUND_LIMIT = 1500;

const current = new AsyncLocalStorage();
for (const level of ['log', 'info', 'warn', 'error', 'debug'])
  console[level] = (...args) => void current.getStore()?.prints.push(`${level} ${format(...args)}`);

// The rejection cannot be assigned to a call: every running call may have caused it, and is run again alone.
const running = new Set();
for (const event of ['unhandledRejection', 'uncaughtException'])
  process.on(event, (error) => {
    for (const job of running) job.stray.push(`${event}: ${error?.message ?? error}`);
  });

/** Name, message and code of an error and of its causes. */
const anatomy = (error, depth = 0) =>
  error === undefined || error === null || depth > 3
    ? ''
    : `${error.name ?? ''} ${error.code ?? ''} ${error.message ?? String(error)} ${anatomy(error.cause, depth + 1)}`.trim();

async function callOnce(main, url, limit) {
  const run = { prints: [], end: 'does not settle', causes: '' };
  const settled = current.run(run, async () => {
    try {
      run.end = `returns ${inspect(await main(url), { depth: 4 })}`;
    } catch (error) {
      run.end = `throws ${error?.name}: ${error?.message ?? error}`;
      run.causes = anatomy(error);
    }
  });
  await Promise.race([settled, sleep(limit, undefined, { ref: false })]);
  return { ...run, prints: [...run.prints] };
}

async function execute({ file, path, server: protocol = 'http', limit = 4000 }) {
  const server = await startServer(protocol);
  const job = { stray: [] };
  running.add(job);
  try {
    const { main } = await import(pathToFileURL(file).href);
    const outcomes = [];
    const idle = [];
    for (let run = 0; run < RUNS || (run < MOST_RUNS && isGrowing(idle)); run += 1) {
      server.forget();
      outcomes.push(await callOnce(main, server.origin + path, limit));
      await patiently(
        () => !server.isReceiving() && server.unfinished().length === 0 && (run === 0 || server.idle() <= idle[0]),
        run === 0 ? GRACE / 3 : GRACE,
      );
      idle.push(server.idle());
      outcomes.at(-1).received = server.received();
    }
    const unfinished = server.unfinished();
    const together = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      server.forget();
      server.delayBy(round + 1);
      together.push(
        await Promise.all(Array.from({ length: AT_ONCE }, () => callOnce(main, server.origin + path, ROUND_LIMIT))),
      );
    }
    const neutral = (text) =>
      text.replaceAll(server.origin, 'ORIGIN').replaceAll(server.origin.replace(/.*:/, ''), 'PORT');
    return {
      outcomes: outcomes.map(({ end, prints, causes, received }) => ({
        end: neutral(end),
        prints: prints.map(neutral),
        causes,
        received,
      })),
      together: together.map((round) => round.map(({ end, prints }) => neutral([end, ...prints].join('\n'))).sort()),
      unfinished,
      idle,
      stray: [...job.stray],
    };
  } catch (error) {
    return { outcomes: [], together: [], unfinished: [], idle: [], stray: [], error: String(error?.stack ?? error) };
  } finally {
    running.delete(job);
    server.close();
  }
}

/** Waits until the test holds, but no longer than `limit` milliseconds. */
async function patiently(test, limit) {
  for (const start = performance.now(); !test() && performance.now() - start < limit;) await sleep(5);
}

const [jobs, results, concurrency] = [process.argv[2], process.argv[3], Number(process.argv[4])];
const list = JSON.parse(readFileSync(jobs, 'utf8'));
const done = [];
let next = 0;
await Promise.all(
  Array.from({ length: concurrency }, async () => {
    while (next < list.length) {
      const index = next;
      next += 1;
      done[index] = await execute(list[index]);
    }
  }),
);
http.globalAgent.destroy();
https.globalAgent.destroy();
writeFileSync(results, JSON.stringify(done));
process.exit(0);
