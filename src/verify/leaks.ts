/** Decides which open entries are leaks: by scope, by earlier reports, and by the user's `ignore` options. */
import { now } from './clock.js';
import { orElse } from './contain.js';
import type { Acquired, Client, Described, Entry, Scope } from './exchange.js';
import { groupBy } from './group-by.js';
import type { Agent, Reclaimed, Registry } from './registry.js';
import { framesOf, packageOf } from './stack.js';
import { printable, withoutSecrets } from './url.js';

/** A substring, a regular expression, or a predicate. */
export type Matcher = string | RegExp | ((text: string) => boolean);

export interface IgnoreOptions {
  /** Responses by their URL, with the values of its query and without credentials. */
  readonly url?: Matcher | readonly Matcher[];
  /** Responses and agents by any line of the stack where they were acquired. */
  readonly stack?: Matcher | readonly Matcher[];
  /** Agents by their kind and origin, as in `http.Agent http://127.0.0.1:3000`. */
  readonly agent?: Matcher | readonly Matcher[];
}

export interface VerifyOptions {
  /** Milliseconds to wait for connections that are closing; 500 by default. */
  readonly timeout?: number;
  readonly ignore?: IgnoreOptions;
  /** Whether agents that were never closed are leaks; `true` by default. */
  readonly agents?: boolean;
  /** Whether idle connections of the global dispatcher and of the global agents are leaks too; `false` by default. */
  readonly globals?: boolean;
  /** Whether bodies that have arrived and have not been read are leaks; `true` by default. Without, only those that hold a connection. */
  readonly unread?: boolean;
}

export interface LeakedBody {
  readonly client: Client;
  /** The package that made the request, unless the program made it directly. */
  readonly via: string | null;
  readonly method: string;
  /** Without credentials, and without the values of its query. */
  readonly url: string;
  readonly status: number;
  /** Bytes that have arrived. If `arrived`, the declared length of the body, or 0. */
  readonly bytes: number;
  /** Whether it holds no connection, because the whole body has arrived, or comes from a mock, but has not been read. */
  readonly arrived: boolean;
  /** Whether the garbage collector has reclaimed it in the meantime: it was unread, and its connection was lost. */
  readonly reclaimed: boolean;
  /** Milliseconds since the headers arrived, up to now or until it was reclaimed. */
  readonly age: number;
  /** Where the request was made, innermost first; empty if it was not sampled. */
  readonly stack: readonly string[];
}

export interface LeakedAgent {
  readonly kind: Agent['kind'];
  readonly via: string | null;
  /** The origins of its idle connections, one entry for each. */
  readonly idle: readonly string[];
  readonly age: number;
  /** Whether the stack is that of its first request, because its creation cannot be observed. */
  readonly byFirstUse: boolean;
  readonly stack: readonly string[];
}

export interface StalledPool {
  readonly origin: string;
  /** Requests without a connection, while open responses hold all connections. */
  readonly waiting: number;
  /** Milliseconds that the first request has waited. */
  readonly age: number;
}

export interface Leaks {
  readonly bodies: readonly LeakedBody[];
  readonly agents: readonly LeakedAgent[];
  readonly stalled: readonly StalledPool[];
}

/** Longer than it takes to open a connection on loopback. */
const STALLED_AFTER = 100;

