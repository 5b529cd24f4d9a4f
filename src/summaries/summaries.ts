/**
 * Summaries: what each function does with a resource it is given, and which resources it hands to its caller.
 *
 * Each is inferred from the function's own graph by the same run that finds leaks, at most once per entry, callees
 * first. Inside a recursive cycle the answer is "unknown"; answers that rest on such a one are forgotten once the
 * outermost question is answered, so that no verdict depends on which function was asked about first.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { buildGraph, type CfgRoot, type Graph } from '../cfg/index.js';
import type { Settings } from '../protocols/settings.js';
import { constantOf } from '../syntax/constants.js';
import { isFunction, isWithin, memberName, stringValue, unwrap, type FunctionNode } from '../syntax/nodes.js';
import { executorOf } from '../syntax/promises.js';
import type { Unit, Variable } from '../syntax/unit.js';
import { initOf } from '../syntax/bindings.js';
import { Oracle, type Acquisition } from '../types/oracle.js';
import type { Units } from '../types/program-units.js';
import { satisfies, passesHead } from '../typestate/handout-conditions.js';
import { subjectOf, type Subject } from '../typestate/terms.js';
import type { Acquired, Context, Entry, Fault, FunctionDefinition, Observer, Summary } from '../typestate/context.js';
import { Answers } from '../typestate/answers.js';
import { handle, promise, rejected, type Ref } from '../typestate/refs.js';
import { calleeLabel } from '../typestate/callee.js';
import type { Leak } from '../typestate/leaks.js';
import { run, startState, type RunResult } from '../typestate/run.js';
import { NO_RESOURCE, update, type AcquireSite, type State } from '../typestate/state.js';
import { ANY_STATUS } from '../typestate/statuses.js';
import { isEnding } from '../typestate/step.js';
import { oneOf } from '../typestate/values.js';
import { callIndexOf, requestVariable } from './call-index.js';
import { bindingsKey, bindParameters, boundTo, enter, entryKey, UNBOUND, type Bindings } from './callee-entry.js';
import { cancellationSourcesAtCall, cancellationSourcesAtEntry } from './cancellation-sources.js';
import { MAX_NESTING, Memo, type Frames } from './memo.js';

const NOTHING: RunResult = {
  leaks: [],
  uncertain: [],
  ended: new Set(),
  given: [],
  handed: [],
  outcomes: [],
  endings: [],
  faults: [],
};

export interface GivenUp {
  readonly root: CfgRoot;
  readonly reason: string;
}

/** A run for its answers. */
interface Replay {
  readonly unit: Unit;
  readonly root: CfgRoot;
  readonly bound: Bindings;
  readonly start: readonly State[];
  /** In a callee: where the resource that it is entered with is acquired. */
  readonly acquire: TSESTree.Node | null;
}

/** Who watches a run and those of the callees in the file; in a callee, with where the resource is acquired. */
type Watch = (acquire: TSESTree.Node | null) => Pick<Context, 'observer' | 'isWritten'>;

export class Summaries {
  readonly oracle: Oracle;
  readonly #strict: boolean;
  readonly #graphs = new WeakMap<TSESTree.Node, Graph>();
  readonly #contexts = new WeakMap<Unit, Context>();
  readonly #followed = new WeakSet<Unit>();
  readonly #own = new Memo<RunResult>();
  readonly #given = new Memo<Summary>();
  readonly #acquired = new WeakMap<TSESTree.Node, readonly Acquired[]>();
  /** Leaks inside helpers that were given a function to acquire with, by the call of the helper. */
  readonly #lost = new WeakMap<TSESTree.Node, readonly Leak[]>();
  /** What breaks inside them, likewise. */
  readonly #broken = new WeakMap<TSESTree.Node, readonly Fault[]>();
  readonly #acquiring = new Set<TSESTree.Node>();
  readonly #sites = new WeakMap<TSESTree.Node, number>();
  #siteCount = 0;
  readonly #answers = new WeakMap<TSESTree.Node, Answers>();
  readonly #givenUp = new WeakMap<TSESTree.Node, GivenUp>();
  readonly #frames: Frames = { depth: 0, asked: 0, lowest: Infinity };

