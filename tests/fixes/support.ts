/** Plans of the findings in a piece of code, for tests. */
import { parseFile } from '../../src/types/parse-file.js';
import { analyzeFile } from '../../src/findings/analyze-file.js';
import type { Finding } from '../../src/findings/finding.js';
import { applyEdits } from '../../src/fixes/text/edits.js';
import type { FixPlan } from '../../src/fixes/fix-plan.js';
import { planFixes, type FixOptions } from '../../src/fixes/plan.js';

export interface Planned {
  readonly finding: Finding;
  readonly plan: FixPlan;
}

type Options = FixOptions & { readonly filename?: string; readonly strict?: boolean };

/** The findings of the code with their plans, by syntax and scopes alone. */
export function plansOf(code: string, options: Options = {}): Planned[] {
  const filename = options.filename ?? 'file.ts';
  const source = parseFile(code, filename);
  const { findings } = analyzeFile(source, { strict: options.strict ?? false, types: false, filename });
  const plans = planFixes(source, findings, findings, { types: false, ...options });
  return findings.map((finding, index) => ({ finding, plan: plans[index]! }));
}

/** What the fix of the only finding gives: the verdict (with what to check, or why there is none), and the new text. */
export function fix(code: string, options: Options = {}): string {
  // Second uses have tests of their own.
  const plans = plansOf(code, options).filter(({ finding }) => finding.rule !== 'no-body-reuse');
  if (plans.length !== 1) throw new Error(`${plans.length} findings`);
  const { verdict, reason, edits } = plans[0]!.plan;
  return [
    `${verdict}${reason ? `: ${reason}` : ''}`,
    ...(verdict === 'none' ? [] : [applyEdits(code, edits).trim()]),
  ].join('\n');
}
