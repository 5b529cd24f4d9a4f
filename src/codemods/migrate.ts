/** Fixes the text of one file, without types, without ESLint, and without its disable comments. */
import path from 'node:path';
import { analyzeFile } from '../findings/analyze-file.js';
import type { RuleName } from '../findings/finding.js';
import { planFixes } from '../fixes/plan.js';
import { ImportedProject } from '../imports/imported-project.js';
import { parseFile } from '../types/parse-file.js';
import { importOf, mentions, systemOf, type HelperImport } from './helper-import.js';
import { rounds, type Outcome, type Planned } from './rounds.js';

export interface MigrateOptions {
  readonly rules: readonly RuleName[];
  /** Also apply fixes that a person has to check. */
  readonly review: boolean;
  readonly release?: 'cancel' | 'drain' | undefined;
  /** A function that repairs are to call: its module, which has to be there, and its export. */
  readonly helper?: { readonly file: string; readonly name: string } | undefined;
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
  const use = options.helper ? importIn(text, filename, options.helper) : null;
  const helped = use && run(text, filename, options, use);
  const isCalled = helped && mentions(parseFile(helped.text, filename), options.helper!.name);
  const value = isCalled ? helped : run(text, filename, options, null);
  return {
    text: value.text,
    applied: value.applied.length,
    left: value.left.map(({ finding: { line, rule }, reason }) => ({ line, rule, reason })),
  };
}

/** How the file imports the function; null where it cannot. */
function importIn(
  text: string,
  filename: string,
  { file, name }: NonNullable<MigrateOptions['helper']>,
): HelperImport | null {
  const source = { ...parseFile(text, filename), filename: path.resolve(filename) };
  const module = { kind: 'file', file: path.resolve(file) } as const;
  const system = module.file === source.filename ? null : systemOf(source);
  const style = system === 'commonjs' ? 'bare' : 'emitted';
  return system && importOf(source, { module, name }, system, style);
}

function run(text: string, filename: string, options: MigrateOptions, use: HelperImport | null): Outcome {
  const steps = rounds(text, options.review ? 'review' : 'safe', use?.edits);
  let step = steps.next();
  while (step.done !== true) step = steps.next(plan(step.value, filename, options, use));
  return step.value;
}

function plan(
  text: string,
  filename: string,
  { rules, release, helper: wanted }: MigrateOptions,
  use: HelperImport | null,
): Planned[] {
  const source = {
    ...parseFile(text, filename),
    imports: ImportedProject.importsOf(parseFile, parseFile, path.resolve(filename)),
  };
  const { findings } = analyzeFile(source, { strict: false, types: false, filename });
  const asked = findings.filter(({ rule }) => rules.includes(rule));
  const helper = use && wanted ? { from: use.from, name: wanted.name, created: null, isTrusted: false } : undefined;
  const plans = planFixes(source, findings, asked, { release, types: false, helper });
  return asked.map((finding, index) => ({ finding, plan: plans[index]! }));
}
