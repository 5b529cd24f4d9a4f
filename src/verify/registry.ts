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
  readonly since: number;
  /** Whether a verification has reported it, or begun after it. */
  told: boolean;
}

/** A response whose headers have arrived and whose body has neither been received to the end nor abandoned. */
export interface Body extends Entry {
  readonly client: Client;
  readonly method: string;
  readonly url: string;
  readonly status: number;
  /** Bytes that arrived on its connection since its headers. */
  bytes(): number;
  /** When the garbage collector gave it up, on the clock of `now`; null while it is open. */
  readonly reclaimed: number | null;
}

/** Something that pools connections: an `http.Agent`, one origin of an undici dispatcher, an HTTP/2 session. */
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
export interface Waiting extends Entry {
  readonly method: string;
  readonly origin: string;
  readonly url: string;
}

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
  readonly bodies = new Set<Body>();
  /** Open responses that the garbage collector found before anybody had read them: leaks, whose connections are lost by luck only. */
  readonly reclaimed = new Set<Body>();
  readonly agents = new Set<Agent>();
  readonly waiting = new Set<Waiting>();
  readonly connections = new Set<Connection>();
  readonly scopes = new AsyncLocalStorage<Scope>();
  /** Agents, sessions and dispatchers that live as long as the process. */
  readonly shared = new WeakSet<object>();
  /** Told of each dispatcher that is declared as shared. */
  adopt: (dispatcher: object) => void = () => {};
  /** One stack is captured for each so many requests. */
  every = 1;
  #requests = 0;
  #fresh = new Set<Body>();

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

  open(body: Body): void {
    this.bodies.add(body);
    if (body.acquired.stack === null) return;
    if (this.#fresh.size === 0) later(() => this.#settle(), SETTLE).unref();
    this.#fresh.add(body);
  }

  close(body: Body | undefined): void {
    if (body === undefined) return;
    this.bodies.delete(body);
    this.#fresh.delete(body);
  }

  reclaim(body: Body | undefined): void {
    this.close(body);
    if (body === undefined) return;
    const bytes = body.bytes();
    this.reclaimed.add({ ...body, acquired: { ...body.acquired, stack: asText(body.acquired.stack) }, reclaimed: this.now(), bytes: () => bytes });
    const [oldest] = this.reclaimed;
    if (oldest && this.reclaimed.size > REMEMBERED) this.reclaimed.delete(oldest);
  }

  /** Makes text of the stacks of what is still open, so that no function in them, and no response that one of them refers to, is kept alive. */
  #settle(): void {
    for (const { acquired } of this.#fresh) acquired.stack = asText(acquired.stack);
    this.#fresh.clear();
  }
}

function asText(holder: StackHolder | null): StackHolder | null {
  return holder && { stack: holder.stack };
}
