/**
 * Writes to standard error without any effect on the program: no error is thrown and no stream emits an error, even if the pipe,
 * the disk or the descriptor is not usable.
 */
import { Buffer } from 'node:buffer';
import { fstatSync, writeSync } from 'node:fs';
import { block, now } from './clock.js';
import { orElse } from './contain.js';

const DESCRIPTOR = 2;
/** Milliseconds to wait for a reader that does not read. The rest of the text is then dropped. */
const PATIENCE = 200;

const write = writeSync;
const stat = fstatSync;
const atStart = identity();

/** Writes now, as far as possible. */
export function toStandardError(text: string): void {
  // The program may have closed the descriptor, and opened another file that got its number.
  if (identity() !== atStart) return;
  orElse(() => {
    // Opens the stream as `console.error` does, so that a full pipe gives an error instead of blocking the process.
    void process.stderr;
    writeAll(Buffer.from(text));
  }, undefined);
}

function writeAll(bytes: Buffer): void {
  let rest = bytes;
  for (let until = now() + PATIENCE; rest.length > 0 && now() < until;) {
    const written = orWhenFull(() => write(DESCRIPTOR, rest), 0);
    if (written === 0) block(1);
    else until = now() + PATIENCE;
    rest = rest.subarray(written);
  }
}

function orWhenFull<Answer>(work: () => Answer, otherwise: Answer): Answer {
  try {
    return work();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return otherwise;
    throw error;
  }
}

/** Identifies the file of the descriptor, if the system supports it. */
function identity(): string {
  return orElse(() => {
    const { dev, ino, rdev } = stat(DESCRIPTOR);
    return [dev, ino, rdev].join(':');
  }, 'unknown');
}
