/** Fix plans: a finding goes in, edits with a verdict come out. Plain data with offsets, for every host to apply. */
import type { Exit, Finding } from '../findings/finding.js';
import { NO_SETTINGS, type Settings } from '../protocols/settings.js';
import { Unit, type SourceFile } from '../syntax/unit.js';
import { Oracle } from '../types/oracle.js';
import { combine, type Edit } from './edits.js';
import { planFinally } from './finally.js';
import { planHelper } from './helpers.js';
import { planNameless } from './hoist.js';
import { Layout } from './layout.js';
import { planLeaving } from './leaving.js';
import { planParameter } from './parameters.js';
import { Site, type Part } from './site.js';

export interface FixPlan {
  /** `safe`: behaviour is kept on every path in sight. `review`: a person has to check `reason` first. `none`: nothing is written. */
  readonly verdict: 'safe' | 'review' | 'none';
  /** What to check, or why there is no fix; empty for a safe plan. */
  readonly reason: string;
  /** Sorted, apart, all in the file of the finding. */
  readonly edits: readonly Edit[];
  /** What the edits do, as an editor shows it. */
  readonly title: string;
}

export interface FixOptions {
  /** How to end the duty; by default, as the measurements suggest for the client. */
  readonly release?: 'cancel' | 'drain' | undefined;
  /** Whether to ask the checker where the file has one. */
  readonly types?: boolean;
  readonly settings?: Settings;
}

/** Above this number of leaking exits, one `finally` is easier to read. */
const MANY = 3;

interface Surroundings {
  readonly unit: Unit;
  readonly oracle: Oracle;
  readonly layout: Layout;
}

const known = new WeakMap<object, Map<string, Surroundings>>();

/**
 * Plans the fix of one finding.
 *
 * @param source the file as it was analysed; its comments are needed so that none is lost
 * @returns a plan, also where nothing can be done; never throws for odd code
 */
export function planFix(source: SourceFile, finding: Finding, options: FixOptions = {}): FixPlan {
  if (finding.rule !== 'no-unconsumed-body') return none('this rule has no fix yet');
  try {
    return planBody(source, finding, options);
  } catch (error) {
    if (process.env['HTTP_LEAK_THROW'] === '1') throw error;
    return none('the code could not be followed');
  }
}

function planBody(source: SourceFile, finding: Finding, options: FixOptions): FixPlan {
  const { unit, oracle, layout } = surroundingsOf(source, options);
  const site = new Site(unit, oracle, layout, finding, options.release ?? null);
  const each = finding.exits.map((exit) => planExit(site, exit));
  const plan = merge(each);
  const isMessy = finding.exits.length > MANY || plan.verdict === 'none';
  const whole = isMessy ? merge([planFinally(site, finding)]) : null;
  if (!whole || whole.verdict === 'none') return plan;
  return plan.verdict === 'safe' && whole.verdict !== 'safe' ? plan : whole;
}

function planExit(site: Site, exit: Exit): Part {
  if (exit.kind === 'helper') return planHelper(site, exit);
  if (exit.kind === 'exception') return { refused: 'a call that merely might throw needs a `finally`' };
  if (exit.holders.length > 0) return planLeaving(site, exit);
  const parameter = planParameter(site, exit);
  return 'refused' in parameter ? planNameless(site) : parameter;
}

/** All parts or none: half a fix would hide the other half. */
function merge(parts: readonly Part[]): FixPlan {
  const edits: Edit[] = [];
  let check: string | null = null;
  for (const part of parts) {
    if ('refused' in part) return none(part.refused);
    edits.push(...part.edits);
    check ??= part.check;
  }
  const combined = combine(edits);
  if (!combined || combined.length === 0) return none('the places to change overlap');
  return { verdict: check === null ? 'safe' : 'review', reason: check ?? '', edits: combined, title: 'Release the body on the paths that leak it' };
}

const none = (reason: string): FixPlan => ({ verdict: 'none', reason, edits: [], title: '' });

function surroundingsOf(source: SourceFile, { types = true, settings = NO_SETTINGS }: FixOptions): Surroundings {
  let byMode = known.get(source.ast);
  if (!byMode) known.set(source.ast, (byMode = new Map()));
  let surroundings = byMode.get(String(types));
  if (!surroundings) {
    const unit = new Unit(source, types);
    byMode.set(String(types), (surroundings = { unit, oracle: new Oracle(unit, settings), layout: new Layout(unit) }));
  }
  return surroundings;
}
