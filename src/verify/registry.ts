/** The open responses and agents. The subscribers of each client write here; verification, snapshots and the report read. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { after, now } from './clock.js';
import { orElse } from './contain.js';
import {
  ExchangeList,
  kept,
  type Acquired,
  type Described,
  type Entry,
  type Exchange,
  type Scope,
} from './exchange.js';
import { Fetches, type FetchCall } from './fetch.js';
import type { VerifyOptions } from './leaks.js';
import { asText, capture, isOfProgram, type Below } from './stack.js';

/** An unread response that the garbage collector has reclaimed. */
export interface Reclaimed extends Described {
  /** On the clock of `now`. */
  readonly until: number;
}

/** An owner of connections: an `http.Agent`, a client inside an undici dispatcher, an HTTP/2 session. */
export interface Agent extends Entry {
  readonly kind: 'http.Agent' | 'https.Agent' | 'undici dispatcher' | 'http2 session';
  /** Only the first use is known, not the creation. */
  readonly byFirstUse: boolean;
  /** Whether it is global or declared as shared. */
  isShared(): boolean;
  /** The origins of open connections without a running request; empty if it has been closed. */
  idle(): readonly string[];
}

/** A connection of an agent. */
export interface Connection {
  readonly origin: string;
  /** Requests in flight on it. */
  busy: number;
}

/** The maximum number of reclaimed and of unread responses that are kept for a verification. */
const REMEMBERED = 1000;
/** The least number of responses of `fetch` that are looked through for those that have been read. */
const SWEEP = 64;
/**
 * Milliseconds after which the stack of a response is converted to text, so that it no longer keeps functions alive; it may take
 * twice as long.
 */
const SETTLE = 250;

export class Registry {
  /** Responses whose headers have arrived and whose body has neither been received to the end nor abandoned. */
  readonly bodies = new ExchangeList();
  /** Reclaimed responses are leaks too: when their connections are freed depends on the garbage collector. */
  readonly reclaimed = new Set<Reclaimed>();
  /** Responses of `fetch` that had not been read when they were looked through last. */
  readonly given = new ExchangeList<FetchCall>();
  /** The call of `fetch` that is running: its requests are created before it returns. */
  calling: FetchCall | undefined;
  readonly fetches = new Fetches(this);
  readonly agents = new Set<Agent>();
  /** Requests that have no connection yet. */
  readonly waiting = new ExchangeList();
  readonly connections = new Set<Connection>();
  readonly scopes = new AsyncLocalStorage<Scope>();
  /** Agents, sessions and dispatchers that live as long as the process. */
  readonly shared = new WeakSet<object>();
  /** Called for each dispatcher that is declared as shared. */
  adopt: (dispatcher: object) => void = () => {};
  /** Called when the first response becomes open. */
  onFirst: () => void = () => {};
  /** One stack is captured for this many requests. */
  every = 1;
  /** Events that could not be recorded because an object of the program threw. */
  missed = 0;
  /** The options that verifications have unless they get others. */
  defaults: VerifyOptions = {};
  /** Whether a test is running, from `start` to its verification. */
  testing = false;
  /** Why the running test may leave responses open, if it may. */
  allowed: string | undefined;
  /** Blocks under `track` that are running. */
  tracking = 0;
  /** Whether a report is printed already, on a signal or at exit. */
  reporting = false;
  #requests = 0;
  #sweepAt = SWEEP;
  /** The acquisitions of requests that have been redirected in this tick, by target URL. */
  readonly #redirected = new Map<string, Acquired>();
  #settling = false;
  /** The stacks of responses older than this have been converted to text. */
  #settled = 0;

  /** Whether a response is open, or a request waits for a connection. */
  get busy(): boolean {
    return this.bodies.size + this.waiting.size > 0;
  }

  /** Whether responses of `fetch` are kept from the garbage collector: only while a test or a block runs. */
  get holds(): boolean {
    return this.testing || this.tracking > 0;
  }

  /**
   * Runs `work` during the program's own work. An error would reach the program, so it is caught and counted.
   */
  contain(work: () => void): void {
    try {
      work();
    } catch {
      this.missed += 1;
    }
  }

