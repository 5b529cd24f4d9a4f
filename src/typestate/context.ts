/** What a run over one function needs from above it: summaries come in as a callback, never as an import. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Element } from '../cfg/index.js';
import type { ClassNode } from '../syntax/classes.js';
import type { FunctionNode } from '../syntax/nodes.js';
import type { Slot, Unit, Variable } from '../syntax/unit.js';
import type { Bindings, FunctionDefinition, Passed } from '../types/definitions.js';
import type { Oracle } from '../types/oracle.js';
import type { Conditions } from './handout-conditions.js';
import type { Ref } from './refs.js';
import type { Duty, LeakExit, AcquireSite, State } from './state.js';
import type { Ending, Going, Step } from './step.js';
import type { StatusSet } from './statuses.js';
import type { AbstractValue } from './values.js';

export type Call = TSESTree.CallExpression | TSESTree.NewExpression;

export type { FunctionDefinition };

/** What a callee is entered with, relative to the resource its caller follows. */
export interface Entry {
  readonly site: AcquireSite;
  /** By parameter position. */
  readonly refs: readonly (Ref | null)[];
  readonly known: readonly AbstractValue[];
  /** Variables of outer functions, and fields, that refer to the resource. */
  readonly captured: ReadonlyMap<Slot, Ref>;
  /** What is known of variables of outer functions: flags that the callee looks at. */
  readonly seen: ReadonlyMap<Variable, AbstractValue>;
  readonly duty: Duty;
  /** The caller is not in sight, or passes more than is known: a parameter beyond `refs` may have any value. */
  readonly isOpen: boolean;
  /** Analysed functions that are passed along, by parameter position. */
  readonly functions: readonly (Passed | null)[];
}

/** One way in which a callee ends with the duty still open. */
export interface Outcome {
  readonly kind: 'return' | 'throw';
  readonly value: Ref | null;
  readonly captured: ReadonlyMap<Slot, Ref>;
  readonly duty: Duty;
  /** Whether the callee may end so is not certain: facts were lost on the way. */
  readonly isBlurred: boolean;
  readonly exit: LeakExit;
}

/** What a callee does with what it is given. */
export interface Summary {
  /** How it comes back with the duty still open. */
  readonly outcomes: readonly Outcome[];
  /** What ends the duty, or takes it, on its other paths. */
  readonly endings: readonly Ending[];
  readonly faults: readonly Fault[];
  /** What is handed to the caller of an outer function on the way: `resolve(response)` in a callback. */
  readonly handed: readonly { readonly by: EscapeRoute; readonly value: Ref; readonly state: State }[];
}

/** Something that breaks where it stands, whatever becomes of the duty. */
export interface Fault {
  readonly kind: 'locked-cancel' | 'premature-close' | 'cut-read' | 'orphaned-body' | 'body-reuse';
  readonly node: TSESTree.Node;
  readonly site: AcquireSite;
  /** What read or locked the body, or what made the agent close early. */
  readonly cause: TSESTree.Node;
  /** The second use of a body fails, or gets nothing without an error. */
  readonly mayGetNothing?: boolean;
}

/** The operation after which a body cannot be read any more. */
export type Spent = Pick<Duty, 'phase' | 'lock' | 'touched'>;

/** A resource that a call hands to its caller. */
export interface Acquired {
  readonly site: AcquireSite;
  readonly value: Ref;
  readonly status: StatusSet;
  /** The function that returns it has read it, so that nothing is left to end. */
  readonly spent?: Spent | undefined;
  /** What can end it from outside, by where that is: the abort controller, the agent. */
  readonly cancellationSources: readonly { readonly slot: Slot; readonly handle: string }[];
  /** A function that is called with it later on, by when the variable holds it. */
  readonly heard?: { readonly by: TSESTree.Node; readonly variable: Variable | null } | undefined;
  /** A test of the arguments that makes it a request without a resource when it comes out so: `probe ? 'HEAD' : 'GET'`. */
  readonly unless?: { readonly test: TSESTree.Expression; readonly outcome: boolean } | undefined;
  /** What holds of the arguments of the function where it is handed out, by path. */
  readonly given?: readonly Conditions[] | null;
  /** It is not the result of the call, but what the promise of an executor is resolved with: `http.get(url, resolve)`. */
  readonly resolves?: Variable;
}

