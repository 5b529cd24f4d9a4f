/** Fix plans: a finding goes in, edits with a verdict come out. Plain data with offsets, for every host to apply. */
import { inferenceFor } from '../findings/analyze-file.js';
import type { Exit, Finding } from '../findings/finding.js';
import { NO_SETTINGS, settingsKey, type Settings } from '../protocols/settings.js';
import { Tokens } from '../syntax/tokens.js';
import type { SourceFile } from '../syntax/unit.js';
import { whyLeftOpen } from './agents.js';
import { best, candidateOf, isGood, type Candidate } from './candidates.js';
import { keepsDirectives } from './directives.js';
import type { Edit } from './edits.js';
import { FixContext, type FixEnvironment } from './fix-context.js';
import { isAssertion } from './helpers.js';
import { Layout } from './layout.js';
import { Names } from './names.js';
import { Reach } from './reachability.js';
import { STRATEGIES } from './strategies.js';

export interface FixPlan {
  /** `safe`: behaviour is kept on every path in sight. `review`: a person has to check `reason` first. `none`: nothing is written. */
  readonly verdict: Verdict;
  /** What to check, or why there is no fix; empty for a safe plan. */
  readonly reason: string;
  /** Sorted, apart, all in the file of the finding. */
  readonly edits: readonly Edit[];
  /** What the edits do, as an editor shows it. */
  readonly title: string;
  /** The strategies that were asked, in this order, and what each said; the one that was chosen has `isChosen`. */
  readonly considered: readonly Considered[];
}

export type Verdict = 'safe' | 'review' | 'none';

/** One strategy that was asked. */
export interface Considered {
  readonly strategy: string;
  readonly verdict: Verdict;
  /** What would have to be checked, or why it refused; empty for a safe plan. */
  readonly reason: string;
  readonly isChosen: boolean;
}

export interface FixOptions {
  /** How to end the duty; by default, as the measurements suggest for the client. */
  readonly release?: 'cancel' | 'drain' | undefined;
  /** Whether to ask the checker where the file has one. */
  readonly types?: boolean;
  readonly settings?: Settings;
}

const known = new WeakMap<object, Map<string, FixEnvironment>>();

/**
 * Plans the fix of one finding.
 *
 * @param source the file as it was analysed; its comments are needed so that none is lost
 * @returns a plan, also where nothing can be done; never throws for odd code
 */
export function planFix(source: SourceFile, finding: Finding, options: FixOptions = {}): FixPlan {
  try {
    return planFor(new FixContext(environmentOf(source, options), finding, options.release ?? null));
  } catch (error) {
    if (process.env['HTTP_LEAK_THROW'] === '1') throw error;
    return none('the code could not be followed');
  }
}

function planFor(site: FixContext): FixPlan {
  const exits = exitsToMend(site);
  if (typeof exits === 'string') return none(exits);
  const asked = ask(site, exits);
  const chosen = best(asked);
  const objection = chosen?.verdict === 'safe' ? objectionTo(site) : null;
  if (!chosen) return none('nothing should be written there');
  const { verdict, reason, edits, strategy } = chosen;
  return {
    verdict: objection === null ? verdict : 'review',
    reason: objection ?? reason,
    edits,
    title: verdict === 'none' ? '' : strategy.title,
    considered: asked.map((one) => ({
      strategy: one.strategy.name,
      verdict: one.verdict,
      reason: one.reason,
      isChosen: one === chosen,
    })),
  };
}

/** The exits to mend; else why the finding is left to a person, whatever could be written. */
function exitsToMend(site: FixContext): readonly Exit[] | string {
  const { rule, exits } = site.finding;
  switch (rule) {
    case 'no-unconsumed-body':
      return bodyExits(site);
    case 'no-unclosed-agent':
      return whyLeftOpen(site) ?? exits;
    case 'no-orphaned-body':
      return 'keeping the response may change what the function returns';
    case 'no-locked-cancel':
    case 'no-premature-close':
      return exits;
  }
}

function bodyExits(site: FixContext): readonly Exit[] | string {
  const caught = site.finding.exits.filter(({ inError }) => !inError);
  if (caught.length === 0) return 'the response is in the error of the request: end it where that is caught';
  const exits = caught.filter((exit) => !isAssertion(site, exit));
  return exits.length > 0 ? exits : 'an assertion that fails ends the test: read the body first where that matters';
}

/** What the strategies plan, rank by rank, until one of a rank has a plan that no later one could better. */
function ask(site: FixContext, exits: readonly Exit[]): readonly Candidate[] {
  const strategies = STRATEGIES[site.finding.rule];
  const asked: Candidate[] = [];
  for (const rank of new Set(strategies.map((strategy) => strategy.rank))) {
    for (const strategy of strategies)
      if (strategy.rank === rank && strategy.applies(site, exits))
        asked.push(withDirectives(site, candidateOf(strategy, strategy.plan(site, exits))));
    if (asked.some((one) => isGood(one))) break;
  }
  return asked;
}

/** A plan that would part a comment from the line it speaks about is left to a person. */
function withDirectives(site: FixContext, candidate: Candidate): Candidate {
  if (candidate.verdict !== 'safe' || keepsDirectives(site, candidate.edits)) return candidate;
  const reason = 'A comment that speaks to a tool about this line would stand at another one: move it along.';
  return { ...candidate, verdict: 'review', reason };
}

/** What any release would set off besides itself. */
function objectionTo(site: FixContext): string | null {
  if (site.isSending && site.protocol.endsUpload)
    return 'The request may still be sending its body, which ends with the response: check that the server needs no more of it.';
  if (site.isHeard) return 'Listeners of the stream will be called once it is released: check what they do.';
  return null;
}

const none = (reason: string): FixPlan => ({ verdict: 'none', reason, edits: [], title: '', considered: [] });

function environmentOf(source: SourceFile, { types = true, settings = NO_SETTINGS }: FixOptions): FixEnvironment {
  let byMode = known.get(source.ast);
  if (!byMode) known.set(source.ast, (byMode = new Map<string, FixEnvironment>()));
  const mode = `${types} ${settingsKey(settings)}`;
  let environment = byMode.get(mode);
  if (!environment) {
    const { unit, summaries } = inferenceFor(source, { strict: false, types, settings });
    const tokens = new Tokens(source.ast);
    environment = {
      unit,
      tokens,
      oracle: summaries.oracle,
      summaries,
      layout: new Layout(unit, tokens),
      names: new Names(unit, tokens),
      reach: new Reach(unit, (root) => summaries.graph(unit, root)),
    };
    byMode.set(mode, environment);
  }
  return environment;
}
