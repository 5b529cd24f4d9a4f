/**
 * One run over the graph of one function: follows every resource from where it is acquired (or, for a summary, from the
 * entry) along every path, and says where the duty is left open.
 *
 * The pieces: `evaluate.ts` is the transfer function of one element, `edges.ts` decides which edges a path takes; this file is the
 * domain the solver asks, and says what leaves the function.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Block, Edge, Element, Graph } from '../cfg/index.js';
import { DEFAULT_LIMITS, solve, type Domain, type Origin } from '../dataflow/solver.js';
import { endsLater } from './answers.js';
import { isWithin } from '../syntax/nodes.js';
import { isField, type Slot, type Unit, type Variable } from '../syntax/unit.js';
import { isExported } from '../syntax/variables.js';
import type { Context, Entry, EscapeRoute, Fault, FunctionDefinition, Observer, Outcome, Summary } from './context.js';
import { Edges, edgeNode } from './edges.js';
import { Evaluator } from './evaluate.js';
import { keeperOf } from './kept-closures.js';
import { Mentioned } from './mentioned.js';
import { leaveLoop } from './methods.js';
import { leakAtExit, leakAt, Leaks, type Leak } from './leaks.js';
import { isDetachedBody } from './detached-body.js';
import { isFailing, isForgotten, isUncaught, isUnhandled } from './failed.js';
import { isShut, leftGenerator } from './generators.js';
import { carries, refKey, type Ref } from './refs.js';
import { HandedOut, type Handed } from './handed-out.js';
import { RemainingUses } from './remaining-uses.js';
import { useUp } from './temporaries.js';
import { Supposed } from './supposed.js';
import { trackedFacts, type TrackedFacts } from './tracked-facts.js';
import {
  isHeld,
  isTemporary,
  joinStates,
  NO_RESOURCE,
  Numbering,
  setRef,
  stateKey,
  update,
  updateDuty,
  variantKey,
  type LeakExit,
  type State,
} from './state.js';
import { escaped, followed, isDeed, isEnding, type Ending, type Step } from './step.js';
import { UNDEFINED } from './values.js';

export interface RunResult extends Summary {
  readonly leaks: readonly Leak[];
  /** Where resources are acquired that only a path leaves open which may be impossible: nothing is reported for it. */
  readonly uncertain: readonly TSESTree.Node[];
  /** The acquire sites of resources that some path reads, releases or hands on, other than by `return`. */
  readonly ended: ReadonlySet<TSESTree.Node>;
  /** What an own run hands to callers. */
  readonly given: readonly Handed[];
  /** What it hands to them although it has been read. */
  readonly spent: readonly Handed[];
}

/** Runs over `graph` from the given states; in a summary run nothing is reported, every open end is an outcome. */
export function run(context: Context, graph: Graph, start: readonly State[], asSummary: boolean): RunResult {
  return observedRun(context, graph, start, asSummary, false).result;
}

/** One thing that an observer is told. */
type Told = (observer: Observer) => void;

/** The same, and what it has seen in the last round of the solver, in which everything has found its place, for an observer to be told. */
export function observedRun(
  context: Context,
  graph: Graph,
  start: readonly State[],
  asSummary: boolean,
  isObserved = true,
): { readonly result: RunResult; readonly tell: Told } {
  const number = new Numbering();
  const fresh = (): FunctionDomain => new FunctionDomain(context, graph, asSummary, number, isObserved ? [] : null);
  const domain = solve(graph.blocks, fresh, start, DEFAULT_LIMITS);
  return { result: domain.result(), tell: (observer) => domain.tell(observer) };
}

export const startState: State = NO_RESOURCE;

