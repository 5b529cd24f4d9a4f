/**
 * Handles signals without changing their effect on the program.
 *
 * The effect of a signal depends on its listeners: without a listener it ends the process, and some programs count the listeners to
 * decide whether to end the process themselves. So our listener is not present while the program adds one, or while its own are
 * called; and once the program has handled a signal itself, ours is never the only one.
 */
import type { EventEmitter } from 'node:events';
import { isMainThread } from 'node:worker_threads';

/** The original: the program, or a test, may replace it. */
const kill = process.kill.bind(process);

const ENDING: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGINT', 'SIGHUP'];

/** Our listener of one signal. */
class Place {
  readonly #signal: NodeJS.Signals;
  readonly #listener: () => void;
  /** Whether the program has its own listener, or has had one. */
  taken: boolean;

  constructor(signal: NodeJS.Signals, listener: () => void, onTaken: () => void = () => {}) {
    this.#signal = signal;
    this.#listener = listener;
    this.taken = this.isShared();
    // Before Node's own listener of this event, which starts to deliver the signal to the process at its first listener.
    const emitter: EventEmitter = process;
    emitter.prependListener('newListener', (event: unknown, added: unknown) => {
      if (event !== signal || added === listener) return;
      this.taken = true;
      this.leave();
      onTaken();
    });
    emitter.on('removeListener', (event: unknown, removed: unknown) => {
      if (event === signal && removed !== listener && this.taken && !this.isShared()) this.leave();
    });
  }

  /** Whether the program has a listener now. */
  isShared(): boolean {
    return process.listeners(this.#signal).some((one) => one !== this.#listener);
  }

  /** Adds our listener as the first one. */
  occupy(): void {
    if (!process.listeners(this.#signal).includes(this.#listener))
      process.prependListener(this.#signal, this.#listener);
  }

  leave(): void {
    process.removeListener(this.#signal, this.#listener);
  }
}

/**
 * Reports on a signal. The process continues unless the program has handled the signal itself: then its own listeners decide, and
 * after the last of them has been removed, the signal has its usual effect.
 */
export function reportOn(signal: NodeJS.Signals, report: () => void): void {
  if (!isMainThread) return;
  const place = new Place(signal, onSignal, returnLater);
  place.occupy();

  function onSignal(): void {
    report();
    if (!place.isShared()) return;
    place.leave();
    returnLater();
  }

  /** Runs after the current code. Fake timers do not affect promises. */
  function returnLater(): void {
    void Promise.resolve().then(() => {
      if (place.isShared()) place.occupy();
    });
  }
}

/** Reports before a signal ends the process. */
export interface LastWord {
  /** Listens from now on, unless the program handles the signal itself, or has done so. */
  listen(): void;
  leave(): void;
}

/** The signals that end a process, except `except`. After the report, the signal ends the process as usual. */
export function reportBeforeEnd(except: string, report: () => void): LastWord {
  // On Windows, a process that sends itself a signal ends differently than by the key that caused the signal.
  const signals = isMainThread && process.platform !== 'win32' ? ENDING.filter((signal) => signal !== except) : [];
  const places = signals.map((signal) => {
    const place = new Place(signal, () => {
      report();
      place.leave();
      kill(process.pid, signal);
    });
    return place;
  });
  return {
    listen: () => places.filter(({ taken }) => !taken).forEach((place) => place.occupy()),
    leave: () => places.forEach((place) => place.leave()),
  };
}
