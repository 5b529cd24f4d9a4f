/**
 * The form of a protocol table: what one client hands out, and what each thing one can do with it means for the duty.
 *
 * Tables are data. The engine, the message texts, the documentation and the truth tests read the same ones; adding a
 * client is adding a table. Every `effect` states what was measured for a body larger than the client's buffer on
 * Node 20 to 26 (docs/measurements.md).
 */

/** What an operation does to the duty. */
export type Effect =
  /** The body is read to its end, or flows by itself from now on. */
  | 'consume'
  /** The body is abandoned and its connection given back or closed. */
  | 'cancel'
  /** Looks without ending anything. */
  | 'borrow'
  /** Hands the duty to something the engine does not follow. */
  | 'transfer';

/** The shape of a value relative to the resource. */
export type Shape =
  | { readonly handle: string }
  | { readonly promise: Shape }
  | { readonly tuple: readonly Shape[] }
  | { readonly object: Readonly<Record<string, Shape>> }
  /** What `reader.read()` resolves to: the body has ended once `done` is true. */
  | 'read-result';

export interface Method {
  readonly effect: Effect;
  /** What the call returns, where that still belongs to the resource; `'self'` for chaining. */
  readonly returns?: Shape | 'self';
  /** What the call does to the lock of a web stream: `read` never gives it back. */
  readonly locks?: 'read' | 'reader' | 'tee' | 'pipe';
  /** The call gives a reader's lock back. */
  readonly unlocks?: true;
  /** The call ends the body and gives the lock of the reader not back. */
  readonly keepsLock?: true;
  /**
   * What makes the call fail: `unlocked`, that the lock of the body is held, which a whole read never gives back; `untouched`, that
   * anything has been read from it as well, or that it has been cancelled.
   */
  readonly needs?: 'unlocked' | 'untouched';
  /**
   * From when on the body counts as touched: as soon as the call is made, or once what it gives has settled. Left out
   * where neither is certain.
   */
  readonly touches?: 'at once' | 'in the end';
  /** While somebody holds the lock of the stream, the call rejects and ends nothing. */
  readonly rejectsWhileLocked?: true;
  /** What the call gives settles only once what is under way has been read to its end. */
  readonly waits?: true;
  /** The call cuts off what is under way: whoever reads it fails. */
  readonly cutsOff?: true;
  /** It gives the same handle with functions put between it and its users, those that it is given: `agent.compose(interceptor)`. */
  readonly intercepts?: true;
  /** The event of the stream that the call listens for: as long as anybody does, the stream does not flow by itself. */
  readonly listens?: string;
  /** The request may still be sending its body: the call writes a part of it. */
  readonly sends?: true;
  /** The call can fail after it has read everything: what it was to parse may be malformed. */
  readonly parses?: true;
  /** The call splits the body: every branch has to be cancelled, or one of them read. */
  readonly splits?: true;
  /** The body flows into the first argument, so that who has that has the body as well. */
  readonly feeds?: true;
  /**
   * An option of the first argument that turns the method into a mere borrow: `values({ preventCancel: true })`,
   * `iterator({ destroyOnReturn: false })`.
   */
  readonly exceptWithOption?: { readonly option: string; readonly equals: boolean };
}

export type Property =
  /** Another handle of the table, or one of `cancellation-sources.ts`: what is not the resource, but ends it when it is destroyed. */
  | { readonly handle: string; readonly nullable?: true }
  /** A fact that a later condition may test. */
  | 'status'
  | 'ok'
  /** The headers of the response, by name. */
  | 'headers'
  /** Whether something has read from the body. */
  | 'used'
  /** Whether somebody holds the lock of the stream. */
  | 'locked'
  /** True only where nothing is left to end: what it belongs to is destroyed, aborted or at its end. */
  | 'ended'
  /** It has one of these values. */
  | { readonly values: readonly (string | boolean)[] }
  | 'borrow';

