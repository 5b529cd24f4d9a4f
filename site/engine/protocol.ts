/** What the playground and the worker that runs the engine tell each other: plain data. */
import type { RuleName } from '../../src/findings/finding.js';
import type { Edit } from '../../src/fixes/text/edits.js';

export type Language = 'js' | 'ts' | 'tsx';

export interface Question {
  readonly id: number;
  readonly code: string;
  readonly language: Language;
  readonly rules: readonly RuleName[];
  readonly strict: boolean;
  /** The default is what was measured to be better for the client. */
  readonly release?: 'cancel' | 'drain';
  /** The JSON of `settings['http-leak']`; empty for none. */
  readonly settings: string;
  /** Where to fetch the declarations of the platform; absent for an analysis without types. */
  readonly declarations?: string;
  /** Explain the calls on this line, and the graph of every function; absent if no explanation is shown. */
  readonly explain?: { readonly line: number | null };
}

export interface ShownStep {
  readonly range: readonly [number, number];
  readonly line: number;
  readonly text: string;
}

export interface ShownRepair {
  readonly verdict: 'safe' | 'review' | 'none';
  readonly title: string;
  readonly reason: string;
  readonly edits: readonly Edit[];
  /** The code after the repair. */
  readonly after: string;
}

export interface ShownFinding {
  readonly rule: RuleName;
  readonly range: readonly [number, number];
  readonly line: number;
  readonly message: string;
  /** Every path from the call to an exit. */
  readonly paths: readonly (readonly ShownStep[])[];
  readonly repair: ShownRepair;
}

export interface Answer {
  readonly id: number;
  readonly findings: readonly ShownFinding[];
  /** Why the code or the settings could not be read. */
  readonly problem: { readonly message: string; readonly at?: number } | null;
  /** Functions without a verdict. */
  readonly givenUp: readonly { readonly line: number; readonly reason: string }[];
  readonly isTyped: boolean;
  readonly explanation: { readonly line: readonly string[]; readonly functions: readonly string[] } | null;
}