class FunctionDomain implements Domain<State, Element, Edge> {
  readonly #context: Context;
  readonly #unit: Unit;
  readonly #graph: Graph;
  readonly #asSummary: boolean;
  readonly #evaluator: Evaluator;
  readonly #number: Numbering;
  readonly #relevance: TrackedFacts;
  readonly #mentioned: Mentioned;
  readonly #remaining: RemainingUses;
  readonly #edges: Edges;
  readonly #losses: Leaks;
  readonly #handedOut: HandedOut;
  readonly #outcomes = new Map<string, Outcome>();
  readonly #faults = new Map<string, Fault>();
  readonly #passedOn: Summary['handed'][number][] = [];
  readonly #ended = new Set<TSESTree.Node>();
  readonly #endings = new Map<string, Ending>();
  readonly #returnsValues: boolean;
  readonly #supposed: Supposed;
  /** The state whose element is being evaluated. */
  #state: State = NO_RESOURCE;
  #element: TSESTree.Node;
  /** What observers will be told of this round; null where there are none. */
  readonly #events: Told[] | null;
  /** Whether a function that the element runs has not run to its end. */
  #isPending = false;

  constructor(context: Context, graph: Graph, asSummary: boolean, number: Numbering, events: Told[] | null) {
    this.#number = number;
    this.#events = events;
    this.#context = context;
    this.#unit = context.unit;
    this.#graph = graph;
    this.#asSummary = asSummary;
    this.#element = graph.root;
    this.#losses = new Leaks(graph);
    this.#returnsValues = graph.blocks.some(({ elements }) =>
      elements.some((element) => element.type === 'return' && element.argument),
    );
    this.#relevance = trackedFacts(this.#unit, graph);
    this.#supposed = new Supposed(context);
    const onFault = (fault: Fault): void => {
      const { isBlurred, supposed } = this.#state;
      if (isBlurred) return;
      if (supposed) this.#supposed.add(supposed, fault);
      else this.#faults.set(this.#keyOf(fault), fault);
    };
    this.#edges = new Edges(context, graph, this.#relevance, asSummary, onFault, this.#supposed);
    this.#mentioned = new Mentioned(this.#unit, graph);
    this.#remaining = new RemainingUses(context, graph, this.#mentioned, asSummary);
    this.#handedOut = new HandedOut(this.#unit, graph.root, number);
    this.#evaluator = new Evaluator(
      { ...context, invoke: (callee, entry) => this.#invoke(callee, entry) },
      asSummary ? () => true : (variable) => this.#isLocal(variable),
      (state, by, value) => this.#hand(state, by, value),
      onFault,
      asSummary,
    );
  }

  result(): RunResult {
    return {
      leaks: this.#losses.leaks(),
      uncertain: this.#losses.uncertain(),
      faults: [
        ...this.#faults.values(),
        ...this.#supposed.faults().filter((fault) => !this.#faults.has(this.#keyOf(fault))),
      ],
      ended: this.#ended,
      given: this.#handedOut.given(),
      spent: this.#handedOut.spent(),
      handed: this.#passedOn,
      outcomes: [...this.#outcomes.values()],
      endings: [...this.#endings.values()],
    };
  }

  #keyOf({ kind, node }: Fault): string {
    return `${kind} ${this.#number.of(node)}`;
  }

  tell(observer: Observer): void {
    for (const event of this.#events ?? []) event(observer);
  }

  key(state: State): string {
    return stateKey(state, this.#number);
  }

  variant(state: State, block?: number): string | undefined {
    if (!state.site || state.isBlurred) return undefined;
    const { separating } = this.#relevance;
    return block === undefined
      ? variantKey(state, separating)
      : variantKey(state, (place, value) =>
          this.#mentioned.isAskedFrom(block, place) ? separating(place, value) : null,
        );
  }

  blur(state: State): State {
    return update(state, { isBlurred: true });
  }

  join(a: State, b: State): State {
    return joinStates(a, b);
  }

  element(element: Element, before: State, origin: Origin<Edge>): readonly State[] {
    const { lock } = before.duty;
    const state = lock?.by === 'loop' && !isWithin(element.node, lock.node) ? leaveLoop(before) : before;
    this.#state = state;
    this.#supposed.passes(element.node, state);
    this.#element = element.node;
    this.#isPending = false;
    const steps = this.#evaluator.element(element, state, origin);
    const next = steps
      .map((step) => followed(step) ?? this.#watched(step, element.node, state))
      .filter((one) => one !== undefined);
    const isOpen = (one: State): boolean => one.site === state.site && one.duty.phase === 'open';
    if (state.site && state.duty.phase === 'open' && (steps.some(isEnding) || !next.every(isOpen)))
      this.#ended.add(state.site.node);
    for (const step of steps) if (isEnding(step)) this.#note(state, step);
    if (this.#events) this.#observe(this.#events, element, state, steps, origin);
    if (next.length === 1 && next[0] === state) return next;
    return next.flatMap((one) => this.#keepIfHeld(one, state, element.node, origin, this.#graph.blocks[origin.block]!));
  }

  edge(edge: Edge, state: State, origin: Origin<Edge>): State | null {
    if (this.#events && this.#graph.blocks[origin.block]!.elements.length === 0)
      this.#events.push((observer) => observer.enters?.(origin.block, state));
    this.#state = state;
    if (edge.kind === 'iterate') this.#supposed.passes(edge.loop, state);
    const step = this.#edges.step(edge, state);
    if (step.kind === 'infeasible' || step.kind === 'diverges') return null;
    if (edge.kind !== 'exception' || !edge.implicit || this.#context.strict || state.completion?.thrown)
      this.#losses.take(edge);
    if (isEnding(step)) {
      this.#note(state, step);
      if (state.site && edge.kind === 'iterate') this.#ended.add(state.site.node);
    }
    if (step.kind === 'goes' && this.#remaining.isDecided(this.#graph.blocks[origin.block]!, edge, state)) return null;
    if (isEnding(step))
      this.#events?.push((observer) => observer.settles(state, edgeNode(edge) ?? this.#graph.root, step));
    const passed = followed(step) ?? (isEnding(step) && this.#context.isThorough ? goOn(state, step) : undefined);
    if (!passed) return null;
    if (passed.kept.size > 0 && this.#isKept(edge, passed)) return null;
    if (edge.to === this.#graph.exit || edge.to === this.#graph.throwExit) {
      if (passed.supposed) return null;
      this.#finish(this.#leave(edge, passed, true), passed, edge, origin);
      return null;
    }
    const left = this.#leave(edge, passed);
    if (this.#remaining.isOver(left, edge.to)) return null;
    if (left === passed) return left;
    return this.#keepIfHeld(left, state, edge.cause ?? this.#graph.root, origin, edge.to)[0] ?? null;
  }

  /** Whether the resource is left to a function that is kept for later, when the scopes end that the edge leaves. */
  #isKept(edge: Edge, state: State): boolean {
    const isLast = edge.to === this.#graph.exit || edge.to === this.#graph.throwExit;
    if (!keeperOf(this.#unit, state, isLast ? [...edge.leaves, this.#graph.root] : edge.leaves)) return false;
    const ending = escaped('closure');
    this.#note(state, ending);
    this.#events?.push((observer) => observer.settles(state, edge.cause ?? this.#graph.root, ending));
    return true;
  }

  /** Where a repair is checked, the state in which a path goes on whose duty has ended at `node`. */
  #watched(step: Step, node: TSESTree.Node, before: State): State | undefined {
    if (!this.#context.isWritten || !isEnding(step) || !isDeed(step)) return undefined;
    const isWritten = this.#context.isWritten(node);
    const isKept = step.kind === 'escaped' || (!isWritten && endsLater(node, before, this.#isPending));
    if (!isKept && !isWritten) return undefined;
    return updateDuty(useUp(before, node), { phase: isKept ? 'escaped' : 'released' });
  }

  /** A callee that ends the duty on some of its paths has been asked to, whatever becomes of the call. */
  #invoke(callee: FunctionDefinition, entry: Entry): Summary | null {
    const summary = this.#context.invoke(callee, entry);
    const at = this.#element;
    this.#events?.push((observer) => observer.calls?.(at, callee, entry, summary));
    if (summary?.endings.some(isDeed)) this.#ended.add(entry.site.node);
    this.#isPending ||= isPending(callee, this.#element);
    return summary;
  }

  /** Remembers how the duty of a path ends. */
  #note(state: State, ending: Ending): void {
    const word = ending.kind === 'fulfilled' ? ending.by : ending.to;
    this.#endings.set(`${ending.kind} ${word}`, { ...ending, watched: undefined });
    // A condition does not count as a read.
    if (ending.kind === 'fulfilled' && word !== 'empty' && word !== 'ended') this.#handedOut.settled(state);
  }

  #observe(events: Told[], element: Element, state: State, steps: readonly Step[], origin: Origin<Edge>): void {
    const isPending = this.#isPending;
    const isFirst = element === this.#graph.blocks[origin.block]!.elements[0];
    if (isFirst) events.push((observer) => observer.enters?.(origin.block, state));
    events.push((observer) => observer.evaluates?.(element, state, steps, isPending));
    if (!state.site || state.duty.phase !== 'open' || steps.some((step) => step.kind === 'goes')) return;
    for (const step of steps)
      if (isEnding(step)) events.push((observer) => observer.settles(state, element.node, step));
  }

  /** Ends the variables of the scopes that the edge leaves. */
  #leave(edge: Edge, state: State, isLast = false): State {
    let next = state;
    if (!state.site) return next;
    for (const node of isLast ? [...edge.leaves, this.#graph.root] : edge.leaves) {
      for (const variable of this.#unit.variablesOf(node)) {
        const ref = next.refs.get(variable);
        if (!ref) continue;
        next = setRef(next, variable, null);
      }
    }
    return next;
  }

  /** In a function's own run, a resource without any reference has leaked at that point. */
  #keepIfHeld(next: State, before: State, node: TSESTree.Node, origin: Origin<Edge>, onward: Block): State[] {
    if (!next.site || this.#asSummary) return [next];
    // A helper that has failed is to blame for what its failure loses.
    if (isHeld(next))
      return [next.blame && !next.completion && !isFailing(next) ? update(next, { blame: null }) : next];
    // A resource without references has no further uses.
    if (this.#context.isThorough) return [];
    if (!isHeld(before) && next.site === before.site && !isForgotten(next)) return [next];
    // An unhandled rejection ends the process.
    if (!next.blame && next.site === before.site && isUnhandled(before)) return [];
    if (next.duty.phase === 'escaped' || next.duty.phase === 'reading') return [next];
    if (next.duty.phase !== 'open') return [];
    if (next.refs.size > 0)
      return [next.blame ? next : update(next, { blame: { node, kind: 'discard', refs: before.refs } })];
    this.#leak(next, before, leakAt(next, node), origin, onward);
    return [];
  }

  #finish(state: State, before: State, edge: Edge, origin: Origin<Edge>): void {
    if (!state.site || state.duty.phase === 'reading') return;
    if (isUncaught(state, this.#graph.root) && edge.to === this.#graph.throwExit) return;
    const kind = edge.to === this.#graph.exit ? 'return' : 'throw';
    const { completion } = state;
    const exit = leakAtExit(state, edge, this.#graph.root);
    if (!this.#asSummary && completion?.value && carries(completion.value)) {
      this.#hand(before, kind, completion.value);
      return;
    }
    // All that the caller has is what the function was given.
    if (this.#asSummary && state.site.copiedBy) return;
    if (this.#asSummary) {
      const outcome: Outcome = {
        kind,
        value: completion ? completion.value : this.#returnsValues && kind === 'return' ? NOTHING : null,
        captured: this.#captured(state),
        duty: state.duty,
        isBlurred: state.isBlurred,
        exit: { ...exit, refs: exit.refs ?? before.refs },
      };
      this.#outcomes.set(
        `${outcome.kind} ${refKey(outcome.value)} ${exit.node.range[0]} ${stateKey({ ...state, completion: null, refs: new Map(outcome.captured) }, this.#number)}`,
        outcome,
      );
      return;
    }
    if (state.duty.phase !== 'open') return;
    // Whether a generator is left that has no `finally`, its consumer decides.
    const left = exit.kind === 'yield' ? leftGenerator(exit.node, before.refs) : null;
    if (left && !isShut(left)) this.#handGenerator(before, left);
    else this.#leak(state, before, exit, origin, edge.to);
  }

  #handGenerator(state: State, value: Ref): void {
    if (!state.isBlurred && !state.implicit && !state.duty.flow) this.#handedOut.add(state, 'left', value);
  }

  #hand(state: State, by: EscapeRoute, value: Ref): void {
    if (!state.site || state.site.isGiven) return;
    if (this.#asSummary) {
      if (typeof by !== 'string') this.#passedOn.push({ by, value, state });
      return;
    }
    if (by !== 'return' && by !== 'throw') this.#ended.add(state.site.node);
    if (state.isBlurred) return;
    const { closing, phase, flow } = state.duty;
    // Its reader is known by now; the receiver has nothing to end.
    if (flow) return;
    // After a failed request the body is not needed.
    if (closing && by !== 'throw')
      this.#faults.set(`premature-close ${this.#number.of(closing)}`, {
        kind: 'premature-close',
        node: closing,
        site: state.site,
        cause: state.completion?.node ?? closing,
      });
    if (phase === 'locked') this.#handedOut.addSpent(state, by, value);
    if (phase !== 'open') return;
    const node = state.completion?.node ?? state.site.node;
    if (isDetachedBody(state, value) && state.duty.lock === null)
      this.#faults.set(`orphaned-body ${this.#number.of(node)}`, {
        kind: 'orphaned-body',
        node,
        site: state.site,
        cause: node,
      });
    this.#handedOut.add(state, by, value);
  }

  #captured(state: State): ReadonlyMap<Slot, Ref> {
    return new Map(
      [...state.refs].filter((entry): entry is [Slot, Ref] => !isTemporary(entry[0]) && !this.#isLocal(entry[0])),
    );
  }

  #leak(state: State, before: State, at: LeakExit, origin: Origin<Edge>, next: Block): void {
    const { flow } = state.duty;
    if (flow?.until === 'stopped') return;
    const exit: LeakExit = flow ? { kind: 'sink', node: flow.node } : at;
    if (state.isBlurred) return this.#losses.addUncertain(state.site!);
    this.#losses.add({ site: state.site!, exit, implicit: state.implicit, before, origin, born: state.born }, next);
  }

  #isLocal(variable: Slot): boolean {
    if (isField(variable)) return false;
    if (this.#graph.root.type === 'Program' && isShared(variable)) return false;
    for (let scope: typeof variable.scope | null = variable.scope; scope; scope = scope.upper) {
      if (scope.block === this.#graph.root) return true;
      if (scope.type === 'function') return false;
    }
    return false;
  }
}

/** What a function gives that ends without a value. */
const NOTHING: Ref = { kind: 'value', value: UNDEFINED };

/** What is empty, aborted or read may be touched all the same. */
const goOn = (state: State, ending: Ending): State =>
  ending.kind === 'fulfilled' && (ending.by === 'empty' || (ending.by === 'ended' && state.duty.lock?.by !== 'reader'))
    ? state
    : updateDuty(state, { phase: 'locked' });

/** Whether a function has not run to its end when a call of it is over. */
const isPending = ({ node }: FunctionDefinition, call: TSESTree.Node): boolean =>
  node.generator || (node.async && !isWithin(node, call) && call.parent?.type !== 'AwaitExpression');

/** A variable of the module that others see: exported, or used in a function. */
function isShared(variable: Variable): boolean {
  return (
    isExported(variable) ||
    variable.references.some((reference) => reference.from.variableScope !== variable.scope.variableScope)
  );
}
