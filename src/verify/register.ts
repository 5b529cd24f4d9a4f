/**
 * `node --import eslint-plugin-http-leak/verify/register app.js`: prints open responses, grouped by the stack that acquired them, on a
 * signal and at exit.
 *
 * - `HTTP_LEAK_SAMPLE`: capture the stack of one request in this many (default 100)
 * - `HTTP_LEAK_SIGNAL`: the signal to print on (default `SIGUSR2`, `none` for no signal)
 * - `HTTP_LEAK_EXIT`: `0` to print nothing at exit, `always` to print even if nothing is open
 * - `HTTP_LEAK_FORMAT`: `text` or `json`, one line per report
 */
import { after } from './clock.js';
import { wordsOf } from './contain.js';
import { listenTo } from './listen.js';
import { readSettings } from './settings.js';
import { reportBeforeEnd, reportOn } from './signals.js';
import { snapshotOf, tableOf } from './snapshot.js';
import { toStandardError } from './stderr.js';
import { registry } from './watch.js';

/** Milliseconds without open responses after which the handlers of ending signals are removed. */
const CALM = 1000;

const { settings } = readSettings(process.env);

// ES and CommonJS copies of this module may both be loaded.
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
  listenTo(process, 'exit', printAtExit);

  const lastWord = reportBeforeEnd(settings.signal, printAtExit);
  if (always) return lastWord.listen();
  // With a listener, a signal can end the process only when its event loop runs. So there is a listener only while
  // there is something to report.
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

/** Writes to standard error, so that the output of the program is not changed. */
function print(): void {
  toStandardError(`${report()}\n`);
}

function report(): string {
  try {
    const snapshot = snapshotOf(registry);
    return settings.format === 'json' ? JSON.stringify(snapshot) : tableOf(snapshot);
  } catch (error) {
    return `http-leak: no report, because it failed: ${wordsOf(error)}`;
  }
}
