/**
 * The type of a protocol table: what one client returns, and the effect of each operation on the duty.
 *
 * Tables are data. The engine, the message texts, the documentation and the truth tests read the same ones; adding a
 * client is adding a table. Every `effect` states what was measured for a body larger than the client's buffer on
 * Node 20 to 26 (docs/measurements.md).
 */

/** The effect of an operation on the duty. */
export type Effect =
  /** The body is read to its end, or flows by itself from now on. */
  | 'consume'
  /** The body is cancelled and its connection released or closed. */
  | 'cancel'
  /** Only looks; the duty stays open. */
  | 'borrow'
  /** Hands the duty to code that the engine does not follow. */
  | 'transfer';

/** The shape of a value relative to the resource. */
export type Shape =
  | { readonly handle: string }
  | { readonly promise: Shape }
  | { readonly tuple: readonly Shape[] }
  | { readonly object: Readonly<Record<string, Shape>> }
  /** The result of `reader.read()`: the body has ended once `done` is true. */
  | 'read-result';

export interface Method {
  readonly effect: Effect;
  /** The result of the call, if it still refers to the resource; `'self'` for chaining. */
  readonly returns?: Shape | 'self';
  /** The effect of the call on the lock of a web stream: `read` never releases it. */
  readonly locks?: 'read' | 'reader' | 'tee' | 'pipe';
  /** The call releases the lock of a reader. */
  readonly unlocks?: true;
  /** The call ends the body without releasing the lock of the reader. */
  readonly keepsLock?: true;
  /**
   * The precondition of the call, without which it fails: `unlocked`, the body is not locked (a complete read never releases the lock);
   * `untouched`, in addition it has not been read or cancelled. `unread` is the same as `untouched` for a call that may also get nothing
   * then, without an error.
   */
  readonly needs?: 'unlocked' | 'untouched' | 'unread';
  /**
   * When the body counts as touched: as soon as the call is made, or once its result has settled. Omitted if neither is
   * certain.
   */
  readonly touches?: 'at once' | 'in the end';
  /** While the stream is locked, the call rejects and has no effect. */
  readonly rejectsWhileLocked?: true;
  /** The result of the call settles only after all running responses have been read to their end. */
  readonly waits?: true;
  /** The call interrupts running responses: a read of them fails. */
  readonly cutsOff?: true;
  /** It returns the same handle with interceptors, which are its arguments: `agent.compose(interceptor)`. */
  readonly intercepts?: true;
  /** The event of the stream that the call listens for: while there is such a listener, the stream does not flow by itself. */
  readonly listens?: string;
  /** The request may still be sending its body: the call writes a part of it. */
  readonly sends?: true;
  /** The call can fail after it has read everything, because the content may be malformed. */
  readonly parses?: true;
  /**
   * The result of a whole read: the text of the body, or the result of `JSON.parse` for that text, also if the body begins
   * with a byte order mark or is empty. Not set for other results.
   */
  readonly gives?: 'text' | 'parsed text';
  /** The call splits the body: every branch has to be cancelled, or one of them read. */
  readonly splits?: true;
  /** One branch can be read to its end before the other; the rest of the body is kept in memory until then. */
  readonly buffers?: true;
  /** The body flows into the first argument, so the owner of the argument also owns the body. */
  readonly feeds?: true;
  /** The body flows into the first argument for as long as that takes it: a Node stream does not end its source. */
  readonly pipes?: true;
  /** A body that flows by itself stops there. */
  readonly stops?: true;
  /**
   * An option of the first argument with which the method only borrows: `values({ preventCancel: true })`,
   * `iterator({ destroyOnReturn: false })`.
   */
  readonly exceptWithOption?: { readonly option: string; readonly equals: boolean };
}

export type Property =
  /** Another handle of the table, or a handle of `cancellation-sources.ts`, which ends the resource when it is destroyed. */
  | { readonly handle: string; readonly nullable?: true }
  /** A fact that a later condition may test. */
  | 'status'
  | 'ok'
  /** The headers of the response, by name. */
  | 'headers'
  /** Whether the body has been read from. */
  | 'used'
  /** Whether the stream is locked. */
  | 'locked'
  /** True only if there is no duty left: its object is destroyed, aborted or has ended. */
  | 'ended'
  /** It has one of these values. */
  | { readonly values: readonly (string | boolean)[] }
  | 'borrow';