  /**
   * The same as a listener of a channel or an event. The work gets the function below which the stack is captured.
   */
  listener<Message = void>(work: (message: Message, below: Below) => void): (message: Message) => void {
    const contained = (message: Message): void => {
      try {
        work(message, contained);
      } catch {
        this.missed += 1;
      }
    };
    return contained;
  }

  /** Records an acquisition; call it in the stack of the acquiring code. */
  acquire(below: Below): Acquired {
    if (this.calling) return { ...this.calling.acquired };
    const sampled = this.#requests % this.every === 0;
    this.#requests += 1;
    return { stack: sampled ? orElse(() => capture(below), null) : null, scope: this.scopes.getStore() };
  }

  /** The same for rare, long-lived entries: always captured, and converted to text at once. */
  make(below: Below): Acquired {
    return kept({ stack: orElse(() => capture(below), null), scope: this.scopes.getStore() });
  }

  /**
   * A request has begun. A request that follows a redirect gets the acquisition of the redirected one, because its own stack contains
   * only code of the client.
   */
  begin(exchange: Exchange): void {
    const redirected = this.#redirected.size === 0 ? undefined : this.#redirected.get(exchange.url);
    if (redirected && !(exchange.acquired.stack && isOfProgram(exchange.acquired.stack)))
      exchange.acquired = { ...redirected };
    if (!this.busy) this.onFirst();
    this.waiting.add(exchange);
  }

  /** The response is a redirect. Clients follow it in the same tick. */
  redirect({ acquired, url }: Exchange, location: string): void {
    if (!URL.canParse(location, url)) return;
    const target = new URL(location, url);
    const key = target.origin + target.pathname + target.search;
    this.#redirected.set(key, { ...acquired });
    after(1, () => this.#redirected.delete(key));
  }

  /** The headers of the response have arrived. */
  open(exchange: Exchange): void {
    exchange.since = now();
    exchange.told = false;
    if (!this.busy) this.onFirst();
    this.bodies.add(exchange);
    if (exchange.acquired.stack !== null) this.#settleLater();
  }

  /** `fetch` has given a response to the program. */
  give(call: FetchCall): void {
    call.since = now();
    call.told = false;
    this.given.add(call);
    if (this.given.size >= this.#sweepAt) this.#sweep();
    if (call.acquired.stack !== null) this.#settleLater();
  }

  /** Forgets the responses that have been read, and the oldest if there are too many. */
  #sweep(): void {
    for (const call of this.given) if (!call.isUnread()) this.given.delete(call);
    for (const call of this.given) {
      if (this.given.size <= REMEMBERED) break;
      this.given.delete(call);
    }
    this.#sweepAt = Math.max(SWEEP, 2 * this.given.size);
  }

  /** The exchange is over. The program may still hold its request, so the stack is removed and keeps nothing alive. */
  close(exchange: Exchange): void {
    exchange.list?.delete(exchange);
    exchange.acquired.stack = null;
  }

  /** The exchange is over because its response was garbage-collected. */
  reclaim(exchange: Exchange): void {
    if (exchange.list !== this.bodies) return;
    const { client, method, origin, url, status, bytes, since, told, acquired } = exchange;
    const entry = { client, method, origin, url, status, bytes, since, told, acquired: kept(acquired), until: now() };
    this.close(exchange);
    this.reclaimed.add(entry);
    const [oldest] = this.reclaimed;
    if (oldest && this.reclaimed.size > REMEMBERED) this.reclaimed.delete(oldest);
  }

  #settleLater(): void {
    if (this.#settling) return;
    this.#settling = true;
    after(SETTLE, () => this.#settle());
  }

  /**
   * Converts the stacks of responses that have been open for long to text, so that they do not keep functions, and responses that these
   * refer to, alive.
   */
  #settle(): void {
    this.#settling = false;
    const until = now() - SETTLE;
    this.#sweep();
    for (const list of [this.bodies, this.given]) {
      for (let one = list.newest; one && one.since >= this.#settled; one = one.older) {
        if (one.since < until) one.acquired.stack = asText(one.acquired.stack);
        else if (one.acquired.stack !== null) this.#settleLater();
      }
    }
    this.#settled = until;
  }
}