/** The leaks in a scope or, without one, everywhere except in scopes that verify themselves. */
export function leaksOf(registry: Registry, scope: Scope | undefined, options: VerifyOptions): Leaks {
  const { ignore = {}, agents = true, globals = false, unread = true } = options;
  const concerns = ({ acquired }: { acquired: Acquired }): boolean =>
    scope ? within(acquired.scope, scope) : !isVerifiedElsewhere(acquired.scope);
  const ignoresStack = ({ acquired }: { acquired: Acquired }): boolean =>
    ignore.stack !== undefined && framesOf(acquired.stack).some((frame) => matches(frame, ignore.stack));

  const open = [...registry.bodies, ...registry.reclaimed].filter((body) => !body.told && concerns(body));
  const seen = new Set(open.map(({ url }) => url));
  const arrived = [...registry.given].filter(
    (call) => unread && !call.told && concerns(call) && !seen.has(call.url) && call.isUnread(),
  );
  const bodies = [...open, ...arrived].filter((body) => !matches(body.url, ignore.url) && !ignoresStack(body));
  const left = [...registry.agents]
    .filter((agent) => agents && !agent.told && concerns(agent) && (globals || !agent.isShared()))
    .map((agent) => ({
      agent,
      idle: agent.idle().filter((origin) => !matches(`${agent.kind} ${origin}`, ignore.agent)),
    }))
    .filter(({ agent, idle }) => idle.length > 0 && !ignoresStack(agent));
  const held = new Set([...registry.bodies].map(({ origin }) => origin));
  const waiting = [...registry.waiting].filter(
    (one) => !one.told && now() - one.since > STALLED_AFTER && concerns(one) && held.has(one.origin),
  );
  return {
    bodies: bodies.map((body) => describeBody(body)),
    agents: [
      ...groupBy(left, ({ agent }) => (agent.byFirstUse ? framesOf(agent.acquired.stack).join() : agent)).values(),
    ].map((group) => describeAgents(group)),
    stalled: stallsOf(waiting),
  };
}

/** Marks everything that is open now as told: later verifications ignore it. */
export function tellAll(registry: Registry, scope: Scope | undefined): void {
  const { bodies, given, agents, waiting, reclaimed } = registry;
  for (const entry of [...bodies, ...given, ...agents, ...waiting, ...reclaimed]) {
    if (scope ? within(entry.acquired.scope, scope) : !isVerifiedElsewhere(entry.acquired.scope)) entry.told = true;
  }
  for (const body of registry.reclaimed) if (body.told) registry.reclaimed.delete(body);
  for (const call of registry.given) if (call.told) registry.given.delete(call);
}

export function describeBody(body: Described | Reclaimed): LeakedBody {
  const until = 'until' in body ? body.until : undefined;
  return {
    client: orElse(() => body.client, 'undici'),
    method: orElse(() => printable(body.method), 'unknown method'),
    url: withoutSecrets(body.url),
    status: body.status,
    bytes: orElse(() => body.bytes, 0),
    arrived: 'arrived' in body,
    reclaimed: until !== undefined,
    ...describe(body, until),
  };
}

/** One agent; or all dispatchers first used at one place, because connections of one pool cannot be distinguished from several pools. */
function describeAgents(group: readonly { agent: Agent; idle: readonly string[] }[]): LeakedAgent {
  const oldest = group.reduce((a, b) => (b.agent.since < a.agent.since ? b : a)).agent;
  return {
    ...describe(oldest),
    kind: oldest.kind,
    idle: group.flatMap(({ idle }) => idle),
    byFirstUse: oldest.byFirstUse,
  };
}

function describe(
  { acquired, since }: Entry,
  until = now(),
): { via: string | null; age: number; stack: readonly string[] } {
  return { via: packageOf(acquired.stack), age: Math.round(until - since), stack: framesOf(acquired.stack) };
}

function stallsOf(waiting: readonly Described[]): StalledPool[] {
  const byOrigin = groupBy(waiting, ({ origin }) => origin);
  return [...byOrigin].map(([origin, those]) => ({
    origin,
    waiting: those.length,
    age: Math.round(now() - Math.min(...those.map(({ since }) => since))),
  }));
}

function within(scope: Scope | undefined, outer: Scope): boolean {
  return scope !== undefined && (scope === outer || within(scope.parent, outer));
}

function isVerifiedElsewhere(scope: Scope | undefined): boolean {
  return scope !== undefined && (scope.active || isVerifiedElsewhere(scope.parent));
}

function matches(text: string, matchers: Matcher | readonly Matcher[] | undefined): boolean {
  return [matchers ?? []]
    .flat()
    .some((matcher) =>
      typeof matcher === 'string'
        ? text.includes(matcher)
        : matcher instanceof RegExp
          ? matcher.test(text)
          : matcher(text),
    );
}