/** One kind of object that gives access to a resource. */
export interface Handle {
  readonly properties?: Readonly<Record<string, Property>>;
  /** A read of an unlisted property borrows; without this field, it takes the duty. */
  readonly unknownProperties?: 'borrow';
  readonly methods?: Readonly<Record<string, Method>>;
  /** Unlisted methods return the handle: `request.setHeader(…).end()`. */
  readonly unknownMethods?: 'self';
  /** The effect of `for await` over it: leaving the loop early cancels, so entering it settles the duty. */
  readonly iterate?: Effect;
  /** Leaving a loop over it early ends nothing: only a loop that comes to its end has read the body. */
  readonly leavesOpen?: true;
  /** It makes the body flow, so a body that is not stopped needs no end. */
  readonly flows?: true;
  /** The effect of adding a listener for an event; unlisted events borrow. */
  readonly events?: Readonly<Record<string, Effect>>;
  /** It does not keep the response alive: once the response is collected, the unread rest is lost without an error. */
  readonly orphan?: true;
  /** It holds the lock of the stream that it was created from, so the stream can be released only through it. */
  readonly holdsLock?: true;
  /** It is a separate stream that was created from the body. If a body was split, releasing only one of them has no effect. */
  readonly branch?: true;
  /** It may have been created from a branch, so the lock of the body itself does not tell whether it is locked. */
  readonly mayBeBranch?: true;
  /** Properties that are promises which settle when the body has ended. */
  readonly endPromises?: readonly string[];
  /** Events that it also emits only when the body has ended. */
  readonly endEvents?: readonly string[];
  /**
   * Calls that do not throw with valid constant arguments, in any state of the body, as the path from the handle to the method and
   * the method. With any other argument they may throw. Calls that return a part of the resource are not listed, because the part
   * exists only if they return.
   */
  readonly cannotThrow?: readonly string[];
  /** The effect of giving it to a function that sends the body of its first argument (`sends` of a table). */
  readonly sent?: 'consume' | 'borrow';
  /** It can be given to `using` or `await using`, which releases it. */
  readonly disposable?: true;
  /** Classes that it is an instance of, by name, on Node. */
  readonly classes?: readonly string[];
  /** Classes that it may be an instance of instead: code that asks for one of them has it. */
  readonly otherClasses?: readonly string[];
  /**
   * The property that is passed to a request, and the method that combines several of them: `controller.signal`,
   * `AbortSignal.any([…])`.
   */
  readonly givenAs?: { readonly property: string; readonly joinedBy: string };
  /** The code that ends the duty through this handle; without it, no release is written. */
  readonly release?: Release;
}

/** How source code ends the duty. */
export interface Release {
  /** Cancels the rest of the body. */
  readonly cancel: ReleaseForm;
  /** Reads and discards the rest of the body, which keeps the connection. */
  readonly drain: ReleaseForm;
  /** The default form (docs/measurements.md). */
  readonly preferred: 'cancel' | 'drain';
  /** If a protocol has several clients: those for which cancelling is better; the others drain. */
  readonly cancels?: readonly string[];
}

/** One step of an access path: `.name`, or `?.name` if the value before it may be null or undefined. */
export interface AccessStep {
  readonly name: string;
  readonly optional: boolean;
}

export interface ReleaseForm {
  /**
   * The path from the handle to the called method, with the method: `.body?.cancel`. If the first step is optional, the handle may be
   * null.
   */
  readonly call: readonly AccessStep[];
  /** Not every object of this kind has the method: `.return?.()`. */
  readonly mayLack?: true;
  /** It returns a promise, which may reject. */
  readonly promise: boolean;
  /**
   * That promise may settle only after the server has sent more, which a stalled server never does (measured). No code waits for it:
   * before the repair, the code did not wait for the body either.
   */
  readonly waits?: true;
  /**
   * The property that is false until a read of the body begins; absent if the release has no effect on a body that is being
   * read.
   */
  readonly unread?: readonly string[];
  /** That property stays false in the tick in which a read begins, so a release in the same tick would interrupt the read (measured). */
  readonly tellsLate?: true;
  /** It closes the connection: a request that is still being sent is interrupted. */
  readonly severs?: true;
  /** The events that it makes a Node stream emit, which an unread stream does not emit (measured). */
  readonly emits?: readonly string[];
  /** It interrupts running reads, and no property tells whether there are any: not written if there may be a read. */
  readonly cutsReaders?: true;
  /**
   * It rejects requests that were made in the same tick and have not been sent yet; such a request emits this event when it is
   * over.
   */
  readonly refusesPending?: { readonly endEvent: string };
}

