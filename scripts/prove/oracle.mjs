/** Runs modules in processes of their own, and judges what they leave open. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const runner = fileURLToPath(new URL('./runner.mjs', import.meta.url));
/** How many modules wait side by side in one process: most of a run is waiting. */
const SIDE_BY_SIDE = 6;

/**
 * Runs jobs, many at a time.
 *
 * @param jobs `{ file, path, server, limit }`
 * @param processes how many processes share them
 * @returns what runner.mjs says of each
 */
export async function runAll(jobs, processes) {
  const shares = Array.from({ length: processes }, (_, share) =>
    jobs.filter((_job, index) => index % processes === share),
  );
  const results = await Promise.all(shares.map((share) => run(share, SIDE_BY_SIDE)));
  return jobs.map((_, index) => results[index % processes][Math.floor(index / processes)]);
}

/** Runs one job with nothing beside it. */
export async function runAlone(job) {
  const [result] = await run([job], 1);
  return result;
}

async function run(jobs, concurrency) {
  if (jobs.length === 0) return [];
  const folder = mkdtempSync(path.join(tmpdir(), 'http-leak-run-'));
  try {
    const [input, output] = ['jobs.json', 'results.json'].map((name) => path.join(folder, name));
    writeFileSync(input, JSON.stringify(jobs));
    await promisify(execFile)(process.execPath, ['--no-warnings', runner, input, output, String(concurrency)], {
      env: { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: '0' },
      maxBuffer: 1 << 26,
    });
    return JSON.parse(readFileSync(output, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A read that failed because its agent, client or session went away. */
const CUT =
  /terminated|aborted|destroyed|premature close|session closed|ERR_STREAM_PREMATURE_CLOSE|UND_ERR_(?:DESTROYED|CLOSED|ABORTED)/i;
const LOCKED = /\blocked\b/i;

/**
 * Whether every run but the first two has left a connection more. A shared pool grows too, up to the number of requests that a run has open
 * at once, and no further.
 *
 * @param idle open connections after each run
 */
export function isGrowing(idle) {
  return idle.at(-1) - idle[1] >= idle.length - 2;
}

/** What is wrong with a run: a set of words, empty for a clean one. */
export function faultsOf({ outcomes, unfinished, idle, stray, error }) {
  if (error) return new Set([`does not load: ${error.split('\n')[0]}`]);
  const faults = new Set();
  const causes = outcomes.map((outcome) => outcome.causes);
  const isLocked = [...causes, ...stray].some((text) => LOCKED.test(text));
  if (unfinished.length > 0) faults.add('leaks a body');
  if (isGrowing(idle)) faults.add('leaks an agent');
  if (outcomes.some(({ end }) => end === 'does not settle')) faults.add('does not settle');
  if (isLocked) faults.add('locked');
  else if (stray.length > 0) faults.add('stray rejection');
  if (!isLocked && causes.some((text) => CUT.test(text))) faults.add('cut off');
  return faults;
}

const TIMES = /\b\d+(?:\.\d+)? ?(?:ms|µs|s|sec|seconds?)\b/g;

/** Whether results, errors and what is printed are the same; where the runs of one differ among themselves, up to numbers and the order of lines. */
export function isSameOutcome(before, after) {
  const texts = ({ outcomes }) => outcomes.map(({ end, prints }) => [end, ...prints].join('\n').replace(TIMES, 'TIME'));
  const [olds, news] = [texts(before), texts(after)];
  const loosely = (text) =>
    text
      .split('\n')
      .sort()
      .join('\n')
      .replace(/\d+(?:\.\d+)?/g, '#');
  const isSteady = new Set(olds).size === 1;
  return news.every((text) => (isSteady ? text === olds[0] : olds.some((old) => loosely(old) === loosely(text))));
}

/** Whether the server has received as much of every request as before, at least. */
export function isSameUpload({ outcomes: before }, { outcomes: after }) {
  const least = (outcomes) =>
    outcomes
      .map(({ received }) => received.reduce((sum, one) => sum + Number(one.split(' ').at(-1)), 0))
      .reduce((a, b) => Math.min(a, b), Infinity);
  return before.length === 0 || least(after) >= least(before);
}

/**
 * Whether calls that run at the same time come out as before. Every round has other delays, so what depends on them differs among the rounds before, and is no
 * promise to keep; true there.
 */
export function isSameTogether(before, after) {
  const rounds = ({ together }) => together.map((round) => round.join('\n').replace(TIMES, 'TIME'));
  const [olds, news] = [rounds(before), rounds(after)];
  if (new Set(olds).size !== 1 || olds[0].includes('does not settle')) return true;
  return news.every((text) => text === olds[0]);
}
