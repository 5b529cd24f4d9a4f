/** A request with its response, and the lists that contain it. */
import { orElse } from './contain.js';
import { asText, type StackHolder } from './stack.js';
import { originOf, urlOf } from './url.js';

export type Client = 'fetch' | 'undici' | 'node:http' | 'node:http2';

/** A block that is tracked by itself. */
export interface Scope {
  readonly parent: Scope | undefined;
  active: boolean;
}

/** The stack and the scope of an acquisition. The stack is null if it was not sampled. */
export interface Acquired {
  stack: StackHolder | null;
  readonly scope: Scope | undefined;
}

/** The same for long-lived entries: the stack is converted to text, so that it does not keep functions alive. */
export function kept({ stack, scope }: Acquired): Acquired {
  return { stack: asText(stack), scope };
}

/** An entry that is reported at most once. */
export interface Entry {
  readonly acquired: Acquired;
  /** Milliseconds on the clock of the registry. */
  since: number;
  /** Whether a verification has reported it, or `start` was called after it. */
  told: boolean;
}

/** The description of a response. */
export interface Described extends Entry {
  readonly client: Client;
  readonly method: string;
  /** Safe to log. */
  readonly origin: string;
  /** Without credentials of the origin; the rest is as requested. */
  readonly url: string;
  readonly status: number;
  /** Bytes received on its connection since it was sent or, if only that is known, since its headers arrived. */
  readonly bytes: number;
}

/** There is one for each request, so it has to be cheap: its texts are created only when they are read, which is rare. */
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

  /** The scheme and host of the request, as the program passed them. */
  protected abstract server(): string;

  /** The target of the request, usually a path. */
  protected abstract target(): string;
}

/**
 * Exchanges in the order in which they were added, as an intrusive linked list. With many insertions and deletions, a `Set` costs
 * more than the rest of the watcher: V8 allocates a new table every few deletions, and each old table refers to the next and keeps
 * its entries until the next full garbage collection once one of them is in the old generation.
 */
export class ExchangeList<One extends Exchange = Exchange> implements Iterable<One> {
  size = 0;
  newest: Exchange | null = null;
  #oldest: Exchange | null = null;

  /** Adds one as the newest; it leaves the list that it was in. */
  add(exchange: One): void {
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
  *[Symbol.iterator](): Generator<One, void> {
    // The next one is taken first, so that each may be deleted when it is visited.
    for (let one = this.#oldest, next: Exchange | null; one; one = next) {
      next = one.newer;
      yield one as One;
    }
  }
}

export function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}
