/**
 * Summaries: what each function does with a resource that is passed to it, and which resources it returns to its caller.
 *
 * Each is inferred from the function's own graph by the same run that finds leaks, at most once per entry, callees
 * first. Three queries depend on each other and share one cache (`memo.ts`): what a function does with its own resources
 * (`own`), what it does with a resource that is passed to it (`invoke` of a context), and what a call returns (`handout`).
 */
import type { CfgRoot, Graph } from '../cfg/index.js';
import type { Settings } from '../protocols/settings.js';
import type { FunctionNode } from '../syntax/nodes.js';
import type { Slot, Unit } from '../syntax/unit.js';
import type { Bindings } from '../types/definitions.js';
import { Answers } from '../typestate/answers.js';
import type { Acquired, Call, Context, Entry, FunctionDefinition, Observer, Summary } from '../typestate/context.js';
import { handle, type Ref } from '../typestate/refs.js';
import { boundFunction } from '../typestate/passed.js';
import { observedRun, run, startState, type RunResult } from '../typestate/run.js';
import { update, type State } from '../typestate/state.js';
import { isEnding } from '../typestate/step.js';
import { oneOf } from '../typestate/values.js';
import { isEndedElsewhere } from '../types/abortable.js';
import { Oracle } from '../types/oracle.js';
import type { Units } from '../types/program-units.js';
import { AcquireSites, resolvedByListener } from './acquisition.js';
import { callIndexOf, type Listener } from './call-index.js';
import { bindingsKey, bindParameters, boundTo, enter, entryKey, UNBOUND } from './callee-entry.js';
import { cancellationSourcesAtEntry } from './cancellation-sources.js';
import { Failures } from './failures.js';
import { FunctionGraphs } from './function-graphs.js';
import { givenStates } from './given-bodies.js';
import { Handouts, NO_HANDOUT, type Handout, type Queries } from './handouts.js';
import { Memo, OpenQuestions } from './memo.js';
import { replay, type Watch } from './replays.js';

const NOTHING: RunResult = {
  leaks: [],
  uncertain: [],
  ended: new Set(),
  given: [],
  spent: [],
  handed: [],
  outcomes: [],
  endings: [],
  faults: [],
};

const handedBy = ({ acquired, spent }: Handout): readonly Acquired[] => [...acquired, ...spent];

export class Summaries implements Queries {
  readonly oracle: Oracle;
  readonly graphs = new FunctionGraphs();
  readonly #failures: Failures;
  readonly #strict: boolean;
  readonly #sites = new AcquireSites();
  readonly #handouts: Handouts;
  readonly #contexts = new WeakMap<Unit, Context>();
  readonly #answers = new WeakMap<CfgRoot, Answers>();
  readonly #own: Memo<RunResult>;
  readonly #given: Memo<Summary | null>;
  readonly #handedOut: Memo<Handout>;

  constructor(unit: Unit, strict: boolean, settings: Settings, units?: Units) {
    this.oracle = new Oracle(unit, settings, units);
    this.#failures = new Failures(this.oracle, this.graphs);
    this.#strict = strict;
    this.#handouts = new Handouts(this.oracle, this.#sites, this);
    const open = new OpenQuestions();
    this.#own = new Memo(open, NOTHING);
    this.#given = new Memo<Summary | null>(open, null);
    this.#handedOut = new Memo(open, NO_HANDOUT);
  }

  /**
   * The leaks of a function's own resources, and the resources that it returns.
   *
   * @param bound functions that a particular caller passes for parameters: `retry(() => fetch(url))`.
   */
  own(unit: Unit, root: CfgRoot, bound: Bindings = UNBOUND): RunResult {
    return this.#own.get(root, bindingsKey(bound), () => this.#runOwn(unit, root, bound));
  }

  /** The resources that a call returns: from a client, or from an analysed function that acquires them. */
  handout(unit: Unit, call: Call): Handout {
    return this.#handedOut.get(call, '', () => this.#handouts.of(unit, call));
  }

  /** The resources that a call acquires. */
  acquired(unit: Unit, call: Call): readonly Acquired[] {
    return this.handout(unit, call).acquired;
  }

  /** Runs over a function with an observer; null if the function is skipped. */
  trace(unit: Unit, root: CfgRoot, observer: Observer): Graph | null {
    return this.#trace(this.#context(unit, UNBOUND), root, () => this.#start(unit, root), observer);
  }

  /** The same for a function that gets a resource. */
  traceCallee(callee: FunctionDefinition, entry: Entry, observer: Observer): Graph | null {
    const step = enter(callee, entry);
    const start = step.kind === 'goes' ? [step.state] : [];
    const context = this.#context(callee.unit, boundTo(callee, entry.functions));
    return this.#trace(context, callee.node, () => start, observer, true);
  }

  /** What a function does with a resource that it is given; null where that cannot be known. */
  given(callee: FunctionDefinition, entry: Entry): Summary | null {
    return this.#invoke(callee, entry);
  }