/** One kind of object through which a resource can be reached. */
export interface Handle {
  readonly properties?: Readonly<Record<string, Property>>;
  /** Properties not named are read without ending anything; without it, whoever uses one takes the duty. */
  readonly unknownProperties?: 'borrow';
  readonly methods?: Readonly<Record<string, Method>>;
  /** Methods not named give the handle back: `request.setHeader(…).end()`. */
  readonly unknownMethods?: 'self';
  /** What `for await` over it does: leaving the loop early cancels, so entering it settles the duty. */
  readonly iterate?: Effect;
  /** What adding a listener for an event does; events not named are borrowed. */
  readonly events?: Readonly<Record<string, Effect>>;
  /** It does not keep the response alive: once that is collected, whatever has not been read is lost without an error. */
  readonly orphan?: true;
  /** It holds the lock of the stream it was made of, so that only through it the stream can be released. */
  readonly holdsLock?: true;
  /** It is a stream of its own that was made of the body. Where a body was split, releasing one of them alone ends nothing. */
  readonly branch?: true;
  /** It may have been made of a branch, so that who holds the lock of the body itself says nothing of it. */
  readonly mayBeBranch?: true;
  /** Properties that are promises which settle when the body is over. */
  readonly endPromises?: readonly string[];
  /** Events that it tells only when the body is over, too. */
  readonly endEvents?: readonly string[];
  /**
   * Calls that do not throw when they are given constants that make sense, whatever has become of the body: what leads
   * from the handle to the method, and
   * the method. With any other argument nothing is known; nor need calls be named that give a part of the resource,
   * which is there only if they return.
   */
  readonly cannotThrow?: readonly string[];
  /** It can be given to `using` or `await using`, which releases it. */
  readonly disposable?: true;
  /** Classes that it is an instance of, by name, on Node. */
  readonly classes?: readonly string[];
  /**
   * The property of it that a request is given, and the method that makes one of several such: `controller.signal`,
   * `AbortSignal.any([…])`.
   */
  readonly givenAs?: { readonly property: string; readonly joinedBy: string };
  /** What to write to end the duty through this handle; without it, nothing should be written. */
  readonly release?: Release;
}

/** How source code ends the duty. */
export interface Release {
  /** Gives the rest of the body up. */
  readonly cancel: ReleaseForm;
  /** Reads the rest of the body away, which keeps the connection. */
  readonly drain: ReleaseForm;
  /** Which of both to write where nobody has chosen (docs/measurements.md). */
  readonly preferred: 'cancel' | 'drain';
  /** Clients of a protocol of several for which the cancelling form is right; the others drain. */
  readonly cancels?: readonly string[];
}

/** One step of an access path: `.name`, or `?.name` where what stands before it may be null or undefined. */
export interface AccessStep {
  readonly name: string;
  readonly optional: boolean;
}

export interface ReleaseForm {
  /**
   * What leads from the handle to the method that is called, and the method: `.body?.cancel`. A first step that is
   * optional says that the handle may be null.
   */
  readonly call: readonly AccessStep[];
  /** Not every object of this kind has the method: `.return?.()`. */
  readonly mayLack?: true;
  /** It gives a promise, which may reject. */
  readonly promise: boolean;
  /**
   * The property that is false until somebody begins to read the body; absent where the release does nothing to a body
   * that somebody reads.
   */
  readonly unread?: readonly string[];
  /** That property stays false in the turn in which a read begins, so a release in the same turn would cut the read off (measured). */
  readonly tellsLate?: true;
  /** It closes the connection: a request that is still being sent is cut off. */
  readonly severs?: true;
  /** What it makes a Node stream tell its listeners, which the stream does not while nobody reads it (measured). */
  readonly emits?: readonly string[];
  /** It cuts off whoever is reading, and no test tells: never written where somebody may be. */
  readonly cutsReaders?: true;
  /**
   * It refuses what has been asked for in the same turn of the event loop and is not on its way yet; what was asked
   * for tells this event when it is over.
   */
  readonly refusesPending?: { readonly endEvent: string };
}

/** What a call must look like to hand out a resource. */
export interface Acquire {
  /**
   * `module:path` for an export (`undici:request`, `global:fetch`, `node-fetch:` for the default export),
   * `module#Class.method` for a method of an instance, `new module:path` for a constructor.
   */
  readonly call: string;
  /** What the call gives: the value itself, a promise of it, or a request that announces it to a listener. */
  readonly gives: 'value' | 'promise' | 'request';
  /** As a person writes it: `fetch`, `undici.request`. */
  readonly client: string;
  readonly when?: Condition;
  /** The option without which it refuses to send a stream; left out unless it has been measured. */
  readonly streamsWith?: string;
  /**
   * The argument that, if it is given, is called back with an error or, in this parameter, the resource, as one before
   * it may be; the call itself then gives nothing.
   */
  readonly callback?: { readonly argument: number; readonly parameter: number };
  /** A function that is given last hears of the resource as well: it is its first parameter. */
  readonly listener?: true;
}

/** What the arguments of a call must be for it to hand out a resource. */
export type Condition =
  /** An object argument, or the options the instance was made with, has this option. */
  | { readonly option: string; readonly equals: string | boolean }
  /** The same option, where given, says otherwise. */
  | { readonly option: string; readonly differs: string | boolean }
  /** An argument is an instance of one of these (`module#Class`). */
  | { readonly instance: readonly string[] }
  /** Nobody is called back with the whole body. */
  | { readonly callback: false }
  /** Nothing is passed at all. */
  | { readonly bare: true };

/** An error that rejects the acquiring promise and holds an answer which nobody has read. */
export interface Rejection {
  /** The handle of the error. */
  readonly handle: string;
  /** Options by which users decide what is rejected, or see the error first; where one is given nothing is known. */
  readonly exceptWithOption: readonly string[];
  /** What `instanceof` a class of this name says of the error, and a function of this name that is asked about it. */
  readonly is: Readonly<Record<string, boolean>>;
  /** A property of the client through which users see the error first: `client.interceptors`. Whoever mentions it may. */
  readonly interceptedBy?: string;
  /** The module reads the answer itself since it exports this name. */
  readonly fixedWhenExports?: string;
}

