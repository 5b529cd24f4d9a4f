/**
 * `node --import eslint-plugin-http-leak/verify/register app.js`: prints what is open, by the stack that acquired it, on a signal and at exit.
 *
 * - `HTTP_LEAK_SAMPLE`: capture the stack of one request in so many (100 unless said)
 * - `HTTP_LEAK_SIGNAL`: the signal to print on (`SIGUSR2` unless said, `none` for none)
 * - `HTTP_LEAK_EXIT`: `0` to print nothing at exit, `always` to print even if nothing is open
 * - `HTTP_LEAK_FORMAT`: `text` or `json`, one line per report
 */
import { snapshotOf, tableOf } from './snapshot.js';
import { registry } from './watch.js';

const { HTTP_LEAK_SIGNAL: signal = 'SIGUSR2', HTTP_LEAK_EXIT: atExit = '1', HTTP_LEAK_FORMAT: format = 'text', HTTP_LEAK_SAMPLE: sample } = process.env;

if (sample === undefined) registry.every = 100;

if (signal !== 'none') process.on(signal as NodeJS.Signals, () => print());
if (atExit !== '0') process.on('exit', () => print(atExit === 'always'));

/** Written to standard error, so that the program's output stays what it is. */
function print(always = true): void {
  const snapshot = snapshotOf(registry);
  if (!always && snapshot.bodies === 0 && snapshot.waiting === 0) return;
  process.stderr.write(format === 'json' ? `${JSON.stringify(snapshot)}\n` : `${tableOf(snapshot)}\n`);
}
