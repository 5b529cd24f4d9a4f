/** What is open at the moment. The subscribers of each client write here; verification, snapshots and the report read. */
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
import { asText, capture, isOfProgram, type Below } from './stack.js';

/** An open response that the garbage collector found before anybody had read it. */
export interface Reclaimed extends Described {
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

/** One of an agent. */
export interface Connection {
  readonly origin: string;
  /** Requests in flight on it. */
  busy: number;
}

/** How many reclaimed responses are remembered until a verification asks. */
const REMEMBERED = 1000;
/**
 * Milliseconds after which a response may not keep the functions of its stack alive any longer; it may take twice that
 * until it is seen to.
 */
const SETTLE = 250;

export class Registry {
  /** Responses whose headers have arrived and whose body has neither been received to the end nor abandoned. */
  readonly bodies = new ExchangeList();
  /** Leaks all the same: that their connections were freed was luck. */
  readonly reclaimed = new Set<Reclaimed>();
  readonly agents = new Set<Agent>();
  /** Requests that have no connection yet. */
  readonly waiting = new ExchangeList();
  readonly connections = new Set<Connection>();
  readonly scopes = new AsyncLocalStorage<Scope>();
  /** Agents, sessions and dispatchers that live as long as the process. */
  readonly shared = new WeakSet<object>();
  /** Told of each dispatcher that is declared as shared. */
  adopt: (dispatcher: object) => void = () => {};
  /** Told before something is open where nothing was. */
  onFirst: () => void = () => {};
  /** One stack is captured for each so many requests. */
  every = 1;
  /** Events that could not be recorded, because something of the program's threw. */
  missed = 0;
  /** Whether a report is printed already, on a signal or at exit. */
  reporting = false;
  #requests = 0;
  /** Who made the requests that have been redirected in this turn, by where to. */
  readonly #redirected = new Map<string, Acquired>();
  #settling = false;
  /** Responses older than this have no frames any more. */
  #settled = 0;

  /** Whether a response is open, or a request waits for a connection. */
  get busy(): boolean {
    return this.bodies.size + this.waiting.size > 0;
  }

  /**
   * Does what is to be done in the middle of the program's own work. What is thrown there would reach the program: it
   * is counted instead.
   */
  contain(work: () => void): void {
    try {
      work();
    } catch {
      this.missed += 1;
    }
  }

  /**
   * The same as a listener to a channel or an event. The work is given the function whose callers are those of the
   * event, to capture the stack.
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

  /** Notes who acquires something now; to be called in his stack. */
  acquire(below: Below): Acquired {
    const sampled = this.#requests % this.every === 0;
    this.#requests += 1;
    return { stack: sampled ? orElse(() => capture(below), null) : null, scope: this.scopes.getStore() };
  }

  /** The same for what is made rarely and lives long: never left out, and text at once. */
  make(below: Below): Acquired {
    return kept({ stack: orElse(() => capture(below), null), scope: this.scopes.getStore() });
  }

  /**
   * A request has begun. One that follows a redirect was acquired where the redirected one was: its own stack is that
   * of a client at work.
   */
  begin(exchange: Exchange): void {
    const redirected = this.#redirected.size === 0 ? undefined : this.#redirected.get(exchange.url);
    if (redirected && !(exchange.acquired.stack && isOfProgram(exchange.acquired.stack)))
      exchange.acquired = { ...redirected };
    if (!this.busy) this.onFirst();
    this.waiting.add(exchange);
  }

  /** The response sends its client elsewhere. Clients follow in the same turn. */
  redirect({ acquired, url }: Exchange, location: string): void {
    if (!URL.canParse(location, url)) return;
    const target = new URL(location, url);
    const key = target.origin + target.pathname + target.search;
    this.#redirected.set(key, { ...acquired });
    after(1, () => this.#redirected.delete(key));
  }

  /** The headers of the response are there. */
  open(exchange: Exchange): void {
    exchange.since = now();
    exchange.told = false;
    if (!this.busy) this.onFirst();
    this.bodies.add(exchange);
    if (exchange.acquired.stack !== null) this.#settleLater();
  }

  /** The exchange is over. Its request may live on in the hands of the program, and without its stack keeps nothing else alive. */
  close(exchange: Exchange): void {
    exchange.list?.delete(exchange);
    exchange.acquired.stack = null;
  }

  /** The exchange is over because nothing refers to its response any more. */
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
   * Makes text of the stacks of what has been open for long, so that no function in them, and no response that one of
   * them refers to, is kept alive.
   */
  #settle(): void {
    this.#settling = false;
    const until = now() - SETTLE;
    for (let one = this.bodies.newest; one && one.since >= this.#settled; one = one.older) {
      if (one.since < until) one.acquired.stack = asText(one.acquired.stack);
      else if (one.acquired.stack !== null) this.#settleLater();
    }
    this.#settled = until;
  }
}
