/** What is open at the moment. The subscribers of each client write here; verification, snapshots and the report read. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers';
import { capture, type StackHolder } from './stack.js';

export type Client = 'fetch' | 'undici' | 'node:http' | 'node:http2';

/** A block that is tracked by itself. */
export interface Scope {
  readonly parent: Scope | undefined;
  active: boolean;
}

/** Where and for whom something was acquired. The stack is null where sampling left it out. */
export interface Acquired {
  stack: StackHolder | null;
  readonly scope: Scope | undefined;
}

interface Entry {
  readonly acquired: Acquired;
  /** Milliseconds on the clock of `now`. */
  since: number;
  /** Whether a verification has reported it, or begun after it. */
  told: boolean;
}

/** A request and its response. Its texts are put together when they are asked for, which for most is never. */
export interface Exchange extends Entry {
  readonly client: Client;
  readonly method: string;
  readonly origin: string;
  readonly url: string;
  readonly status: number;
  /** Bytes that arrived on its connection since it was sent or, where only that is known, since its headers came. */
  readonly bytes: number;
}

/** An open response that the garbage collector found before anybody had read it. */
export interface Reclaimed extends Exchange {
  /** On the clock of `now`. */
  readonly until: number;
}

/** Something that keeps connections: an `http.Agent`, a client inside an undici dispatcher, an HTTP/2 session. */
export interface Agent extends Entry {
  readonly kind: 'http.Agent' | 'https.Agent' | 'undici dispatcher' | 'http2 session';
  /** Where only the first use is known, not the creation. */
  readonly byFirstUse: boolean;
  /** Kept on purpose: a global one, or declared as shared. */
  isShared(): boolean;
  /** Connections that are open with nothing in flight, by origin; empty for what has been closed. */
  idle(): readonly string[];
}

/** A request that has no connection yet. */
export interface Connection {
  readonly origin: string;
  /** Requests in flight on it. */
  busy: number;
}

/** How many reclaimed responses are remembered until a verification asks. */
const REMEMBERED = 1000;
/** How long an entry may keep the functions of its stack alive. */
const SETTLE = 250;

// Bound here, so that the fake timers of a test do not stop the clock.
const clock = performance.now.bind(performance);
const later = setTimeout;

export class Registry {
  /** Responses whose headers have arrived and whose body has neither been received to the end nor abandoned. */
  readonly bodies = new Set<Exchange>();
  /** Leaks all the same: that their connections were freed was luck. */
  readonly reclaimed = new Set<Reclaimed>();
  readonly agents = new Set<Agent>();
  /** Requests that have no connection yet. */
  readonly waiting = new Set<Exchange>();
  readonly connections = new Set<Connection>();
  readonly scopes = new AsyncLocalStorage<Scope>();
  /** Agents, sessions and dispatchers that live as long as the process. */
  readonly shared = new WeakSet<object>();
  /** Told of each dispatcher that is declared as shared. */
  adopt: (dispatcher: object) => void = () => {};
  /** One stack is captured for each so many requests. */
  every = 1;
  #requests = 0;
  #fresh = new Set<Exchange>();
  #settling = false;

  /** Milliseconds since the process began. */
  now(): number {
    return clock();
  }

  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => void later(resolve, milliseconds));
  }

  /** Notes who acquires something now; to be called in his stack. */
  acquire(below: (...args: never[]) => unknown): Acquired {
    const sampled = this.#requests % this.every === 0;
    this.#requests += 1;
    return { stack: sampled ? capture(below) : null, scope: this.scopes.getStore() };
  }

  /** The same for what is made rarely and lives long: never left out, and text at once. */
  make(below: (...args: never[]) => unknown): Acquired {
    return { stack: asText(capture(below)), scope: this.scopes.getStore() };
  }

  /** The headers of the response are there. */
  open(exchange: Exchange): void {
    exchange.since = this.now();
    exchange.told = false;
    this.bodies.add(exchange);
    if (exchange.acquired.stack === null) return;
    this.#fresh.add(exchange);
    if (this.#settling) return;
    this.#settling = true;
    later(() => this.#settle(), SETTLE).unref();
  }

  /** The exchange is over. */
  close(exchange: Exchange): void {
    this.waiting.delete(exchange);
    this.bodies.delete(exchange);
    this.#fresh.delete(exchange);
  }

  /** The exchange is over because nothing refers to its response any more. */
  reclaim(exchange: Exchange): void {
    if (!this.bodies.has(exchange)) return;
    const { client, method, origin, url, status, bytes, since, told, acquired } = exchange;
    const entry = { client, method, origin, url, status, bytes, since, told, acquired: { ...acquired, stack: asText(acquired.stack) }, until: this.now() };
    this.close(exchange);
    this.reclaimed.add(entry);
    const [oldest] = this.reclaimed;
    if (oldest && this.reclaimed.size > REMEMBERED) this.reclaimed.delete(oldest);
  }

  /** Makes text of the stacks of what is still open, so that no function in them, and no response that one of them refers to, is kept alive. */
  #settle(): void {
    for (const { acquired } of this.#fresh) acquired.stack = asText(acquired.stack);
    this.#fresh.clear();
    this.#settling = false;
  }
}

function asText(holder: StackHolder | null): StackHolder | null {
  return holder && { stack: holder.stack };
}