/** A call that returns a resource. */
export interface Acquire {
  /**
   * `module:path` for an export (`undici:request`, `global:fetch`, `node-fetch:` for the default export),
   * `module#Class.method` for a method of an instance, `new module:path` for a constructor.
   */
  readonly call: string;
  /** The result of the call: the value itself, a promise of it, or a request that passes it to a listener. */
  readonly gives: 'value' | 'promise' | 'request';
  /** The name for people: `fetch`, `undici.request`. */
  readonly client: string;
  readonly when?: Condition;
  /** The option that it requires to send a stream; omitted unless it has been measured. */
  readonly streamsWith?: string;
  /**
   * The optional callback argument, which gets an error or, in this parameter, the resource; the call itself then returns
   * no resource.
   */
  readonly callback?: { readonly argument: number; readonly parameter: number };
  /** A function as the last argument also gets the resource, as its first parameter. */
  readonly listener?: true;
}

/** A condition on the arguments of a call for it to return a resource. */
export type Condition =
  /** An object argument, or the options that an argument or the instance was made with, has this option. */
  | { readonly option: string; readonly equals: string | boolean | number }
  /** The option is given, with any value. */
  | { readonly option: string; readonly given: true }
  /** The option, if given, has another value. */
  | { readonly option: string; readonly differs: string | boolean }
  /** An argument is an instance of one of these (`module#Class`); `isEnough`: no other method of that name takes one. */
  | { readonly instance: readonly string[]; readonly isEnough?: true }
  /** An argument is the result of a call of one of these (`module:path`) in the same function, so that it is new for each call. */
  | { readonly madeBy: readonly string[] }
  /** One of these conditions holds. */
  | { readonly anyOf: readonly Condition[] }
  /** There is no callback for the whole body. */
  | { readonly callback: false }
  /** There are no arguments. */
  | { readonly bare: true };

/** An error that rejects the acquiring promise and holds an unread response. */
export interface Rejection {
  /** The handle of the error. */
  readonly handle: string;
  /** Options by which users decide what is rejected, or get the error first; with one of them nothing is reported. */
  readonly exceptWithOption: readonly string[];
  /** The results of `instanceof` with a class of this name, and of a predicate of this name, for the error. */
  readonly is: Readonly<Record<string, boolean>>;
  /** A property of the client through which users get the error first: `client.interceptors`. Any use of it counts. */
  readonly interceptedBy?: string;
  /** Versions of the module that export this name read the response themselves. */
  readonly fixedWhenExports?: string;
}

export interface Protocol {
  readonly id: string;
  /**
   * A body has to be consumed or cancelled, and a callee takes it. An agent has to be closed, and a callee borrows it.
   */
  readonly resource: 'body' | 'agent';
  /**
   * One or two sentences about how to end the duty. `{response:res}` stands for the expression by which the reader's code refers to the
   * handle `response`, or else for `res`.
   */
  readonly remedy: string;
  /** Usual names of the resource, best first, for written variables. */
  readonly names: readonly string[];
  /** The handle of the acquired value: a key of `handles`. */
  readonly root: string;
  readonly handles: Readonly<Record<string, Handle>>;
  readonly acquire: readonly Acquire[];
  /** Statuses without a body that could hold a connection; empty if even those hold one. */
  readonly emptyStatuses: readonly number[];
  /** A response to HEAD holds no connection. */
  readonly headIsEmpty: boolean;
  /** How the parse of the client differs from `JSON.parse`. */
  readonly parsing?: {
    /** A malformed text makes it throw an error of the client. */
    readonly throwsOwn?: true;
    /** The option by which users replace `JSON.parse`. */
    readonly option?: string;
  };
  /** The option that names the method of a request; `method` by default. */
  readonly methodOption?: string;
  /** Options that hold the body of a request. */
  readonly bodyOptions?: readonly string[];
  /** By default, a request is followed by another one on the same agent where the response is a redirect. */
  readonly followsRedirects?: true;
  /** The id of the protocol of the agents that its requests use. */
  readonly agents?: string;
  /**
   * Once the response has been read to its end the request ends too, even if its body is still being sent; omitted unless it has
   * been measured.
   */
  readonly endsUpload?: true;
  /** An agent that connects only at its first request, and has no connections until then. */
  readonly isIdleAtFirst?: true;
  /** The error that rejects the acquiring promise; absent if no error holds a resource. */
  readonly rejection?: Rejection;
  /** Methods of the promise itself: `ky(url).json()`. */
  readonly promiseMethods?: Readonly<Record<string, Method>>;
  /**
   * Type names (`module#Name`, `global#Name`) of the root: a function without an implementation that takes the arguments of `fetch`, and by
   * its declared type returns a promise of one, returns the resource. Empty if only the call tells whether a response is
   * unread.
   */
  readonly types: readonly string[];
  /** The event of a request, or of the stream itself, for the headers of the response: before it there is no body. */
  readonly headEvent?: string;
  /**
   * The class of the requests whose listeners of that event get the resource, the cancellation source of the requests, and the name of
   * the client in reports.
   */
  readonly announcedBy?: { readonly emitter: string; readonly source: string; readonly client: string };
  /** The versions that were measured, or are proven by the truth tests. */
  readonly measured: string;
  /** Notes for the documentation: differences between versions, and explanations of entries. */
  readonly notes?: readonly string[];
}

