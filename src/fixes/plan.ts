/** Fix plans: a finding goes in, edits with a verdict come out. Plain data with offsets, for every host to apply. */
import { inferenceFor } from '../findings/analyze-file.js';
import type { Exit, Finding, RuleName } from '../findings/finding.js';
import { NO_SETTINGS, settingsKey, type Settings } from '../protocols/settings.js';
import { Tokens } from '../syntax/tokens.js';
import type { SourceFile } from '../syntax/unit.js';
import { whyLeftOpen } from './agents/after-last-use.js';
import { isUsedInBackground } from './safety/background.js';
import { hasBegunRead } from './safety/begun-reads.js';
import { isEnd } from './safety/hearing.js';
import { isWatched } from './safety/cancel-watchers.js';
import { candidateOf, type Candidate } from './candidates.js';
import { Certifier } from './certify.js';
import { keepsDirectives } from './text/directives.js';
import { apart } from './text/edits.js';
import { asksForEvents } from './safety/event-streams.js';
import { Draft, none, type FixPlan } from './fix-plan.js';
import { FixContext, type FixEnvironment } from './fix-context.js';
import { HelperFunctions, type WantedHelper } from './helpers/functions.js';
import { isAssertion } from './bodies/in-callee.js';
import { Layout } from './text/layout.js';
import { Names } from './text/names.js';
import { isPiped } from './bodies/piped.js';
import { Reach } from './safety/reachability.js';
import { mayLackBody } from './safety/stand-ins.js';
import { STRATEGIES } from './strategies.js';

export interface FixOptions {
  /** How to end the duty; by default, as the measurements suggest for the client. */
  readonly release?: 'cancel' | 'drain' | undefined;
  /** Whether the findings are also those of calls that merely might throw. */
  readonly strict?: boolean;
  /** Whether to ask the checker where the file has one. */
  readonly types?: boolean;
  readonly settings?: Settings;
  /** A function that the file imports, to be called wherever it does what a release does. */
  readonly helper?: WantedHelper | undefined;
}

const known = new WeakMap<object, Map<string, FixEnvironment>>();

/**
 * Plans the fixes of some findings of a file. Plans that are `safe` have been applied in memory, and hold there.
 *
 * @param source the file as it was analysed; its comments are needed so that none is lost
 * @param all every finding of the file
 * @param asked those to plan for
 * @returns a plan for each, also where nothing can be done; never throws for odd code
 */
export function planFixes(
  source: SourceFile,
  all: readonly Finding[],
  asked: readonly Finding[] = all,
  options: FixOptions = {},
): FixPlan[] {
  const { strict = false, types = true, settings = NO_SETTINGS } = options;
  const mode = { strict, types, settings };
  return guarded(
    () => {
      const drafts = asked.map((finding) => draftOf(source, finding, options));
      const open = drafts.filter((draft) => draft instanceof Draft);
      if (open.some((draft) => draft.proposal()))
        certify(new Certifier(source, inferenceFor(source, mode), all, { ...mode, helper: options.helper }), open);
      return drafts.map((draft) => (draft instanceof Draft ? draft.plan() : draft));
    },
    () => asked.map(() => none('the repaired code could not be followed')),
  );
}

/** A file that needs more checks than this has repairs that no check has seen, which are then left out. */
const MAX_CHECKS = 24;

/** Checks what is proposed, all that is apart at once; what fails so is checked by itself. */
function certify(certifier: Certifier, drafts: readonly Draft[]): void {
  const alone = new Set<Draft>();
  for (let checks = 0; ; checks++) {
    const proposals = drafts.flatMap((draft) => {
      const repair = draft.proposal();
      return repair ? [{ draft, repair, edits: repair.edits }] : [];
    });
    if (proposals.length === 0) return;
    if (checks === MAX_CHECKS) {
      for (const { draft } of proposals) draft.answer('the file has too many repairs to check each');
      continue;
    }
    const together = apart(proposals.filter(({ draft }) => !alone.has(draft)));
    const group = together.length > 0 ? together : proposals.slice(0, 1);
    const objections = certifier.check(group.map(({ repair }) => repair));
    for (const { draft, repair } of group) {
      const objection = objections.get(repair) ?? null;
      if (objection && group.length > 1) alone.add(draft);
      else draft.answer(objection);
    }
  }
}

/** A plan in the making; a plan where the code is odd, or nothing should be written. */
function draftOf(source: SourceFile, finding: Finding, options: FixOptions): Draft | FixPlan {
  return guarded(
    () => {
      const environment = environmentOf(source, options);
      const site = new FixContext(environment, finding, options.release ?? null);
      const exits = exitsToMend(site);
      if (typeof exits === 'string') return none(exits);
      const writtenOut = (): FixContext =>
        new FixContext({ ...environment, helpers: null }, finding, options.release ?? null);
      return new Draft(
        finding,
        ranks(site, exits),
        () => reservation(site),
        site.helperNames.size > 0 ? () => ranks(writtenOut(), exits) : null,
      );
    },
    () => none('the code could not be followed'),
  );
}

function guarded<T>(compute: () => T, otherwise: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (process.env['HTTP_LEAK_THROW'] === '1') throw error;
    return otherwise();
  }
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
    case 'no-body-reuse':
    case 'no-locked-cancel':
    case 'no-premature-close':
      return exits;
  }
}

