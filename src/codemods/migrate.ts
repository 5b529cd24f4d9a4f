/** Fixes the text of one file, without types, without ESLint, and without its disable comments. */
import path from 'node:path';
import { analyzeFile } from '../findings/analyze-file.js';
import type { RuleName } from '../findings/finding.js';
import { planFixes } from '../fixes/plan.js';
import { ImportedProject } from '../imports/imported-project.js';
import { parseFile } from '../types/parse-file.js';
import { rounds, type Planned } from './rounds.js';

export interface MigrateOptions {
  readonly rules: readonly RuleName[];
  /** Also apply fixes that a person has to check. */
  readonly review: boolean;
  readonly release?: 'cancel' | 'drain' | undefined;
}

export interface Migrated {
  /** The new text; the old text if no fix was applied. */
  readonly text: string;
  readonly applied: number;
  /** The remaining findings, and why they are left. */
  readonly left: readonly { readonly line: number; readonly rule: RuleName; readonly reason: string }[];
}

/**
 * Fixes one file.
 *
 * @throws if the text does not parse; the returned text always parses
 */
export function migrate(text: string, filename: string, options: MigrateOptions): Migrated {
  const steps = rounds(text, options.review ? 'review' : 'safe');
  let step = steps.next();
  while (step.done !== true) step = steps.next(plan(step.value, filename, options));
  const { value } = step;
  return {
    text: value.text,
    applied: value.applied.length,
    left: value.left.map(({ finding: { line, rule }, reason }) => ({ line, rule, reason })),
  };
}

function plan(text: string, filename: string, { rules, release }: MigrateOptions): Planned[] {
  const source = {
    ...parseFile(text, filename),
    imports: ImportedProject.importsOf(parseFile, parseFile, path.resolve(filename)),
  };
  const { findings } = analyzeFile(source, { strict: false, types: false, filename });
  const asked = findings.filter(({ rule }) => rules.includes(rule));
  const plans = planFixes(source, findings, asked, { release, types: false });
  return asked.map((finding, index) => ({ finding, plan: plans[index]! }));
}
