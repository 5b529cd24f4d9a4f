/** Every way to repair a finding, as rows of a table: when it applies, what it plans, and how early it is tried. */
import type { Exit, RuleName } from '../findings/finding.js';
import { isInField, planAgentInField } from './agents/fields.js';
import { planAgentAtExit } from './agents/at-exit.js';
import { planAgentFallback } from './agents/fallback.js';
import { isOfPromise, planAgentOfPromise } from './agents/of-promise.js';
import { isReplaced, planAgentDropped, planAgentReplaced } from './agents/replaced.js';
import { planAgentAfterUse, planAgentForModule, planAgentNamed } from './agents/after-last-use.js';
import { isLateClone, planCloneRead, planEarlierClone } from './reuse/clone-first.js';
import { planAwaitedRead, planLockedCancel, planPrematureClose } from './bodies/faults.js';
import { planFinally } from './release/finally.js';
import { refuse, type FixContext, type Part } from './fix-context.js';
import { planHelper } from './bodies/in-callee.js';
import { planNamedParameter } from './bodies/name-callback-parameter.js';
import { isParseHandled, planParseHandler } from './reuse/parse-handler.js';
import { isRaced, planRace } from './bodies/races.js';
import { planPiped } from './bodies/piped.js';
import { planReadOnce } from './reuse/read-once.js';
import { planOverwritten, planReleaseAtExit, withoutInner } from './bodies/at-exit.js';
import { planReleaseAtFrontier } from './bodies/at-frontier.js';
import { planReleaseList, planUnreadList } from './bodies/list.js';
import { planAtOnce, planKept, planReleaseUnnamed } from './bodies/unnamed.js';
import { planReleaseWithLock } from './bodies/with-lock.js';

export interface Strategy {
  /** What it is called in the docs and by `explain`. */
  readonly name: string;
  /** When it is tried, and what it writes, for the docs. */
  readonly when: string;
  readonly writes: string;
  /** What an editor shows. */
  readonly title: string;
  /** The strategies of a lower rank release sooner after the last use, and are tried first; the plans of one rank are compared. */
  readonly rank: number;
  /** If no strategy has a plan, the user is told why this one refused. */
  readonly isUsual?: true;
  /** The only strategy for findings all of whose exits are of this kind. */
  readonly mends?: Exit['kind'];
  applies(site: FixContext, exits: readonly Exit[]): boolean;
  /** @returns all edits of the repair, or none: half a fix would hide the other half */
  plan(site: FixContext, exits: readonly Exit[]): readonly Part[];
}

/** With more exits, no exit gets its own release. So planning stays linear for generated functions. */
const MAX_EXITS = 24;

const RELEASE = 'Release the body on the paths that leak it';
const CLOSE = 'Close the agent, or share it';
const always = (): boolean => true;