/**
 * How a resource leaves the function that acquired it: by `return`, by `yield`, in an error that is thrown, or through
 * a promise's `resolve`; or how it stays in a generator which its consumer has `left`.
 */
export type EscapeRoute = 'return' | 'yield' | 'throw' | 'left' | Variable;

/** What becomes of a path that runs a callback: what it returns or throws is the caller's to know. */
export type CallbackStep = (Going & { readonly result: Ref | null; readonly threw: boolean }) | Exclude<Step, Going>;

/** What pieces of the transfer of calls ask of the whole. */
export interface CallHost {
  readonly context: Context;
  readonly onFault: OnFault;
  /**
   * How a function that captures the resource ends the duty on some path, or lets its callers have the resource; null
   * where it does not.
   */
  closureEnding(state: State, fn: FunctionNode): Ending | null;
  /** What an argument refers to. */
  argument(call: Call, state: State, index: number): Ref | null;
  /** What becomes of the path that runs a callback with the values; null where the callback cannot be analysed. */
  callback(
    call: Call,
    state: State,
    callback: TSESTree.Node,
    values: readonly (Ref | null)[],
  ): readonly CallbackStep[] | null;
}

/** Told when something breaks. */
export type OnFault = (fault: Fault) => void;

/** Told when a value that carries the resource leaves the function in a way its callers can see. */
export type OnHanded = (state: State, by: EscapeRoute, value: Ref) => void;

/** An observer of a run, called once the run is over. */
export interface Observer {
  /** The state in which a path comes to the start of a block. */
  enters?(block: number, state: State): void;
  /** What becomes of a path at an element; `isPending` where a function that is run there has not run to its end. */
  evaluates?(element: Element, before: State, steps: readonly Step[], isPending: boolean): void;
  /** The element at `node` runs an analysed function that gets the resource which a path follows. */
  calls?(node: TSESTree.Node, callee: FunctionDefinition, entry: Entry, summary: Summary | null): void;
  /** The duty of the path ends, or passes to another owner, at `node`. */
  settles(state: State, node: TSESTree.Node, ending: Ending): void;
}

export interface Context {
  readonly unit: Unit;
  readonly oracle: Oracle;
  /** Report what needs an implicit exception too. */
  readonly strict: boolean;
  /**
   * All uses are recorded: the run continues after a condition that finds nothing to release, drops a state without references, and
   * treats a value in a list as handed on.
   */
  readonly isThorough?: boolean;
  /**
   * Set while a repair is checked: whether it has written a node. Paths are then followed after a release of the repair, and after
   * the resource has escaped.
   */
  readonly isWritten?: (node: TSESTree.Node) => boolean;
  /** The summary of a callee for this entry; null where it cannot be known (recursion, a function given up). */
  invoke(callee: FunctionDefinition, entry: Entry): Summary | null;
  /** What evaluating the call acquires, or is handed after it has been read. */
  acquire(call: Call): readonly Acquired[];
  /** What a loop over `iterable` is handed turn by turn: the responses a generator in reach yields. */
  yielded(iterable: TSESTree.Expression): readonly Acquired[];
  /** Whether the evaluation of a node, after that of its operands, may throw. */
  mayThrow(node: TSESTree.Node): boolean;
  /** Whether a promise may be rejected. */
  mayReject(promise: TSESTree.Node): boolean;
  /** Whether the function never returns normally. */
  diverges(callee: FunctionDefinition): boolean;
  /** Whether a `throw` statement of a function leaves it. */
  fails(callee: FunctionDefinition): boolean;
  /** The functions a particular caller has passed for parameters. */
  readonly bound: Bindings;
  /** The outer variables and the fields a function refers to. */
  captures(fn: FunctionNode | ClassNode): readonly Slot[];
}
