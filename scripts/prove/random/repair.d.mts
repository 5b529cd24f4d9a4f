export const RULES: readonly ('no-unconsumed-body' | 'no-unclosed-agent')[];

/** What was done, or is left to do, about one finding. */
export interface Site {
  readonly rule: string;
  readonly tag: string | undefined;
  readonly strategy: string | undefined;
  readonly verdict: string;
  readonly reason: string;
  /** Whether a function inside has the response, too. */
  readonly isCaptured: boolean;
}

export interface Repaired {
  readonly way: 'safe' | 'review';
  readonly text: string;
  readonly applied: readonly Site[];
  readonly left: readonly Site[];
  /** The tags of what is left open where any call may throw. */
  leftByErrors(): readonly (string | undefined)[];
}

export type Repair = (text: string) => readonly Repaired[];

/** The engine is that of the sources or that of the build. */
export function repairWith(engine: {
  readonly parseFile: unknown;
  readonly analyzeFile: unknown;
  readonly planFixes: unknown;
  readonly rounds: unknown;
}): Repair;
