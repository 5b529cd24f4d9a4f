import type { Failure } from './search.mjs';

export function wordsOf(failure: Failure): string;
