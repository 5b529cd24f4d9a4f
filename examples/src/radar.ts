import { setTimeout as delay } from 'node:timers/promises';
import { ServiceError } from './errors.js';

const RADAR = 'https://radar.example.com/latest.png';
const ATTEMPTS = 5;

/** Leaks: every attempt that is told to wait leaves one connection behind. */
export async function radarImage(): Promise<Uint8Array> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const response = await fetch(RADAR);
    if (response.status === 503) {
      await delay(attempt * 200);
      continue;
    }
    return new Uint8Array(await response.arrayBuffer());
  }
  throw new ServiceError('radar', 503);
}

/** Clean: the answer of a failed attempt is cancelled before the next one starts. */
export async function radarImageOrCancel(): Promise<Uint8Array> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const response = await fetch(RADAR);
    if (response.status === 503) {
      await response.body?.cancel();
      await delay(attempt * 200);
      continue;
    }
    return new Uint8Array(await response.arrayBuffer());
  }
  throw new ServiceError('radar', 503);
}
