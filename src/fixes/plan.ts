/** Fix plans: a finding goes in, edits with a verdict come out. Plain data with offsets, for every host to apply. */
import type { Exit, Finding } from '../findings/finding.js';
import { NO_SETTINGS, settingsKey, type Settings } from '../protocols/settings.js';
import { Unit, type SourceFile } from '../syntax/unit.js';
import { Oracle } from '../types/oracle.js';
import { planAgent } from './agents.js';
import { combine, type Edit } from './edits.js';
import { planReleaseAtFrontier } from './release-at-frontier.js';
import { planLockedCancel, planPrematureClose } from './faults.js';
import { keepsDirectives } from './directives.js';
import { planFinally } from './finally.js';
import { isAssertion, planHelper } from './helpers.js';
import { planAtOnce, planKept, planReleaseUnnamed } from './release-unnamed.js';
import { Layout } from './layout.js';
import { withoutInner, planReleaseAtExit, planOverwritten } from './release-at-exit.js';
import { Names } from './names.js';
import { planNamedParameter } from './name-callback-parameter.js';
import { planRace } from './races.js';
import { Reach } from './reachability.js';
import { refuse, FixContext, type Part, type FixEnvironment } from './fix-context.js';
import { planReleaseList } from './release-list.js';

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

/** Above this number of releases, one `finally` is easier to read. */
const MANY = 3;

/** Above this number of exits none gets a release of its own: planning stays linear in what a generated function can have. */
const MAX_EXITS = 24;

const THROWN = 'a call that merely might throw needs a `finally`';

const known = new WeakMap<object, Map<string, FixEnvironment>>();

/**
 * Plans the fix of one finding.
 *
 * @param source the file as it was analysed; its comments are needed so that none is lost
 * @returns a plan, also where nothing can be done; never throws for odd code
 */
export function planFix(source: SourceFile, finding: Finding, options: FixOptions = {}): FixPlan {
  try {
    const site = new FixContext(surroundingsOf(source, options), finding, options.release ?? null);
    return withObjections(site, planFor(site));
  } catch (error) {
    if (process.env['HTTP_LEAK_THROW'] === '1') throw error;
    return none('the code could not be followed');
  }
}

function planFor(site: FixContext): FixPlan {
  switch (site.finding.rule) {
    case 'no-unconsumed-body':
      return planBody(site);
    case 'no-unclosed-agent':
      return merge([planAgent(site)], 'Close the agent, or share it');
    case 'no-locked-cancel':
      return merge([planLockedCancel(site, site.finding)], 'Cancel only what can be cancelled');
    case 'no-premature-close':
      return merge([planPrematureClose(site)], 'Let the agent close once the body has been read');
    case 'no-orphaned-body':
      return none('keeping the response may change what the function returns');
  }
}

function planBody(site: FixContext): FixPlan {
  const title = 'Release the body on the paths that leak it';
  const caught = site.finding.exits.filter(({ inError }) => !inError);
  if (caught.length === 0) return none('the response is in the error of the request: end it where that is caught');
  const exits = caught.filter((exit) => !isAssertion(site, exit));
  if (exits.length === 0) return none('an assertion that fails ends the test: read the body first where that matters');
  const race = planRace(site);
  if (race && !('refused' in race)) return merge([race], 'Release the loser of the race');
  const { isUnused } = site;
  const { gives } = site.finding;
  const kept = isUnused && gives.length > 0 ? merge([planKept(site)], title) : null;
  if (kept?.verdict === 'safe') return kept;
  const early = merge([planReleaseAtFrontier(site, exits)], title);
  const plan = planExits(site, exits, early, title);
  return early.verdict === 'safe' &&
    (plan.verdict !== 'safe' || (releasesOf(early) <= MANY && sizeOf(early) < sizeOf(plan) + (isUnused ? 1 : 0)))
    ? early
    : plan;
}

/** A plan that would set off more than the release is left to a person. */
function withObjections(site: FixContext, plan: FixPlan): FixPlan {
  if (plan.verdict !== 'safe') return plan;
  const objection = objectionTo(site, plan);
  return objection === null ? plan : { ...plan, verdict: 'review', reason: objection };
}

