/** What an analysis of one file says: plain data with offsets, so that every host (ESLint, codemod, terminal) can use it. */

/** The rules of the plugin that the analysis can decide. */
export type RuleName =
  | 'no-unconsumed-body'
  | 'no-unclosed-agent'
  | 'no-premature-close'
  | 'no-locked-cancel'
  | 'no-body-reuse'
  | 'no-orphaned-body';

export type ExitKind =
  /** The value of the acquiring expression is thrown away where it stands. */
  | 'discard'
  | 'throw'
  | 'return'
  /** A generator is left at a `yield`, and what its `finally` blocks do does not end the duty. */
  | 'yield'
  /** The function, or the block that declares the last variable, simply ends. */
  | 'end'
  | 'break'
  | 'continue'
  /** The last variable that held the resource is assigned something else. */
  | 'overwrite'
  /** An agent is put into a field that no method of the class closes. */
  | 'field'
  /** A `before` hook of a test file makes an agent that no `after` hook closes. */
  | 'hook'
  /** A call that may throw does, and nothing releases the resource on the way out. Reported under `strict` only. */
  | 'exception'
  /** A function that was given the resource leaves it open: `range` is the call, `inner` the exit inside the callee. */
  | 'helper';

/** A place where a path leaves the duty unfulfilled. */
export interface Exit {
  readonly kind: ExitKind;
  readonly range: readonly [number, number];
  /** 1-based line of `range[0]`. */
  readonly line: number;
  /** For `end`: what ends there, as a person calls it, where it is not the whole function. */
  readonly of?: string;
  /** For `helper`: the callee's name and the exit inside it (its file where that is another one). */
  readonly inner?: { readonly name: string; readonly exit: Exit; readonly file?: string };
  /** The resource is in the error that rejects the request, and is lost with that. */
  readonly inError?: true;
  /** How control gets from the acquire site to this exit. */
  readonly path: readonly Step[];
  /** What still refers to the resource just before the exit; a fix can release it through any of these. */
  readonly holders: readonly Holder[];
}

/** An expression that refers to the resource. */
export interface Holder {
  /** `res`, `result.response`. */
  readonly expression: string;
  /** The handle of the protocol it is: `response`, `body`, `reader`, `message`. */
  readonly handle: string;
  /** It is a promise of that, not awaited yet. */
  readonly promise: boolean;
  /** Offset of the name where the variable is declared: another one of the same name may stand before it. */
  readonly declared?: number;
}

/** One decision on the way to an exit. */
export interface Step {
  readonly range: readonly [number, number];
  /** 1-based. */
  readonly line: number;
  /** The words for it: ``"`res.ok` is falsy"``, `"the loop ends"`, `"`load()` throws"`. */
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
  /** The client as a person calls it: "`fetch`", "`undici.request`". */
  readonly client: string;
  /** The paths that leak, sorted by position; empty for what breaks where it stands. */
  readonly exits: readonly Exit[];
  /**
   * Where in what the acquiring call gives, or promises, the resource is: an empty expression, or `.response`; nothing
   * where that is not known.
   */
  readonly gives: readonly Holder[];
  /** No path reads the resource, releases it or hands it on. */
  readonly isUnused: boolean;
  /** For a fault: what makes it one. The read that locked the body, the return that lets the response out. */
  readonly cause?: {
    readonly range: readonly [number, number];
    readonly line: number;
    /** It is a read that the function does not wait for. */
    readonly isRead?: boolean;
  };
  /** One sentence that says what ends the duty for this client. */
  readonly remedy: string;
}
