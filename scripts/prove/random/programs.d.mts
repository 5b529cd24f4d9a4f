import type { Arbitrary } from 'fast-check';

/** The names of the kinds of statements. */
export const kinds: readonly string[];
export function programs(options?: { readonly without?: readonly string[] }): Arbitrary<string>;
