/** The environment variables of the run-time watcher. A wrong value is reported and replaced by the default. */
import { constants } from 'node:os';
import { printable } from './url.js';

export interface Settings {
  /** One stack is captured for this many requests; undefined unless set. */
  readonly sample: number | undefined;
  /** The signal to print on. */
  readonly signal: NodeJS.Signals | 'none';
  /** At exit: never, if something is open, or always. */
  readonly exit: '0' | '1' | 'always';
  readonly format: 'text' | 'json';
}

/**
 * Signals that cannot be handled, that signal a fault after which no listener can run, or that Node itself uses, for its profiler
 * and its child processes.
 */
const UNFIT = new Set([
  'SIGKILL',
  'SIGSTOP',
  'SIGBUS',
  'SIGFPE',
  'SIGILL',
  'SIGSEGV',
  'SIGABRT',
  'SIGIOT',
  'SIGTRAP',
  'SIGSYS',
  'SIGSTKFLT',
  'SIGPROF',
  'SIGCHLD',
  'SIGPIPE',
]);
/** The usable signals of this system. */
const SIGNALS = (Object.keys(constants.signals) as NodeJS.Signals[]).filter((signal) => !UNFIT.has(signal));

const KNOWN = ['HTTP_LEAK_EXIT', 'HTTP_LEAK_FORMAT', 'HTTP_LEAK_SAMPLE', 'HTTP_LEAK_SIGNAL'] as const;
/** Variables that are read elsewhere: one of the rules, and those of a run of tests. */
const OTHERS = ['HTTP_LEAK_THROW', 'HTTP_LEAK_RUN', 'HTTP_LEAK_JSON'];

/** The settings in the environment, and a message for each invalid variable. An empty variable counts as unset. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): {
  readonly settings: Settings;
  readonly complaints: readonly string[];
} {
  const complaints: string[] = [];

  function oneOf<Value extends string>(
    name: (typeof KNOWN)[number],
    values: readonly Value[],
    otherwise: Value,
  ): Value {
    const text = environment[name] ?? '';
    const value = values.find((one) => one === text);
    if (value === undefined && text !== '') ignore(name, text, `one of ${values.join(', ')}`);
    return value ?? otherwise;
  }

  function wholeNumber(name: (typeof KNOWN)[number]): number | undefined {
    const text = environment[name] ?? '';
    if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
    if (text !== '') ignore(name, text, 'a whole number from 1');
    return undefined;
  }

  function ignore(name: string, text: string, allowed: string): void {
    complaints.push(`${name}="${printable(text.slice(0, 40))}" is ignored. It takes ${allowed}.`);
  }

  for (const name of Object.keys(environment)) {
    const isKnown = [...KNOWN, ...OTHERS].some((known) => known === name);
    if (name.startsWith('HTTP_LEAK') && !isKnown)
      complaints.push(
        `${printable(name.slice(0, 80))} is ignored: there is no such variable. There are ${KNOWN.join(', ')}.`,
      );
  }
  const settings: Settings = {
    sample: wholeNumber('HTTP_LEAK_SAMPLE'),
    signal: oneOf('HTTP_LEAK_SIGNAL', ['none', ...SIGNALS], SIGNALS.includes('SIGUSR2') ? 'SIGUSR2' : 'none'),
    exit: oneOf('HTTP_LEAK_EXIT', ['0', '1', 'always'], '1'),
    format: oneOf('HTTP_LEAK_FORMAT', ['text', 'json'], 'text'),
  };
  return { settings, complaints };
}
