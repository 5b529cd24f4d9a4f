/**
 * Signals, listened to beside the program without a change to what they do to it.
 *
 * What a signal does depends on who listens: without a listener it ends the process, and many a program counts the
 * listeners to find out whether that is up to it. So ours is not among
 * them while the program adds one, nor while its own are called; and once the program has handled a signal itself,
 * ours is never the only one.
 */
import type { EventEmitter } from 'node:events';
import { isMainThread } from 'node:worker_threads';

const ENDING: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGINT', 'SIGHUP'];

/** Our listener to one signal. */
class Place {
  readonly #signal: NodeJS.Signals;
  readonly #listener: () => void;
  /** Whether the program has a listener of its own, or has had one. */
  taken: boolean;

  constructor(signal: NodeJS.Signals, listener: () => void, onTaken: () => void = () => {}) {
    this.#signal = signal;
    this.#listener = listener;
    this.taken = this.isShared();
    // Before Node's own listener to this event, which has the system deliver the signal if none of ours has.
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

  /** Whether the program listens now. */
  isShared(): boolean {
    return process.listeners(this.#signal).some((one) => one !== this.#listener);
  }

  /** Ours comes first. */
  occupy(): void {
    if (!process.listeners(this.#signal).includes(this.#listener))
      process.prependListener(this.#signal, this.#listener);
  }

  leave(): void {
    process.removeListener(this.#signal, this.#listener);
  }
}

/**
 * Reports on a signal. The process goes on unless the program has handled the signal itself: then its own listeners
 * say what becomes of it, and after the last of them is gone the
 * signal does what it does without us.
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

  /** When the code that runs now is done. No fake timers stop a promise. */
  function returnLater(): void {
    void Promise.resolve().then(() => {
      if (place.isShared()) place.occupy();
    });
  }
}

/** Reports before a signal ends the process. */
export interface LastWord {
  /** Listens from now on, unless the program handles the signal itself, or has. */
  listen(): void;
  leave(): void;
}

/** The signals that ask a process to end, apart from `except`. Once the report is made, the process ends by the signal as it would have. */
export function reportBeforeEnd(except: string, report: () => void): LastWord {
  // On Windows, a process that sends itself a signal ends otherwise than by the key that caused it.
  const signals = isMainThread && process.platform !== 'win32' ? ENDING.filter((signal) => signal !== except) : [];
  const places = signals.map((signal) => {
    const place = new Place(signal, () => {
      report();
      place.leave();
      process.kill(process.pid, signal);
    });
    return place;
  });
  return {
    listen: () => places.filter(({ taken }) => !taken).forEach((place) => place.occupy()),
    leave: () => places.forEach((place) => place.leave()),
  };
}