  #trace(context: Context, root: CfgRoot, start: () => State[], observer: Observer, asSummary = false): Graph | null {
    return this.graphs.guard(root, () => {
      const graph = this.graphs.of(context.unit, root);
      observedRun(context, graph, start(), asSummary).tell(observer);
      return graph;
    });
  }

  /** The answers of the runs over a function, and over its callees in the file, about its resources. */
  answers(unit: Unit, root: CfgRoot): Answers {
    let answers = this.#answers.get(root);
    if (!answers) {
      const made = (answers = new Answers());
      if (this.own(unit, root) !== NOTHING) this.watch(unit, root, (acquire) => ({ observer: made.observer(acquire) }));
      this.#answers.set(root, answers);
    }
    return answers;
  }

  /** Repeats the runs over a function, and over its callees in the file, with an observer. */
  watch(unit: Unit, root: CfgRoot, watch: Watch): void {
    replay(unit, this.graphs, (bound) => this.#context(unit, bound), watch, root, this.#start(unit, root));
  }

  #context(unit: Unit, bound: Bindings): Context {
    let context = bound === UNBOUND ? this.#contexts.get(unit) : undefined;
    if (!context) {
      context = {
        unit,
        oracle: this.oracle,
        strict: this.#strict,
        invoke: (callee, entry) => this.#invoke(callee, entry),
        acquire: (call) => handedBy(this.#handoutUnder(unit, call, bound)),
        yielded: (iterable) => this.#handouts.yielded(unit, iterable),
        mayThrow: (node) => this.#failures.mayThrow(unit, node),
        mayReject: (promise) => this.#failures.mayReject(unit, promise),
        diverges: (callee) => this.graphs.diverges(callee),
        fails: (callee) => this.graphs.fails(callee),
        captures: (fn) => unit.captures(fn),
        bound,
      };
      if (bound === UNBOUND) this.#contexts.set(unit, context);
    }
    return context;
  }

  /** The resources that a call returns in a function whose caller has passed functions for some of its parameters. */
  #handoutUnder(unit: Unit, call: Call, bound: Bindings): Handout {
    if (bound === UNBOUND || call.type !== 'CallExpression') return this.handout(unit, call);
    const given = boundFunction(unit, bound, call.callee);
    return given ? this.#handouts.ofGiven(unit, call, given) : this.handout(unit, call);
  }

  #runOwn(unit: Unit, root: CfgRoot, bound: Bindings): RunResult {
    const given = givenStates(unit, this.oracle, this.#sites, root);
    if (bound === UNBOUND && given.length === 0 && !this.oracle.mayAcquire(unit, root)) return NOTHING;
    const { byRoot, listeners } = callIndexOf(unit, this.oracle);
    const resolved = (call: Call): readonly Acquired[] => resolvedByListener(unit, this.oracle, this.#sites, call);
    const isWorthIt = (call: Call): boolean => {
      if (bound === UNBOUND && !this.oracle.mayAcquire(unit, call)) return false;
      const { acquired, spent, leaks, faults } = this.#handoutUnder(unit, call, bound);
      const isAny = acquired.length + spent.length + leaks.length + faults.length > 0;
      return isAny || resolved(call).length > 0 || this.#handouts.yielded(unit, call).length > 0;
    };
    const start = [...this.#start(unit, root), ...given];
    if (start.length === 1 && !listeners.has(root) && !byRoot.get(root)?.some(isWorthIt)) return NOTHING;
    const handouts = new Map<Call, Handout>();
    const acquire = (call: Call): readonly Acquired[] => {
      const handout = this.#handoutUnder(unit, call, bound);
      handouts.set(call, handout);
      return [...handedBy(handout), ...resolved(call)];
    };
    const result = this.graphs.guard(root, () =>
      run({ ...this.#context(unit, bound), acquire }, this.graphs.of(unit, root), start, false),
    );
    if (!result) return NOTHING;
    const told = [...handouts.values()];
    return {
      ...result,
      leaks: [...result.leaks, ...told.flatMap(({ leaks }) => leaks)],
      faults: [...result.faults, ...told.flatMap(({ faults }) => faults)],
    };
  }

  #start(unit: Unit, root: CfgRoot): State[] {
    const listening = callIndexOf(unit, this.oracle).listeners.get(root) ?? [];
    return [startState, ...listening.flatMap((one) => this.#listenerState(unit, root as FunctionNode, one))];
  }

  /** The state in which a listener is called. */
  #listenerState(unit: Unit, node: FunctionNode, { acquisition, call, request }: Listener): State[] {
    const { protocol, parameter = 0 } = acquisition;
    const signal = this.oracle.signal(unit, call);
    const isAbortable =
      (signal && this.oracle.mayAbort(unit, signal)) || (request && isEndedElsewhere(request, node, protocol));
    const site = {
      ...this.#sites.of(acquisition, node.params[parameter] ?? call),
      ...(isAbortable ? { isAbortable } : {}),
    };
    const refs = new Map<Slot, Ref>();
    if (request && protocol.announcedBy) refs.set(request, handle(protocol.announcedBy.source));
    for (const { slot, handle: name } of cancellationSourcesAtEntry(unit, acquisition)) refs.set(slot, handle(name));
    const before = Array.from({ length: parameter }, () => null);
    const entered = bindParameters(
      { unit, node },
      update(startState, { site, refs }),
      [...before, handle(protocol.root)],
      before.map(() => oneOf([null, undefined])),
    );
    return entered.kind === 'goes' ? [entered.state] : [];
  }

  #invoke(callee: FunctionDefinition, entry: Entry): Summary | null {
    return this.#given.get(callee.node, entryKey(callee, entry), () => this.#summarise(callee, entry));
  }

  #summarise(callee: FunctionDefinition, entry: Entry): Summary | null {
    const start = enter(callee, entry);
    if (start.kind !== 'goes') return { outcomes: [], endings: isEnding(start) ? [start] : [], faults: [], handed: [] };
    const { unit, node } = callee;
    const passed = boundTo(callee, entry.functions);
    return this.graphs.guard(node, () =>
      run(this.#context(unit, passed), this.graphs.of(unit, node), [start.state], true),
    );
  }
}