  constructor(unit: Unit, strict: boolean, settings: Settings, units?: Units) {
    this.oracle = new Oracle(unit, settings, units);
    this.#strict = strict;
  }

  /** Whether anything has been inferred from the paths of a function of the file. */
  hasFollowed(unit: Unit): boolean {
    return this.#followed.has(unit);
  }

  /** Why a function was given up, if it was. */
  givenUp(root: CfgRoot): GivenUp | undefined {
    return this.#givenUp.get(root);
  }

  /**
   * The leaks of a function's own resources, and the resources it hands out.
   *
   * @param bound functions that a particular caller passes for parameters: `retry(() => fetch(url))`.
   */
  own(unit: Unit, root: CfgRoot, bound: Bindings = UNBOUND): RunResult {
    return this.#own.get(root, bindingsKey(bound), this.#frames, () => this.#runOwn(unit, root, bound)) ?? NOTHING;
  }

  /** Runs over a function once more, with somebody watching; `null` where it is given up. */
  trace(
    unit: Unit,
    root: CfgRoot,
    observer: Observer & { called(callee: FunctionDefinition, entry: Entry, summary: Summary | null): void },
  ): { readonly result: RunResult; readonly graph: Graph } | null {
    const context = this.#context(unit, UNBOUND);
    const invoke = (callee: FunctionDefinition, entry: Entry): Summary | null => {
      const summary = context.invoke(callee, entry);
      observer.called(callee, entry, summary);
      return summary;
    };
    return this.#guard(root, () => {
      const graph = this.graph(unit, root);
      return { graph, result: run({ ...context, observer, invoke }, graph, this.#start(unit, root), false) };
    });
  }

  /** What the runs over a function, and over those of the file that it calls, have seen of its resources. */
  answers(unit: Unit, root: CfgRoot): Answers {
    let answers = this.#answers.get(root);
    if (!answers) {
      answers = new Answers();
      if (this.own(unit, root) !== NOTHING)
        this.#watch(unit, root, (acquire) => ({ observer: answers!.observer(acquire) }));
      this.#answers.set(root, answers);
    }
    return answers;
  }

  /** Runs over a repaired function and those of the file that it calls, on behind what the repair has written. */
  check(unit: Unit, root: CfgRoot, watch: Watch): void {
    this.#watch(unit, root, watch);
  }

