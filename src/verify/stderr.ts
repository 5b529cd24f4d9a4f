/**
 * Standard error, written to without any effect on the program: nothing is thrown and no stream emits an error,
 * whatever has become of the reader, the disk or the descriptor.
 */
import { Buffer } from 'node:buffer';
import { fstatSync, writeSync } from 'node:fs';
import { block, now } from './clock.js';
import { orElse } from './contain.js';

const DESCRIPTOR = 2;
/** Milliseconds to wait for a reader that takes nothing. The rest of the text is given up then. */
const PATIENCE = 200;

const write = writeSync;
const stat = fstatSync;
const atStart = identity();

/** Writes now, as far as that is possible. */
export function toStandardError(text: string): void {
  // The program may have closed the descriptor, and opened something else that got its number.
  if (identity() !== atStart) return;
  orElse(() => {
    // Opens the stream as `console.error` does, which makes a pipe say that it is full instead of blocking the process.
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

/** Which file the descriptor stands for, where the system says so. */
function identity(): string {
  return orElse(() => {
    const { dev, ino, rdev } = stat(DESCRIPTOR);
    return [dev, ino, rdev].join(':');
  }, 'unknown');
}
