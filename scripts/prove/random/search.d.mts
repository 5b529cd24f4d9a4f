import type { Executor } from './executor.mjs';
import type { Repair, Repaired } from './repair.mjs';

export interface Failure extends Repaired {
  readonly seed: number;
  readonly path: string;
  readonly kind: string;
  readonly before: string;
  readonly was: string;
  readonly now: string;
}

export function search(
  options: {
    readonly seed: number;
    readonly count: number;
    readonly path?: string;
    readonly without?: readonly string[];
    readonly until?: number;
  },
  repair: Repair,
  executor: Executor,
): Promise<{
  readonly ran: number;
  readonly repaired: number;
  readonly announced: number;
  readonly failure: Failure | null;
}>;