function objectionTo(site: FixContext, { edits }: FixPlan): string | null {
  if (!keepsDirectives(site.unit, edits))
    return 'A comment that speaks to a tool about this line would stand at another one: move it along.';
  if (site.isSending && site.protocol.endsUpload)
    return 'The request may still be sending its body, which ends with the response: check that the server needs no more of it.';
  if (site.isHeard) return 'Listeners of the stream will be called once it is released: check what they do.';
  return null;
}

/** A release at every exit; a `finally` where that is not possible, or where there are many and none of them is waited for. */
function planExits(site: FixContext, exits: readonly Exit[], early: FixPlan, title: string): FixPlan {
  const { isUnused } = site;
  const parts =
    exits.length > MAX_EXITS
      ? [refuse('too many paths leak it to mend each')]
      : exits.some(({ kind }) => kind === 'exception')
        ? [refuse(THROWN)]
        : withoutInner(
            site,
            exits.map((exit) => ({ exit, part: planExit(site, exit) })),
          ).map(({ part }) => part);
  // Where one of them would meet what has been read, the branches that have not read it are the place.
  if (
    early.verdict === 'safe' &&
    releasesOf(early) <= MANY &&
    parts.some((part) => 'edits' in part && part.isBehindReader)
  )
    return early;
  const plan = merge(parts, title);
  const isSooner = parts.some((part) => 'edits' in part && part.isBeforeWait);
  if ((exits.length <= MANY || isSooner) && plan.verdict === 'safe') return plan;
  const others = [
    exits.length > MANY || plan.verdict === 'none' ? planFinally(site) : null,
    isUnused && plan.verdict !== 'safe' ? planAtOnce(site) : plan.verdict === 'none' ? planReleaseList(site) : null,
  ];
  const plans = others.filter((part) => part !== null).map((part) => merge([part], title));
  return (
    plans.find(({ verdict }) => verdict === 'safe') ??
    (plan.verdict === 'none' ? plans.find(({ verdict }) => verdict === 'review') : undefined) ??
    plan
  );
}

function planExit(site: FixContext, exit: Exit): Part {
  if (exit.kind === 'helper') return planHelper(site, exit);
  if (exit.holders.length > 0) return planReleaseAtExit(site, exit);
  const overwritten = planOverwritten(site, exit);
  if (overwritten) return overwritten;
  const parameter = planNamedParameter(site, exit);
  return 'refused' in parameter ? planReleaseUnnamed(site) : parameter;
}

/** How much a reader of the change has to look at, whatever the layout: what is written, and every line that moves. */
const sizeOf = ({ edits }: FixPlan): number =>
  edits.reduce((size, { text }) => size + (text.replace(/[\s;]/g, '').length || MOVED), 0);

const releasesOf = ({ edits }: FixPlan): number => edits.filter(({ text }) => /\w/.test(text)).length;

/** What a line that moves counts, in characters. */
const MOVED = 10;

/** All parts or none: half a fix would hide the other half. */
function merge(parts: readonly Part[], title: string): FixPlan {
  const edits: Edit[] = [];
  let check: string | null = null;
  for (const part of parts) {
    if ('refused' in part) return none(part.refused);
    edits.push(...part.edits);
    check ??= part.check;
  }
  const combined = combine(edits);
  if (combined?.every(({ range: [start, end], text }) => start === end && text === ''))
    return none('nothing should be written there');
  if (!combined || combined.length === 0) return none('the places to change overlap');
  return { verdict: check === null ? 'safe' : 'review', reason: check ?? '', edits: combined, title };
}

const none = (reason: string): FixPlan => ({ verdict: 'none', reason, edits: [], title: '' });

function surroundingsOf(source: SourceFile, { types = true, settings = NO_SETTINGS }: FixOptions): FixEnvironment {
  let byMode = known.get(source.ast);
  if (!byMode) known.set(source.ast, (byMode = new Map<string, FixEnvironment>()));
  const mode = `${types} ${settingsKey(settings)}`;
  let surroundings = byMode.get(mode);
  if (!surroundings) {
    const given = new Unit(source, types);
    const oracle = new Oracle(given, settings);
    const unit = oracle.adopt(given);
    byMode.set(
      mode,
      (surroundings = { unit, oracle, layout: new Layout(unit), names: new Names(unit), reach: new Reach(unit) }),
    );
  }
  return surroundings;
}
