/**
 * Checks at run time whether HTTP responses are left open: `verifyNone` after a test, `track` around a block, `snapshot` for a
 * metrics exporter.
 *
 * Watching begins when this module is first imported; earlier acquisitions are not seen.
 */
import { now, sleep } from './clock.js';
import { wordsOf } from './contain.js';
import { leaksOf, tellAll, type Leaks, type VerifyOptions } from './leaks.js';
import type { Scope } from './exchange.js';
import { messageOf } from './report.js';
import { snapshotOf, type Snapshot } from './snapshot.js';
import { registry } from './watch.js';

export type { IgnoreOptions, LeakedAgent, LeakedBody, Leaks, Matcher, StalledPool, VerifyOptions } from './leaks.js';
export type { Snapshot, StackCount } from './snapshot.js';

// In production `fetch` is left alone: there only the connections count.
if (!registry.reporting) registry.fetches.watch(globalThis);

const TIMEOUT = 500;
const LONGEST_PAUSE = 100;

/** Thrown if responses, agents or pools leak; the message lists them, `leaks` has them as data. */
export class HttpLeakError extends Error {
  override readonly name = 'HttpLeakError';

  constructor(readonly leaks: Leaks) {
    super(messageOf(leaks));
  }
}

/**
 * Fails if a response is open, an agent that was made since the last verification (or `start`) keeps idle connections,
 * or a pool is stalled. Waits, with growing pauses, for connections that are closing. Reports each leak once. Blocks under `track`
 * verify themselves and are ignored.
 *
 * @throws {HttpLeakError} as a rejection
 */
export async function verifyNone(options: VerifyOptions = {}): Promise<void> {
  const leaks = registry.allowed === undefined ? await settled(undefined, options) : undefined;
  tellAll(registry, undefined);
  registry.testing = false;
  registry.allowed = undefined;
  if (leaks) throw new HttpLeakError(leaks);
}

/** Ignores everything that is open now: verification begins here. Call it before a test, so that agents made earlier do not count. */
export function start(): void {
  registry.fetches.watch(globalThis);
  tellAll(registry, undefined);
  registry.testing = true;
  registry.allowed = undefined;
}

/** Puts back `fetch` and `Response.prototype.clone`, which are watched from the import of this module, or the last `start`, on. */
export function stop(): void {
  registry.fetches.unwatch(globalThis);
}

/**
 * Lets the running test leave responses and agents open: the next `verifyNone` reports nothing.
 *
 * @param reason for the reader of the test
 */
export function allowLeaks(reason: string): void {
  registry.allowed = reason;
}

/** Sets the options that each verification has unless it gets others; those of former calls stay. */
export function configure(options: VerifyOptions): void {
  registry.defaults = { ...registry.defaults, ...options };
}

/**
 * Runs a block and then fails as `verifyNone` does, but only for resources that were acquired in its asynchronous context; so
 * blocks may run concurrently.
 *
 * @returns what the block returns
 * @throws {HttpLeakError} as a rejection; an `AggregateError` with both if the block fails and leaks
 */
export async function track<Result>(
  block: () => Result | Promise<Result>,
  options: VerifyOptions = {},
): Promise<Result> {
  const scope: Scope = { parent: registry.scopes.getStore(), active: true };
  registry.fetches.watch(globalThis);
  registry.tracking += 1;
  try {
    const running = registry.scopes.run(scope, async () => block());
    const failure = await running.then(
      () => undefined,
      (reason: unknown) => ({ reason }),
    );
    const leaks = await settled(scope, options);
    if (!leaks) return await running;
    const leak = new HttpLeakError(leaks);
    throw failure ? new AggregateError([failure.reason, leak], `${wordsOf(failure.reason)}\n\n${leak.message}`) : leak;
  } finally {
    tellAll(registry, scope);
    scope.active = false;
    registry.tracking -= 1;
  }
}

/** The live counts, and the open responses by the stack that acquired them. */
export function snapshot(): Snapshot {
  return snapshotOf(registry);
}

/**
 * Declares an agent that lives as long as the process: its idle connections are not a leak. Takes an `http.Agent`, an HTTP/2
 * session or an undici dispatcher; a dispatcher has to be declared before its first request, at which it is first seen.
 *
 * @returns the agent itself
 */
export function shared<A extends object>(agent: A): A {
  registry.shared.add(agent);
  if ('dispatch' in agent) registry.adopt(agent);
  return agent;
}

/** The leaks that remain after the timeout; undefined as soon as there are none. */
async function settled(scope: Scope | undefined, given: VerifyOptions): Promise<Leaks | undefined> {
  const options = { ...registry.defaults, ...given };
  const until = now() + (options.timeout ?? TIMEOUT);
  for (let pause = 1; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    const leaks = leaksOf(registry, scope, options);
    if (leaks.bodies.length + leaks.agents.length + leaks.stalled.length === 0) return undefined;
    const left = until - now();
    if (left <= 0) return leaks;
    await sleep(Math.min(pause, left));
  }
}
