/** Applies fix plans to the text of one file until nothing is left to apply. */
import { analyzeFile } from '../findings/analyze-file.js';
import type { Finding, RuleName } from '../findings/finding.js';
import { applyEdits, combine } from '../fixes/edits.js';
import { planFix, type FixPlan } from '../fixes/plan.js';
import { parseFile } from './parse.js';

export interface MigrateOptions {
  readonly rules: readonly RuleName[];
  /** Apply also what a person has to check. */
  readonly review: boolean;
  readonly release?: 'cancel' | 'drain' | undefined;
}

export interface Migrated {
  /** The new text; the old one where nothing was applied. */
  readonly text: string;
  readonly applied: number;
  /** What is still found, and why it was left. */
  readonly left: readonly { readonly line: number; readonly rule: RuleName; readonly reason: string }[];
}

/** A fix can uncover what another one hid; more rounds than this would be a circle. */
const MAX_ROUNDS = 10;

/**
 * Fixes one file.
 *
 * @throws where the text does not parse; never gives back a text that does not
 */
export function migrate(text: string, filename: string, options: MigrateOptions): Migrated {
  let current = text;
  let applied = 0;
  for (let round = 0; ; round += 1) {
    const planned = plan(current, filename, options);
    const chosen = round < MAX_ROUNDS ? planned.filter(({ plan: { verdict } }) => verdict === 'safe' || (verdict === 'review' && options.review)) : [];
    const apart = chosen.reduce<typeof chosen>((kept, one) => (combine([...kept, one].flatMap(({ plan: { edits } }) => edits)) ? [...kept, one] : kept), []);
    const edits = combine(apart.flatMap(({ plan: { edits: own } }) => own));
    if (!edits || edits.length === 0) return { text: current, applied, left: planned.map(({ finding, plan: { reason, verdict } }) => ({ line: finding.line, rule: finding.rule, reason: verdict === 'safe' ? 'the fixes go round in circles' : reason })) };
    const next = applyEdits(current, edits);
    parseFile(next, filename);
    current = next;
    applied += apart.length;
  }
}

function plan(text: string, filename: string, { rules, release }: MigrateOptions): { finding: Finding; plan: FixPlan }[] {
  const source = parseFile(text, filename);
  const { findings } = analyzeFile(source, { strict: false, types: false, filename });
  return findings.filter(({ rule }) => rules.includes(rule)).map((finding) => ({ finding, plan: planFix(source, finding, { release, types: false }) }));
}