  #watch(unit: Unit, root: CfgRoot, watch: Watch): void {
    this.#replay({ unit, root, bound: UNBOUND, start: this.#start(unit, root), acquire: null }, watch, new Map());
  }

  /** Runs over a function once more, for its answers. Calls may throw, since somebody may read the resource then. */
  #replay({ unit, root, bound, start, acquire }: Replay, watch: Watch, known: Map<string, Summary | null>): RunResult {
    const context = this.#context(unit, bound);
    const invoke = (callee: FunctionDefinition, entry: Entry): Summary | null => {
      const of = acquire ?? entry.site.node;
      const key = `${of.range[0]} ${callee.node.range[0]} ${entryKey(callee, entry)}`;
      const inner = callee.unit !== unit || known.has(key) ? null : enter(callee, entry);
      if (inner?.kind === 'goes') {
        known.set(key, context.invoke(callee, entry));
        if (known.get(key)) {
          const passed = boundTo(callee, entry.functions);
          const again = { unit, root: callee.node, bound: passed, start: [inner.state], acquire: of };
          known.set(key, this.#replay(again, watch, known));
        }
      }
      return known.get(key) ?? context.invoke(callee, entry);
    };
    return run(
      { ...context, strict: true, isThorough: true, invoke, ...watch(acquire) },
      this.graph(unit, root),
      start,
      acquire !== null,
    );
  }

  #context(unit: Unit, bound: Bindings): Context {
    let context = bound === UNBOUND ? this.#contexts.get(unit) : undefined;
    if (!context) {
      context = {
        unit,
        oracle: this.oracle,
        strict: this.#strict,
        invoke: (callee, entry) => this.#invoke(callee, entry),
        acquire: (call) => this.#acquiredUnder(unit, call, bound),
        yielded: (iterable) => this.#yielded(unit, iterable),
        diverges: (callee) => this.#diverges(callee),
        captures: (fn) => unit.captures(fn),
        bound: (variable) => bound.get(variable) ?? null,
      };
      if (bound === UNBOUND) this.#contexts.set(unit, context);
    }
    return context;
  }

  #acquiredUnder(
    unit: Unit,
    call: TSESTree.CallExpression | TSESTree.NewExpression,
    bound: Bindings,
  ): readonly Acquired[] {
    const variable =
      bound !== UNBOUND && call.type === 'CallExpression' && call.callee.type === 'Identifier'
        ? unit.variable(call.callee)
        : undefined;
    const given = variable && bound.get(variable);
    return given && call.type === 'CallExpression'
      ? this.#handedBy(unit, call, given, (ref) => ref)
      : this.acquired(unit, call);
  }

  /** What evaluating a call acquires: from a client, or from a function in reach that hands it out. */
  acquired(unit: Unit, call: TSESTree.CallExpression | TSESTree.NewExpression): readonly Acquired[] {
    let known = this.#acquired.get(call);
    if (!known) {
      // A function that calls itself with another function asks about the same call again.
      if (this.#acquiring.has(call) || this.#acquiring.size >= MAX_NESTING) {
        this.#frames.lowest = 0;
        return [];
      }
      this.#acquiring.add(call);
      const outer = this.#frames.lowest;
      this.#frames.lowest = Infinity;
      try {
        known =
          call.type === 'CallExpression'
            ? this.#acquire(unit, call)
            : [...this.#constructed(unit, call), ...this.#promised(unit, call)];
      } finally {
        this.#acquiring.delete(call);
      }
      if (this.#frames.lowest === Infinity) this.#acquired.set(call, known);
      this.#frames.lowest = Math.min(outer, this.#frames.lowest);
    }
    return known;
  }

  #runOwn(unit: Unit, root: CfgRoot, bound: Bindings): RunResult {
    const calls = callIndexOf(unit, this.oracle);
    const listening = calls.listeners.get(root) ?? [];
    const acquires = (calls.byRoot.get(root) ?? []).some(
      (call) =>
        this.#acquiredUnder(unit, call, bound).length > 0 ||
        this.#yielded(unit, call).length > 0 ||
        this.#lost.has(call),
    );
    if (!acquires && listening.length === 0) return NOTHING;
    const result =
      this.#guard(root, () =>
        run(this.#context(unit, bound), this.graph(unit, root), this.#start(unit, root), false),
      ) ?? NOTHING;
    const lost = (calls.byRoot.get(root) ?? []).flatMap((call) => this.#lost.get(call) ?? []);
    const broken = (calls.byRoot.get(root) ?? []).flatMap((call) => this.#broken.get(call) ?? []);
    return lost.length + broken.length > 0
      ? { ...result, leaks: [...result.leaks, ...lost], faults: [...result.faults, ...broken] }
      : result;
  }

  #start(unit: Unit, root: CfgRoot): State[] {
    const listening = callIndexOf(unit, this.oracle).listeners.get(root) ?? [];
    return [
      startState,
      ...listening.flatMap((one) =>
        this.#listenerState(unit, root as FunctionNode, one.acquisition, one.call, one.request),
      ),
    ];
  }

  #listenerState(
    unit: Unit,
    fn: FunctionNode,
    acquisition: Acquisition,
    call: TSESTree.CallExpression,
    request: Variable | null,
  ): State[] {
    const { protocol, parameter = 0 } = acquisition;
    const site = this.#site(acquisition, fn.params[parameter] ?? call);
    const refs = new Map<Variable, Ref>();
    if (request && protocol.announcedBy) refs.set(request, handle(protocol.announcedBy.source));
    for (const { variable, handle: name } of cancellationSourcesAtEntry(unit, acquisition))
      refs.set(variable, handle(name));
    const before = Array.from({ length: parameter }, () => null);
    const bound = bindParameters(
      { unit, node: fn },
      update(startState, { site, refs }),
      [...before, handle(protocol.root)],
      before.map(() => oneOf([null, undefined])),
    );
    return bound.kind === 'goes' ? [bound.state] : [];
  }

  #acquire(unit: Unit, call: TSESTree.CallExpression): readonly Acquired[] {
    const acquisition = this.oracle.acquisition(unit, call);
    if (acquisition) {
      if (acquisition.gives === 'callback') return [];
      if (acquisition.protocol.resource === 'agent' && isModuleLevel(call)) return [];
      const root = handle(acquisition.protocol.root);
      const value =
        acquisition.gives === 'value'
          ? root
          : promise(acquisition.gives === 'message' ? { kind: 'array', items: [root], rest: null } : root);
      const method = this.oracle.headOption(unit, call, acquisition.protocol);
      const acquired = {
        site: {
          ...this.#site(acquisition, call),
          method: named(unit, method),
          ...abortability(unit, this.oracle.signal(unit, call)),
        },
        value,
        status: ANY_STATUS,
        cancellationSources: cancellationSourcesAtEntry(unit, acquisition),
        heard: acquisition.listener && { by: acquisition.listener, variable: requestVariable(unit, call) },
        unless: method ? headChoice(unit, method) : undefined,
      };
      const { rejection } = acquisition.protocol;
      return acquisition.rejects && rejection
        ? [
            acquired,
            { ...acquired, site: this.#site(acquisition, call, true), value: rejected(handle(rejection.handle)) },
          ]
        : [acquired];
    }
    const callee = unwrap(call.callee);
    const provider = this.oracle.provider(unit, call);
    if (provider?.kind === 'function')
      return provider.node.generator
        ? []
        : this.#handedBy(unit, call, provider, (ref) => ref, this.#bindings(unit, call, provider));
    if (callee.type !== 'MemberExpression') return [];
    const name = memberName(callee);
    const callback = call.arguments[0] && unwrap(call.arguments[0]);
    if (!isFunction(callback)) return [];
    const inline: FunctionDefinition = { kind: 'function', unit, node: callback };
    if (name === 'then') return this.#handedBy(unit, call, inline, promise);
    if (name === 'map' || name === 'flatMap')
      return this.#handedBy(unit, call, inline, (ref) => ({ kind: 'array', items: [], rest: ref }));
    return [];
  }

  /** The resources a callee hands to this call, as the caller sees them. */
  #handedBy(
    unit: Unit,
    call: TSESTree.CallExpression,
    callee: FunctionDefinition,
    wrap: (ref: Ref) => Ref,
    bound: Bindings = UNBOUND,
  ): readonly Acquired[] {
    const isInline = callee.unit === unit && isWithin(callee.node, call);
    const by = callee.node.generator ? 'yield' : 'return';
    const throws = callee.node.async && !callee.node.generator;
    const result = this.own(callee.unit, callee.node, bound);
    if (bound !== UNBOUND) this.#blameHelper(unit, call, callee, result);
    return result.given
      .filter(
        (handed) =>
          (handed.by === by || (handed.by === 'throw' && throws)) &&
          (handed.terms === null || satisfies(unit, call, callee, handed.terms)) &&
          !this.#isHead(unit, call, callee, handed.site),
      )
      .map(({ site, value, status, ...handed }) => ({
        site: isInline ? site : this.#site(site, call, site.isRejection),
        value: wrap(
          handed.by === 'throw' ? rejected(value) : callee.node.async && by === 'return' ? promise(value) : value,
        ),
        status,
        cancellationSources: cancellationSourcesAtCall(unit, call, callee, handed.cancellationSources),
      }));
  }

  #isHead(
    unit: Unit,
    call: TSESTree.CallExpression,
    callee: FunctionDefinition,
    { protocol, method }: AcquireSite,
  ): boolean {
    return (
      this.oracle.tellsHead(unit, call, protocol) || (method !== undefined && passesHead(unit, call, callee, method))
    );
  }

  /** The parameters of `callee` that this call fills with functions which hand out a resource, or are given one. */
  #bindings(unit: Unit, call: TSESTree.CallExpression, callee: FunctionDefinition): Bindings {
    const functions = call.arguments.map((argument) => {
      const given = this.oracle.localDefinition(unit, argument);
      return given?.kind === 'function' && !given.node.generator ? given : null;
    });
    if (functions.every((given) => given === null)) return boundTo(callee, []);
    const acquires = (callIndexOf(callee.unit, this.oracle).byRoot.get(callee.node) ?? []).some(
      (inner) => this.acquired(callee.unit, inner).length > 0,
    );
    const useful = functions.map((given) =>
      given && (acquires || this.own(unit, given.node).given.some(({ by }) => by === 'return')) ? given : null,
    );
    return boundTo(callee, useful);
  }

  /** What a helper leaks of the resources its caller lets it acquire is the caller's to know; what it acquires by itself stays its own. */
  #blameHelper(
    unit: Unit,
    call: TSESTree.CallExpression,
    callee: FunctionDefinition,
    { leaks, faults }: RunResult,
  ): void {
    const file = callee.unit === unit ? '' : callee.unit.filename;
    const start: Leak['origin'] = { block: 0, edge: null, before: null };
    this.#broken.set(
      call,
      faults.map((fault) => (callee.unit === unit ? fault : { ...fault, node: call, cause: call })),
    );
    const own = leaks.filter(
      ({ site }) => !this.own(callee.unit, callee.node).leaks.some((leak) => leak.site.node === site.node),
    );
    this.#lost.set(
      call,
      own.map((leak) => {
        const { site, exit, implicit } = leak;
        if (callee.unit === unit && this.#isOwnSite(unit, site.node)) return leak;
        return {
          site: this.#site(site, call),
          exit: {
            kind: 'helper',
            node: call,
            blame: { node: call, kind: 'helper', helper: { name: calleeLabel(callee), exit, file } },
          },
          implicit,
          before: NO_RESOURCE,
          origin: start,
          born: start,
        };
      }),
    );
  }

  /** Whether a resource is acquired where it says, whoever calls the function around it. */
  #isOwnSite(unit: Unit, node: TSESTree.Node): boolean {
    return (
      (node.type === 'CallExpression' || node.type === 'NewExpression') &&
      this.acquired(unit, node).some(({ site }) => site.node === node)
    );
  }

  /** An agent; one that the module makes for itself lives as long as the process. */
  #constructed(unit: Unit, made: TSESTree.NewExpression): readonly Acquired[] {
    const acquisition = this.oracle.acquisition(unit, made);
    if (!acquisition || isModuleLevel(made)) return [];
    return [
      {
        site: this.#site(acquisition, made),
        value: handle(acquisition.protocol.root),
        status: ANY_STATUS,
        cancellationSources: [],
      },
    ];
  }

  /** What a loop over a generator's result is handed. */
  #yielded(unit: Unit, iterable: TSESTree.Expression): readonly Acquired[] {
    const node = unwrap(iterable);
    const init = node.type === 'Identifier' ? initOf(unit.variable(node)) : node;
    const call = init && unwrap(init);
    if (call?.type !== 'CallExpression') return [];
    const provider = this.oracle.provider(unit, call);
    return provider?.kind === 'function' && provider.node.generator
      ? this.#handedBy(unit, call, provider, (ref) => ref)
      : [];
  }

  /** What `new Promise(executor)` resolves to, where the executor or a callback in it resolves it with a resource. */
  #promised(unit: Unit, made: TSESTree.NewExpression): readonly Acquired[] {
    const executor = executorOf(made);
    const resolve = executor?.params[0] && unit.variable(executor.params[0]);
    if (!resolve) return [];
    const calls = callIndexOf(unit, this.oracle);
    const acquired: Acquired[] = [];
    for (const [root, own] of calls.byRoot) {
      if (!isWithin(root, executor)) continue;
      for (const { site, by, value, status, cancellationSources, terms } of this.own(unit, root).given)
        if (by === resolve && terms === null)
          acquired.push({ site, value: promise(value), status, cancellationSources });
      for (const call of own) {
        const acquisition = call.type === 'CallExpression' ? this.oracle.acquisition(unit, call) : null;
        if (
          acquisition?.gives === 'callback' &&
          !acquisition.parameter &&
          unit.variable(acquisition.listener!) === resolve
        )
          acquired.push({
            site: this.#site(acquisition, call),
            value: promise(handle(acquisition.protocol.root)),
            status: ANY_STATUS,
            cancellationSources: cancellationSourcesAtEntry(unit, acquisition),
          });
      }
    }
    return acquired;
  }

  #site(
    { protocol, client }: { protocol: AcquireSite['protocol']; client: string },
    node: TSESTree.Node,
    isRejection?: true,
  ): AcquireSite {
    let id = this.#sites.get(node);
    if (id === undefined) this.#sites.set(node, (id = this.#siteCount += 1));
    return { id: isRejection ? -id : id, protocol, client, node, isRejection };
  }

  #invoke(callee: FunctionDefinition, entry: Entry): Summary | null {
    return (
      this.#given.get(callee.node, entryKey(callee, entry), this.#frames, () => this.#summarise(callee, entry)) ?? null
    );
  }

  #summarise(callee: FunctionDefinition, entry: Entry): Summary | null {
    const start = enter(callee, entry);
    if (start.kind !== 'goes') return { outcomes: [], endings: isEnding(start) ? [start] : [], faults: [], handed: [] };
    const { unit, node } = callee;
    const passed = boundTo(callee, entry.functions);
    return this.#guard(node, () => run(this.#context(unit, passed), this.graph(unit, node), [start.state], true));
  }

  #diverges({ unit, node }: FunctionDefinition): boolean {
    if (node.generator) return false;
    const graph = this.#guard(node, () => this.graph(unit, node));
    return graph !== null && !graph.blocks.some((block) => block.edges.some((edge) => edge.to === graph.exit));
  }

  /** The graph of a function, which is built once. */
  graph(unit: Unit, root: CfgRoot): Graph {
    this.#followed.add(unit);
    let graph = this.#graphs.get(root);
    if (!graph) this.#graphs.set(root, (graph = buildGraph(root, unit.visitorKeys)));
    return graph;
  }

  /** Gives a function up, silently and counted, rather than a lint run. */
  #guard<T>(root: CfgRoot, compute: () => T): T | null {
    if (this.#givenUp.has(root)) return null;
    try {
      return compute();
    } catch (error) {
      if (process.env['HTTP_LEAK_THROW'] === '1') throw error;
      this.#givenUp.set(root, {
        root,
        reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
      });
      return null;
    }
  }
}

function isModuleLevel(node: TSESTree.Node): boolean {
  for (let at: TSESTree.Node | undefined = node.parent; at; at = at.parent) if (isFunction(at)) return false;
  return true;
}

/** `probe ? 'HEAD' : 'GET'`: what decides whether the method is HEAD. */
function headChoice(unit: Unit, method: TSESTree.Node): Acquired['unless'] {
  const choice = constantOf(unit, method);
  if (choice?.type !== 'ConditionalExpression') return undefined;
  const isHead = (side: TSESTree.Node): boolean => stringValue(side)?.toUpperCase() === 'HEAD';
  return isHead(choice.consequent) === isHead(choice.alternate)
    ? undefined
    : { test: choice.test, outcome: isHead(choice.consequent) };
}

/** What the signal of a request says of it. */
function abortability(unit: Unit, signal: TSESTree.Node | null): Pick<AcquireSite, 'signal' | 'isAbortable'> {
  return signal ? { signal: named(unit, signal), isAbortable: true } : {};
}

/** What later conditions ask about where they ask about the option of a request. */
function named(unit: Unit, option: TSESTree.Node | null): Subject | undefined {
  return (option && subjectOf(unit, option)) ?? undefined;
}
