/**
 * `node --import eslint-plugin-http-leak/verify/register app.js`: prints what is open, by the stack that acquired it,
 * on a signal and at exit.
 *
 * - `HTTP_LEAK_SAMPLE`: capture the stack of one request in so many (100 unless said)
 * - `HTTP_LEAK_SIGNAL`: the signal to print on (`SIGUSR2` unless said, `none` for none)
 * - `HTTP_LEAK_EXIT`: `0` to print nothing at exit, `always` to print even if nothing is open
 * - `HTTP_LEAK_FORMAT`: `text` or `json`, one line per report
 */
import { after } from './clock.js';
import { wordsOf } from './contain.js';
import { readSettings } from './settings.js';
import { reportBeforeEnd, reportOn } from './signals.js';
import { snapshotOf, tableOf } from './snapshot.js';
import { toStandardError } from './stderr.js';
import { registry } from './watch.js';

/** Milliseconds after which the signals that end the process are left alone again where nothing is open. */
const CALM = 1000;

const { settings } = readSettings(process.env);

// Both module systems may load this module.
if (!registry.reporting) {
  registry.reporting = true;
  if (settings.sample === undefined) registry.every = 100;
  if (settings.signal !== 'none') reportOn(settings.signal, print);
  if (settings.exit !== '0') reportAtExit(settings.exit === 'always');
}

function reportAtExit(always: boolean): void {
  const printAtExit = (): void => {
    if (always || registry.busy) print();
  };
  process.on('exit', printAtExit);

  const lastWord = reportBeforeEnd(settings.signal, printAtExit);
  if (always) return lastWord.listen();
  // A process with a listener can be ended by a signal only where its event loop runs. So there is one only while
  // there is something to say.
  let listening = false;
  registry.onFirst = () => {
    if (listening) return;
    listening = true;
    lastWord.listen();
    after(CALM, leaveWhenCalm);
  };
  function leaveWhenCalm(): void {
    if (registry.busy) return after(CALM, leaveWhenCalm);
    listening = false;
    lastWord.leave();
  }
}

/** Written to standard error, so that the program's output stays what it is. */
function print(): void {
  toStandardError(`${report()}\n`);
}

function report(): string {
  try {
    const snapshot = snapshotOf(registry);
    return settings.format === 'json' ? JSON.stringify(snapshot) : tableOf(snapshot);
  } catch (error) {
    return `http-leak: no report, since it failed: ${wordsOf(error)}`;
  }
}
