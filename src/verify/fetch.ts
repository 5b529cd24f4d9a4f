/**
 * Responses of `fetch` whose body has not been read, cancelled or taken over, whatever its size. The channels of undici do not tell: a
 * small body arrives and ends, whether it is read or not.
 *
 * `globalThis.fetch` is replaced by a proxy in the same data property. An accessor would also see the mocks that a test installs,
 * but it breaks the tools that replace the value of a property, such as `mock.method` of `node:test`.
 */
import { isErrored, Readable } from 'node:stream';
import { types } from 'node:util';
import { now } from './clock.js';
import { orElse } from './contain.js';
import { Exchange, type Acquired } from './exchange.js';
import { fieldOn } from './field-on.js';
import type { Registry } from './registry.js';
import { originOf } from './url.js';

/** Any function may take the place of `fetch`, and give anything. */
type Fetch = (input?: unknown, init?: unknown) => unknown;
type Clone = Response['clone'];

export class Fetches {
  readonly #registry: Registry;
  readonly #calls = fieldOn<Response, FetchCall>();
  /** The replaced functions, by their proxies. */
  readonly #originals = new WeakMap<object, object>();

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  /**
   * Replaces what is `fetch` of a global object now, and `clone` of its responses, unless that has been done. A test runner may have a
   * global object for each file.
   */
  watch(global: typeof globalThis): void {
    this.#registry.contain(() => this.#replace(global, 'fetch', (fetch: Fetch) => this.#watched(fetch)));
    this.#registry.contain(() => this.#replace(responsesOf(global), 'clone', (clone: Clone) => this.#noting(clone)));
  }

  /** Puts back what `watch` replaced, except where the program has replaced it since. */
  unwatch(global: typeof globalThis): void {
    this.#registry.contain(() => this.#restore(global, 'fetch'));
    this.#registry.contain(() => this.#restore(responsesOf(global), 'clone'));
  }

  #restore(object: object, name: string): void {
    const descriptor = Object.getOwnPropertyDescriptor(object, name);
    const value = this.#originals.get(descriptor?.value as object);
    if (value) Object.defineProperty(object, name, { ...descriptor, value });
  }

  #replace<F extends object>(object: object, name: string, wrap: (original: F) => F): void {
    // Some runners load a global when its accessor is read, and replace the accessor by the value.
    const original: unknown = Reflect.get(object, name);
    const descriptor = Object.getOwnPropertyDescriptor(object, name);
    if (typeof original !== 'function' || descriptor?.value !== original || this.#originals.has(original)) return;
    const value = wrap(original as unknown as F);
    this.#originals.set(value, original);
    Object.defineProperty(object, name, { ...descriptor, value });
  }

  #watched(fetch: Fetch): Fetch {
    const registry = this.#registry;
    const answered = this.#answered.bind(this);
    return new Proxy(fetch, {
      apply: function fetched(target, self, args: Parameters<Fetch>): unknown {
        if (registry.defaults.unread === false) return Reflect.apply(target, self, args);
        const call = orElse(() => new FetchCall(args, registry.acquire(fetched), now()), undefined);
        registry.calling = call;
        let result: unknown;
        try {
          result = Reflect.apply(target, self, args);
        } finally {
          registry.calling = undefined;
        }
        if (!call || !types.isPromise(result)) return result;
        // The promise of `then` is returned: beside it, the rejection of `result` would count as handled.
        return result.then((response) => {
          registry.contain(() => answered(call, response as Response));
          return response;
        });
      },
    });
  }

  #answered(call: FetchCall, response: Response): void {
    const known = this.#calls.get(response);
    // Of two proxies around each other, the program called the outer one, which gets the response later.
    if (known) known.acquired = call.acquired;
    const one = known ?? call;
    if (!known && isUnread(response)) {
      this.#calls.set(response, call);
      call.keep(response, this.#registry.holds);
    }
    if (one.isUnread()) this.#registry.give(one);
  }

  /** A body is read if one of its branches is. */
  #noting(clone: Clone): Clone {
    const registry = this.#registry;
    const calls = this.#calls;
    return new Proxy(clone, {
      apply: (target, self: Response, args: []) => {
        const copy = Reflect.apply(target, self, args);
        registry.contain(() => {
          const call = calls.get(self);
          if (!call) return;
          calls.set(copy, call);
          call.keep(copy, registry.holds);
        });
        return copy;
      },
    });
  }
}

/** A call of `fetch` that gave a response. */
export class FetchCall extends Exchange {
  readonly client = 'fetch';
  /** Its body needs no connection, unless an exchange with the same URL is open. */
  readonly arrived = true;
  readonly method: string;
  readonly #asked: string;
  /** The response and its clones. */
  readonly #branches: (Response | WeakRef<Response>)[] = [];

  constructor([input, init]: readonly unknown[], acquired: Acquired, since: number) {
    super(acquired, since);
    this.#asked = typeof input === 'string' ? input : textOf(input, 'url');
    this.method = (textOf(init, 'method') || textOf(input, 'method') || 'GET').toUpperCase();
  }

  /** @param strongly whether the garbage collector has to leave it until the next verification */
  keep(response: Response, strongly: boolean): void {
    this.#branches.push(strongly ? response : new WeakRef(response));
  }

  /** Whether the body is untouched; false if that is not known, because a branch of it was collected. */
  isUnread(): boolean {
    const branches = this.#branches.map(targetOf);
    return branches.length > 0 && branches.every((response) => response !== undefined && isUnread(response));
  }

  override get url(): string {
    return orElse(() => this.#response?.url ?? '', '') || this.#asked;
  }

  override get origin(): string {
    return originOf(this.url);
  }

  get status(): number {
    return orElse(() => this.#response?.status ?? 0, 0);
  }

  /** As declared: what has arrived is not known. */
  get bytes(): number {
    return orElse(() => Number(this.#response?.headers.get('content-length') ?? 0), 0);
  }

  protected server(): string {
    return this.url;
  }

  protected target(): string {
    return '';
  }

  get #response(): Response | undefined {
    return this.#branches[0] && targetOf(this.#branches[0]);
  }
}

/** What has the method `clone`; without effect where the program has removed the class. */
function responsesOf(global: typeof globalThis): object {
  return (global.Response as typeof Response | undefined)?.prototype ?? {};
}

function targetOf(held: Response | WeakRef<Response>): Response | undefined {
  return held instanceof WeakRef ? held.deref() : held;
}

/**
 * Whether a response has a body that is untouched. A lock is a reader, and an error the end, as after an abort; neither are
 * there bytes to read where none are declared. What is no `Response` has no such body.
 */
function isUnread(response: Response): boolean {
  return orElse(() => {
    if (response.bodyUsed !== false || !response.body || response.body.locked) return false;
    const body = response.body as unknown as Readable;
    return !Readable.isDisturbed(body) && !isErrored(body) && response.headers.get('content-length') !== '0';
  }, false);
}

/** A property as text, or the object itself if it is a URL. */
function textOf(object: unknown, name: 'url' | 'method'): string {
  if (typeof object !== 'object' || object === null) return '';
  if (name === 'url' && object instanceof URL) return object.href;
  return orElse(() => String(Reflect.get(object, name) ?? ''), '');
}
