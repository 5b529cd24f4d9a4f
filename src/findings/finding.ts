/** The result of an analysis of one file: plain data with offsets, so that every host (ESLint, codemod, terminal) can use it. */

/** The rules of the plugin that the analysis can decide. */
export type RuleName =
  | 'no-unconsumed-body'
  | 'no-unclosed-agent'
  | 'no-premature-close'
  | 'no-locked-cancel'
  | 'no-body-reuse'
  | 'no-orphaned-body';

export type ExitKind =
  /** The value of the acquiring expression is dropped at once. */
  | 'discard'
  | 'throw'
  | 'return'
  /** A generator is stopped at a `yield`, and its `finally` blocks do not end the duty. */
  | 'yield'
  /** The function, or the block that declares the last variable, ends normally. */
  | 'end'
  | 'break'
  | 'continue'
  /** The last variable that held the resource is assigned something else. */
  | 'overwrite'
  /** An agent is put into a field that no method of the class closes. */
  | 'field'
  /** A `before` hook of a test file makes an agent that no `after` hook closes. */
  | 'hook'
  /** The field, variable or map that keeps an agent drops it, and no code closes it. */
  | 'drop'
  /** The destination of the body's pipe may close before the body has ended, which then stays open. */
  | 'sink'
  /** A call throws, and no handler releases the resource. Reported under `strict` only. */
  | 'exception'
  /** `resolve` is given the resource after a timer has settled the promise. */
  | 'settled'
  /** A callee that gets the resource leaves it open: `range` is the call, `inner` the exit inside the callee. */
  | 'helper';

/** A place where a path leaves the duty unfulfilled. */
export interface Exit {
  readonly kind: ExitKind;
  readonly range: readonly [number, number];
  /** 1-based line of `range[0]`. */
  readonly line: number;
  /** For `end`: the name of the construct that ends there, unless it is the whole function. */
  readonly of?: string;
  /** For `helper`: the callee's name and the exit inside it (with its file if that is another file). */
  readonly inner?: { readonly name: string; readonly exit: Exit; readonly file?: string };
  /** The resource is in the error that rejects the request, and is lost with the error. */
  readonly inError?: true;
  /** How control gets from the acquire site to this exit. */
  readonly path: readonly Step[];
  /** The expressions that still refer to the resource right before the exit; a fix can release it through any of them. */
  readonly holders: readonly Holder[];
}

/** An expression that refers to the resource. */
export interface Holder {
  /** `res`, `result.response`. */
  readonly expression: string;
  /** Its handle in the protocol: `response`, `body`, `reader`, `message`. */
  readonly handle: string;
  /** It is a promise of the handle, not awaited yet. */
  readonly promise: boolean;
  /** The offset of the name in the declaration of the variable: there may be another variable of the same name. */
  readonly declared?: number;
}

/** One branch on the path to an exit. */
export interface Step {
  readonly range: readonly [number, number];
  /** 1-based. */
  readonly line: number;
  /** Its text: ``"`res.ok` is falsy"``, `"the loop ends"`, `"`load()` throws"`. */
  readonly text: string;
}

export interface Finding {
  readonly rule: RuleName;
  /** The acquiring call, or the response parameter of a callback; for a fault the call that breaks. */
  readonly range: readonly [number, number];
  /** 1-based line of `range[0]`. */
  readonly line: number;
  /** Id of the protocol of the leaked resource: `fetch`, `undici`, `http`, `node-fetch` … */
  readonly protocol: string;
  /** The name of the client for people: "`fetch`", "`undici.request`". */
  readonly client: string;
  /** The paths that leak, sorted by position; empty for a fault. */
  readonly exits: readonly Exit[];
  /**
   * The position of the resource in the result of the acquiring call, or in the promised value: an empty expression, or
   * `.response`. Empty if it is not known.
   */
  readonly gives: readonly Holder[];
  /** No path reads the resource, releases it or hands it on. */
  readonly isUnused: boolean;
  /** For a fault: its cause, for example the read that locked the body, or the return that hands out the response. */
  readonly cause?: {
    readonly range: readonly [number, number];
    readonly line: number;
    /** It is a read that the function does not await. */
    readonly isRead?: boolean;
    /** The client is the class of the object with the body, which no visible call has acquired. */
    readonly isObject?: boolean;
    /** The second use of a body may also get nothing, without an error. */
    readonly mayGetNothing?: boolean;
    /** Where the body that is used twice was acquired, if that is in this file. */
    readonly acquired?: readonly [number, number];
  };
  /** One sentence about how to end the duty for this client. */
  readonly remedy: string;
}