function bodyExits(site: FixContext): readonly Exit[] | string {
  const caught = site.finding.exits.filter(({ inError, holders }) => !inError || holders.length > 0);
  if (caught.length === 0) return 'the response is in the error of the request: end its body where the error is caught';
  const own = caught.filter((exit) => innermost(exit).kind !== 'sink');
  if (own.length === 0)
    return isPiped(caught) ? caught : 'use `pipeline`, which ends the body when the destination closes';
  const exits = own.filter((exit) => !isAssertion(site, exit));
  return exits.length > 0 ? exits : 'a failed assertion ends the test: if that matters, read the body before it';
}

/** The exit in the callee that lets go of the resource, however deep. */
const innermost = (exit: Exit): Exit => (exit.inner ? innermost(exit.inner.exit) : exit);

/**
 * What the strategies plan, rank by rank; then the same without the calls that merely might throw, or without the errors that hold
 * the response, which stay reported.
 */
function* ranks(site: FixContext, all: readonly Exit[]): Generator<readonly Candidate[]> {
  const kind = all[0]?.kind;
  const named = STRATEGIES[site.finding.rule].filter(({ mends }) => mends === kind);
  const isNamed = named.length > 0 && all.every((exit) => exit.kind === kind);
  const strategies = isNamed ? named : STRATEGIES[site.finding.rule].filter(({ mends }) => mends === undefined);
  const without = [all.filter((exit) => exit.kind !== 'exception'), all.filter(({ inError }) => !inError)].filter(
    ({ length }) => length > 0 && length < all.length,
  );
  for (const exits of [all, ...without]) {
    const left = site.finding.exits.length - exits.length;
    // The others release what the request gives, and an error holds what it did not give.
    const isCaught = exits.some(({ inError }) => inError);
    for (const rank of new Set(strategies.map((strategy) => strategy.rank)))
      yield strategies
        .filter(
          (strategy) => strategy.rank === rank && (!isCaught || strategy.isUsual) && strategy.applies(site, exits),
        )
        .map((strategy) => withDirectives(site, candidateOf(strategy, strategy.plan(site, exits), left)));
  }
}

/** A plan that would part a comment from the line it is about is left to a person. */
function withDirectives(site: FixContext, candidate: Candidate): Candidate {
  if (candidate.verdict !== 'safe' || keepsDirectives(site, candidate.edits)) return candidate;
  const reason = 'A comment that controls a tool for this line would end up at another line: move it too.';
  return { ...candidate, verdict: 'review', reason };
}

/** The rules whose repairs write a release where the code has none. */
const RELEASING: ReadonlySet<RuleName> = new Set(['no-unconsumed-body', 'no-unclosed-agent']);

/** What any release would set off besides itself. */
function reservation(site: FixContext): string | null {
  // The others release nothing, or what the code releases anyway.
  if (!RELEASING.has(site.finding.rule)) return null;
  if (site.isSending && site.protocol.endsUpload)
    return 'The request may still be sending its body, and the release stops that: check that the server does not need the rest.';
  if (site.isUnused && site.protocol.resource === 'body' && asksForEvents(site))
    return 'The server may need the event stream to stay open: check that the stream is no longer needed.';
  if (isUsedInBackground(site))
    return 'Code that this function does not wait for may use the response later: check that it has ended before the release.';
  if (hasBegunRead(site))
    return 'The cancel ends a read that has begun: check that the result of the read is no longer needed.';
  if (site.made.isKept)
    return 'The function that returns the response also passes it to other code: check that no other code still needs it.';
  if (site.made.isOther && !site.releases.isAlwaysTyped)
    return 'The function that returns the response may also return another value: check that the written code handles that too.';
  if (mayLackBody(site)) return 'The file passes its own client: check that the responses of this client have a body.';
  if (isWatched(site)) return 'Code that waits for the end of the stream will notice the cancel: check what it does.';
  if (site.releases.isHeard || (site.protocol.resource === 'agent' && [...site.made.heard].some(isEnd)))
    return 'The release calls listeners of the stream: check what they do.';
  return null;
}

function environmentOf(
  source: SourceFile,
  { types = true, settings = NO_SETTINGS, helper }: FixOptions,
): FixEnvironment {
  let byMode = known.get(source.ast);
  if (!byMode) known.set(source.ast, (byMode = new Map<string, FixEnvironment>()));
  const mode = `${types} ${settingsKey(settings)} ${helper ? `${helper.from}#${helper.name}` : ''}`;
  let environment = byMode.get(mode);
  if (!environment) {
    const { unit, summaries } = inferenceFor(source, { strict: false, types, settings });
    const tokens = new Tokens(source.ast);
    const helpers = new HelperFunctions(unit, summaries, helper ?? null);
    environment = {
      unit,
      tokens,
      oracle: summaries.oracle,
      summaries,
      layout: new Layout(unit, tokens),
      names: new Names(unit, tokens, helpers),
      reach: new Reach(unit, (root) => summaries.graphs.of(unit, root)),
      helpers,
    };
    byMode.set(mode, environment);
  }
  return environment;
}