/** A client that is often injected, and how to recognise one without an implementation. */
export interface Injectable {
  /** The protocol of the promised value. */
  readonly protocol: Protocol;
  /** The resolved name of the original, and the usual name of an injected one. */
  readonly call: string;
  readonly name: string;
  /** Class of an object that holds the arguments of a request, options included. */
  readonly requestClass: string;
  /**
   * Types of the first parameter that only a client has, a class and an alias; a function with only the request class may be
   * the handler of a server.
   */
  readonly target: { readonly class: string; readonly alias: string };
  /** The suffix of the type names of its options, and the names of the options: a type with two of them is an options type. */
  readonly options: { readonly suffix: string; readonly names: readonly string[] };
}

/** Objects with a body that no code has to read: they are followed only because it can be read no more than once. */
export interface Source {
  readonly protocol: Protocol;
  /** The constructors of such objects, by their resolved names. */
  readonly made: readonly string[];
  /** The handle of one that certainly has a body. */
  readonly filled: string;
  /** The methods of requests that have one, if the option for it is given. */
  readonly filledBy: readonly string[];
  /** How a server finds the functions that it calls with such an object, as their first parameter or as a property of that. */
  readonly handlers: {
    /** The names under which a module exports them. */
    readonly exports: readonly string[];
    /** The method of the default export, or of the options of a call of one of these, which may also get the function itself. */
    readonly method: string;
    readonly calls: readonly string[];
    readonly property: string;
  };
}

/** The tables of one client library: to add a client, add one of these under `clients/`. */
export interface ClientTable {
  readonly protocols: readonly Protocol[];
  readonly sources?: readonly Source[];
  /** Modules that make requests without a duty; those of the protocols do not have to be repeated. */
  readonly modules?: readonly string[];
  /**
   * The result of a call that does not return a resource, by the resolved name of the callee: an instance (`undici#Dispatcher`), or a value
   * that behaves like a module (`ky:`). Methods of the result have their own entries, so that a builder is followed call by call.
   */
  readonly gives?: Readonly<Record<string, string>>;
  /** Types that behave like a module: `ky#KyInstance` like `ky:`. */
  readonly moduleTypes?: Readonly<Record<string, string>>;
  /** Packages that contain only the types of a module, and that module. */
  readonly typePackages?: Readonly<Record<string, string>>;
  /** Functions that keep an agent argument, and the place where they keep it; all other functions of the client use it for one request. */
  readonly agentGoesTo?: Readonly<Record<string, 'result' | 'module'>>;
  /** Constructors whose result contains their first argument, and the handle of the result. */
  readonly wraps?: Readonly<Record<string, string>>;
  /** Functions and constructors that send the body in their options, and reject a body that has been touched or is locked. */
  readonly sends?: readonly string[];
  /** Interceptors that read and discard every body, so that a request through them has no duty. */
  readonly emptying?: readonly string[];
}