export interface Protocol {
  readonly id: string;
  /**
   * A body has to be consumed or cancelled; whoever it is given to takes it. An agent has to be closed; whoever it is
   * given to borrows it.
   */
  readonly resource: 'body' | 'agent';
  /** One sentence: what ends the duty. */
  readonly remedy: string;
  /** What programs usually call what is acquired, best first: for variables that are written. */
  readonly names: readonly string[];
  /** The handle of what is acquired: a key of `handles`. */
  readonly root: string;
  readonly handles: Readonly<Record<string, Handle>>;
  readonly acquire: readonly Acquire[];
  /** Statuses that never have a body that could hold a connection; empty where even those hold one. */
  readonly emptyStatuses: readonly number[];
  /** An answer to HEAD holds nothing. */
  readonly headIsEmpty: boolean;
  /** The option that names the method of a request; `method` by default. */
  readonly methodOption?: string;
  /** Options that hold the body of a request. */
  readonly bodyOptions?: readonly string[];
  /** The id of the protocol of the agents that its requests use. */
  readonly agents?: string;
  /**
   * Once the answer has been read to its end the request ends too, though its body may still be on its way; left out
   * unless it has been measured.
   */
  readonly endsUpload?: true;
  /** An agent that connects only when it is asked for a request, and holds nothing until then. */
  readonly isIdleAtFirst?: true;
  /** What rejects the acquiring promise; absent where no error holds anything to end. */
  readonly rejection?: Rejection;
  /** Methods of the promise itself: `ky(url).json()`. */
  readonly promiseMethods?: Readonly<Record<string, Method>>;
  /**
   * Type names (`module#Name`, `global#Name`) of the root: a function without an implementation that takes what `fetch` takes, and by its
   * declared type gives a promise of one, hands out the resource. Empty where the calls alone tell a response that is
   * to be read from one that has been.
   */
  readonly types: readonly string[];
  /** The event of a request, or of the stream itself, that brings the head of the answer: before it there is nothing to read. */
  readonly headEvent?: string;
  /**
   * The class of the requests whose listeners of that event are given the resource, the cancellation source that they
   * are, and how reports call the client.
   */
  readonly announcedBy?: { readonly emitter: string; readonly source: string; readonly client: string };
  /** The versions that were measured, or are proven by the truth tests. */
  readonly measured: string;
  /** Where versions differ, or an entry needs more than it says; for the documentation. */
  readonly notes?: readonly string[];
}

/** A client that programs are given as often as they import it, and what one without an implementation in reach is recognised by. */
export interface Injectable {
  /** What it hands out a promise of. */
  readonly protocol: Protocol;
  /** The name of the original, and what programs call whatever stands in its place. */
  readonly call: string;
  readonly name: string;
  /** Class of an object that holds the arguments of a request, options included. */
  readonly requestClass: string;
  /**
   * Types of the first parameter that only a client takes, a class and an alias; a function of the request class alone
   * may be a server's handler.
   */
  readonly target: { readonly class: string; readonly alias: string };
  /** How the names of types of its options end, and what those options are called: two of them make such a type. */
  readonly options: { readonly suffix: string; readonly names: readonly string[] };
}

/** All that is known of one client library: adding a client is adding one of these under `clients/`. */
export interface ClientTable {
  readonly protocols: readonly Protocol[];
  /** Modules that make requests and hand out nothing to end; those of the protocols need not be repeated. */
  readonly modules?: readonly string[];
  /**
   * What a call gives that is not the resource, by the resolved name of what is called: an instance (`undici#Dispatcher`), or something
   * that behaves as a module (`ky:`). Methods of what is given have entries of their own, so that a builder is followed call by call.
   */
  readonly gives?: Readonly<Record<string, string>>;
  /** Types that behave as a module: `ky#KyInstance` as `ky:`. */
  readonly moduleTypes?: Readonly<Record<string, string>>;
  /** Packages that have nothing but its types, and the module that these are of. */
  readonly typePackages?: Readonly<Record<string, string>>;
  /** Functions that keep an agent they are given, and where it then is; all other functions of the client use it for one request. */
  readonly agentGoesTo?: Readonly<Record<string, 'result' | 'module'>>;
  /** Constructors whose first argument lives on in what they make, and the handle that this is. */
  readonly wraps?: Readonly<Record<string, string>>;
  /** Functions and constructors that send the body among the options they are given, and refuse one that has been touched or is locked. */
  readonly sends?: readonly string[];
  /** Interceptors that read every body away, so that a request through them leaves nothing to end. */
  readonly emptying?: readonly string[];
}