/** In the order in which they are tried. If plans are equally good, the first is chosen. */
export const STRATEGIES: Readonly<Record<RuleName, readonly Strategy[]>> = {
  'no-unconsumed-body': [
    {
      name: 'loser of a race',
      when: 'the promise of the response is passed to `Promise.race` or `Promise.any`',
      writes: 'a separate `.then()` that releases the response if it lost the race',
      title: 'Release the loser of the race',
      rank: 0,
      applies: isRaced,
      plan: (site) => [planRace(site)],
    },
    {
      name: 'when the destination closes',
      when: 'the body leaks only if the destination of its pipe closes first, and both are in constants',
      writes: "`destination.on('close', () => body.resume());` after the pipe",
      title: 'End the body when the destination closes',
      rank: 0,
      mends: 'sink',
      applies: always,
      plan: (site, exits) => exits.map((exit) => planPiped(site, exit)),
    },
    {
      name: 'right after the declaration',
      when: 'no path reads the response or hands it on',
      writes: 'the release after the declaration of the constant that has the response',
      title: RELEASE,
      rank: 0,
      applies: ({ isUnused, finding }) => isUnused && finding.gives.length > 0,
      plan: (site) => [planKept(site)],
    },
    {
      name: 'at every exit',
      when: 'there are no more than 24 exits, and none of them is a call that might throw',
      writes: 'the release before each exit that leaks, in a helper, in a callback, or where the value is dropped',
      title: RELEASE,
      rank: 1,
      isUsual: true,
      applies: always,
      plan: planEveryExit,
    },
    {
      name: 'where no code needs it any more',
      when: 'all exits are in the function that makes the request',
      writes: 'the release after the request, or on those branches that neither read the response nor hand it on',
      title: RELEASE,
      rank: 1,
      applies: always,
      plan: (site, exits) => [planReleaseAtFrontier(site, exits)],
    },
    {
      name: 'where the lock is released',
      when: 'the lock of the reader is released in one place',
      writes: '`await reader.cancel()` before it',
      title: RELEASE,
      rank: 2,
      applies: ({ resourceUses }) => resourceUses.some(({ kind }) => kind === 'unlocks'),
      plan: (site) => [planReleaseWithLock(site)],
    },
    {
      name: 'in a `finally`',
      when: 'more than three exits leak it, or there is no place for a release at one of them',
      writes: '`try { … } finally { … }` around the rest of the block',
      title: RELEASE,
      rank: 2,
      applies: always,
      plan: (site) => [planFinally(site)],
    },
    {
      name: 'in the chain of the promise',
      when: 'no path reads the response or hands it on',
      writes: 'a `.then()` that releases the response and returns it',
      title: RELEASE,
      rank: 3,
      applies: ({ isUnused }) => isUnused,
      plan: (site) => [planAtOnce(site)],
    },
    {
      name: 'all of an unread list',
      when: 'the response is in the result of `Promise.all`, a constant has that list, and no path reads an element or hands it on',
      writes: '`await Promise.all(answers.map((response) => …))` after the declaration',
      title: RELEASE,
      rank: 0,
      applies: ({ isUnused }) => isUnused,
      plan: (site) => [planUnreadList(site)],
    },
    {
      name: 'all of a list',
      when: 'the response is in the result of `Promise.all`',
      writes: 'a loop over the list in a `finally`, or a name for the elements that the pattern skips',
      title: RELEASE,
      rank: 3,
      applies: ({ isUnused }) => !isUnused,
      plan: (site) => [planReleaseList(site)],
    },
  ],
  'no-unclosed-agent': [
    {
      name: 'closed with its owner',
      when: 'the agent is in a field of a class',
      writes: 'the close at the end of `[Symbol.asyncDispose]()` or `[Symbol.dispose]()`',
      title: 'Close the agent when the object is disposed of',
      rank: 0,
      applies: isInField,
      plan: (site) => [planAgentInField(site)],
    },
    {
      name: 'closed before it is replaced',
      when: 'another agent is assigned to the same variable or field',
      writes: '`this.agent.close().catch(() => {});` before the assignment',
      title: 'Close the agent that is replaced',
      rank: 0,
      applies: isReplaced,
      plan: (site, exits) => exits.map((exit) => planAgentReplaced(site, exit)),
    },
    {
      name: 'closed before its map drops it',
      when: 'the agent is in a `Map` of the file, and `delete` removes it',
      writes: '`agents.get(key)?.close().catch(() => {});` before the `delete`',
      title: 'Close the agent that the map drops',
      rank: 0,
      mends: 'drop',
      applies: always,
      plan: (site, exits) => exits.map((exit) => planAgentDropped(site, exit)),
    },
    {
      name: 'closed at the exits that leak it',
      when: 'other paths already close it, and at most two exits do not',
      writes: '`agent.close().catch(() => {});` before each of these exits',
      title: CLOSE,
      rank: 0,
      applies: ({ finding }) => finding.exits.every(({ holders }) => holders.length > 0),
      plan: planAgentAtExit,
    },
    {
      name: 'closed after its last use',
      when: 'the agent is in a constant',
      writes: '`try { … } finally { agent.close()… }` around the rest of the block',
      title: CLOSE,
      rank: 0,
      applies: always,
      plan: (site) => [planAgentAfterUse(site)],
    },
    {
      name: 'named, and closed',
      when: 'the agent is made inside an expression',
      writes: 'a constant for it, then the same `try … finally`',
      title: CLOSE,
      rank: 1,
      applies: always,
      plan: (site) => [planAgentNamed(site)],
    },
    {
      name: 'closed with the promise',
      when: 'the executor of a promise makes the agent, and the function returns or awaits the promise',
      writes: 'the declaration before the promise, and `.finally(() => agent.destroy())` after it',
      title: CLOSE,
      rank: 1,
      applies: isOfPromise,
      plan: (site) => [planAgentOfPromise(site)],
    },
    {
      name: 'closed where it is the fallback',
      when: 'the new agent is the fallback for an agent that the caller may pass: `given ?? new Agent()`',
      writes: 'a separate variable for it, then the same `try … finally`',
      title: CLOSE,
      rank: 1,
      applies: ({ acquire }) => acquire.parent?.type === 'LogicalExpression',
      plan: (site) => [planAgentFallback(site)],
    },
    {
      name: 'shared by the module',
      when: 'the arguments of the agent have the same meaning at the top of the module',
      writes: 'the declaration at the top of the module',
      title: CLOSE,
      rank: 2,
      applies: always,
      plan: (site) => [planAgentForModule(site)],
    },
  ],
  'no-locked-cancel': [
    {
      name: 'a cancel that cannot reject',
      when: 'the call that cancels is in this file',
      writes: '`.catch(() => {})` after it, or a cancel by the reader that holds the lock',
      title: 'Make the cancel safe on a locked body',
      rank: 0,
      applies: always,
      plan: (site) => [planLockedCancel(site, site.finding)],
    },
  ],
  'no-premature-close': [
    {
      name: 'close without waiting',
      when: 'the code does not wait for the close',
      writes: '`agent.close().catch(() => {})`',
      title: 'Let the agent close once the body has been read',
      rank: 0,
      applies: ({ finding }) => !finding.cause?.isRead,
      plan: (site) => [planPrematureClose(site)],
    },
    {
      name: 'wait for the read',
      when: 'the function returns the promise of a read, and destroys the agent before it has ended',
      writes: '`return await body.text()`',
      title: 'Wait for the read before the agent is destroyed',
      rank: 0,
      applies: ({ finding }) => finding.cause?.isRead === true,
      plan: (site) => [planAwaitedRead(site)],
    },
  ],
  'no-body-reuse': [
    {
      name: 'handler of a parse',
      when: 'the handler of a failed parse reads the text: `res.json().catch(() => res.text())`',
      writes: '`res.text().then((text) => …)` with a `try` that parses the text, and the handler as its `catch`',
      title: 'Read the text once, and parse it',
      rank: 0,
      applies: isParseHandled,
      plan: (site) => [planParseHandler(site)],
    },
    {
      name: 'read once',
      when: 'both uses read the whole body of one variable as text or JSON, or both use the same method',
      writes: '`const text = await res.text();` before both uses, and `JSON.parse(text)` instead of `json()`',
      title: 'Read the body once',
      rank: 0,
      isUsual: true,
      applies: always,
      plan: (site) => [planReadOnce(site)],
    },
    {
      name: 'clone before the read',
      when: 'the second use is a `clone()`',
      writes: '`const copy = res.clone();` before the read',
      title: 'Clone the response before it is read',
      rank: 1,
      applies: isLateClone,
      plan: (site) => [planEarlierClone(site)],
    },
    {
      name: 'read a clone first',
      when: 'one read is in other code, or the two need different results, and a clone of this client keeps the whole body',
      writes: '`res.clone().text()` for the first read, or `report(res.clone())` for the function that reads first',
      title: 'Read a clone first',
      rank: 2,
      applies: always,
      plan: (site) => [planCloneRead(site)],
    },
  ],
  'no-orphaned-body': [],
};

function planEveryExit(site: FixContext, exits: readonly Exit[]): readonly Part[] {
  if (exits.length > MAX_EXITS) return [refuse('too many paths leak it to repair each')];
  if (exits.some(({ kind }) => kind === 'exception'))
    return [refuse('a call that merely might throw needs a `finally`')];
  const planned = exits.map((exit) => ({ exit, part: planExit(site, exit) }));
  return withoutInner(site, planned).map(({ part }) => part);
}

function planExit(site: FixContext, exit: Exit): Part {
  if (exit.kind === 'helper') return planHelper(site, exit);
  if (exit.holders.length > 0) return planReleaseAtExit(site, exit);
  const overwritten = planOverwritten(site, exit);
  if (overwritten) return overwritten;
  const parameter = planNamedParameter(site, exit);
  return 'refused' in parameter ? planReleaseUnnamed(site) : parameter;
}
