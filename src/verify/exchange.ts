/** A request and its response, and the lists that it goes through. */
import { orElse } from './contain.js';
import { asText, type StackHolder } from './stack.js';
import { originOf, urlOf } from './url.js';

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

/** The same for what lives long: with a stack that is text, so that no function in it is kept alive. */
export function kept({ stack, scope }: Acquired): Acquired {
  return { stack: asText(stack), scope };
}

/** What is reported at most once. */
export interface Entry {
  readonly acquired: Acquired;
  /** Milliseconds on the clock of the registry. */
  since: number;
  /** Whether a verification has reported it, or begun after it. */
  told: boolean;
}

/** What is said of a response. */
export interface Described extends Entry {
  readonly client: Client;
  readonly method: string;
  /** Fit for a log. */
  readonly origin: string;
  /** Without credentials for the origin; the rest is what was asked for. */
  readonly url: string;
  readonly status: number;
  /** Bytes that arrived on its connection since it was sent or, where only that is known, since its headers came. */
  readonly bytes: number;
}

/** One for each request, so it is made cheaply: its texts are put together when they are asked for, which for most is never. */
export abstract class Exchange implements Described {
  abstract readonly client: Client;
  abstract readonly method: string;
  abstract readonly status: number;
  abstract readonly bytes: number;
  told = false;
  /** The list that it is in, and its neighbours there. */
  list: ExchangeList | null = null;
  older: Exchange | null = null;
  newer: Exchange | null = null;

  constructor(
    public acquired: Acquired,
    public since: number,
  ) {}

  get origin(): string {
    return orElse(() => originOf(this.server()), 'unknown origin');
  }

  get url(): string {
    return orElse(() => urlOf(this.origin, this.target()), this.origin);
  }

  /** Where the request is sent: scheme and host, as the program gave them. */
  protected abstract server(): string;

  /** What it asks for there: a path, as a rule. */
  protected abstract target(): string;
}

/**
 * Exchanges in the order in which they were added. Linked through themselves, because a `Set` costs more than all the
 * rest of the companion where much comes and goes: V8 gives it
 * a new table every few deletions, and each old table, which refers to the next, keeps what was in it until the next
 * full garbage collection once one of them has grown old.
 */
export class ExchangeList implements Iterable<Exchange> {
  size = 0;
  newest: Exchange | null = null;
  #oldest: Exchange | null = null;

  /** Adds one as the newest; it leaves the list that it was in. */
  add(exchange: Exchange): void {
    exchange.list?.delete(exchange);
    exchange.list = this;
    exchange.older = this.newest;
    if (this.newest) this.newest.newer = exchange;
    else this.#oldest = exchange;
    this.newest = exchange;
    this.size += 1;
  }

  /** Does nothing if it is not in this list. */
  delete(exchange: Exchange): void {
    if (exchange.list !== this) return;
    const { older, newer } = exchange;
    if (older) older.newer = newer;
    else this.#oldest = newer;
    if (newer) newer.older = older;
    else this.newest = older;
    exchange.list = exchange.older = exchange.newer = null;
    this.size -= 1;
  }

  /** Oldest first. */
  *[Symbol.iterator](): Generator<Exchange, void> {
    for (let one = this.#oldest; one; one = one.newer) yield one;
  }
}

export function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}
