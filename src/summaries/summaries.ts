/**
 * Summaries: what each function does with a resource it is given, and which resources it hands to its caller.
 *
 * Each is inferred from the function's own graph by the same run that finds leaks, at most once per entry, callees
 * first. Inside a recursive cycle the answer is "unknown"; answers that rest on such a one are forgotten once the
 * outermost question is answered, so that no verdict depends on which function was asked about first.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { buildGraph, type CfgRoot, type Graph } from '../cfg/index.js';
import { isFunction, memberName, unwrap, type FunctionNode } from '../syntax/nodes.js';
import type { Unit, Variable } from '../syntax/unit.js';
import { Oracle, type Acquisition } from '../types/oracle.js';
import { bind } from '../typestate/bind.js';
import type { Acquired, Context, Entry, FunctionDefinition, Summary } from '../typestate/context.js';
import { handle, promise, refKey, type Ref } from '../typestate/refs.js';
import { run, startState, type Handed, type RunResult } from '../typestate/run.js';
import { update, type Knowledge, type Site, type State } from '../typestate/state.js';
import { ANY_STATUS } from '../typestate/statuses.js';
import { callsOf } from './calls-of.js';

const NOTHING: RunResult = { leaks: [], handed: [], outcomes: [], settles: false, returns: true };

export interface GivenUp {
  readonly root: CfgRoot;
  readonly reason: string;
}

export class Summaries {
  readonly oracle: Oracle;
  readonly #strict: boolean;
  readonly #graphs = new WeakMap<TSESTree.Node, Graph>();
  readonly #contexts = new WeakMap<Unit, Context>();
  readonly #own = new Memo<RunResult>();
  readonly #given = new Memo<Summary>();
  readonly #acquired = new WeakMap<TSESTree.Node, readonly Acquired[]>();
  readonly #sites = new Map<TSESTree.Node, number>();
  readonly #givenUp = new Map<TSESTree.Node, GivenUp>();
  readonly #frames: Frames = { depth: 0, lowest: Infinity };

  constructor(unit: Unit, strict: boolean) {
    this.oracle = new Oracle(unit);
    this.#strict = strict;
  }

  /** Why a function was given up, if it was. */
  givenUp(root: CfgRoot): GivenUp | undefined {
    return this.#givenUp.get(root);
  }

  /** The leaks of a function's own resources, and the resources it hands out. */
  own(unit: Unit, root: CfgRoot): RunResult {
    return this.#own.get(root, '', this.#frames, () => this.#runOwn(unit, root)) ?? NOTHING;
  }

  context(unit: Unit): Context {
    let context = this.#contexts.get(unit);
    if (!context) {
      context = {
        unit,
        oracle: this.oracle,
        strict: this.#strict,
        invoke: (callee, entry) => this.#invoke(callee, entry),
        acquire: (call) => this.acquired(unit, call),
        diverges: (callee) => this.#diverges(callee),
        captures: (fn) => unit.captures(fn),
      };
      this.#contexts.set(unit, context);
    }
    return context;
  }

  /** What evaluating a call acquires: from a client, or from a function in reach that hands it out. */
  acquired(unit: Unit, call: TSESTree.CallExpression | TSESTree.NewExpression): readonly Acquired[] {
    let known = this.#acquired.get(call);
    if (!known) {
      const outer = this.#frames.lowest;
      this.#frames.lowest = Infinity;
      known = call.type === 'CallExpression' ? this.#acquire(unit, call) : [];
      if (this.#frames.lowest === Infinity) this.#acquired.set(call, known);
      this.#frames.lowest = Math.min(outer, this.#frames.lowest);
    }
    return known;
  }

  #runOwn(unit: Unit, root: CfgRoot): RunResult {
    const calls = callsOf(unit, this.oracle);
    const listening = calls.listeners.get(root) ?? [];
    const acquires = (calls.byRoot.get(root) ?? []).some((call) => this.acquired(unit, call).length > 0);
    if (!acquires && listening.length === 0) return NOTHING;
    const start = [startState, ...listening.flatMap((one) => this.#listenerState(unit, root as FunctionNode, one.acquisition, one.call, one.request))];
    return this.#guard(root, () => run(this.context(unit), this.#graph(unit, root), start, false)) ?? NOTHING;
  }

  #listenerState(unit: Unit, fn: FunctionNode, acquisition: Acquisition, call: TSESTree.CallExpression, request: Variable | null): State[] {
    const [parameter] = fn.params;
    const node = parameter ?? call;
    const site = this.#site(acquisition, node);
    const refs = new Map<Variable, Ref>();
    if (request) refs.set(request, handle('request'));
    for (const { variable, handle: name } of leversOf(unit, acquisition)) refs.set(variable, handle(name));
    const state = update(startState, { site, refs, status: ANY_STATUS });
    const bound = parameter ? bind(unit, state, parameter, handle(acquisition.protocol.root), null, () => true) : state;
    return bound ? [bound] : [];
  }

  #acquire(unit: Unit, call: TSESTree.CallExpression): readonly Acquired[] {
    const acquisition = this.oracle.acquisition(unit, call);
    if (acquisition) {
      if (acquisition.gives === 'callback') return [];
      const root = handle(acquisition.protocol.root);
      const value = acquisition.gives === 'value' ? root : promise(acquisition.gives === 'message' ? { kind: 'array', items: [root], rest: null } : root);
      return [{ site: this.#site(acquisition, call), value, status: ANY_STATUS, levers: leversOf(unit, acquisition) }];
    }
    const callee = unwrap(call.callee);
    const provider = this.oracle.provider(unit, callee);
    if (provider?.kind === 'function') return this.#handedBy(unit, call, provider, (ref) => ref);
    if (callee.type !== 'MemberExpression') return [];
    const name = memberName(callee);
    const callback = call.arguments[0] && unwrap(call.arguments[0]);
    if (!isFunction(callback)) return [];
    const inline: FunctionDefinition = { kind: 'function', unit, node: callback };
    if (name === 'then') return this.#handedBy(unit, call, inline, promise);
    if (name === 'map' || name === 'flatMap') return this.#handedBy(unit, call, inline, (ref) => ({ kind: 'array', items: [], rest: ref }));
    return [];
  }

  /** The resources a callee hands to this call, as the caller sees them. */
  #handedBy(unit: Unit, call: TSESTree.CallExpression, callee: FunctionDefinition, wrap: (ref: Ref) => Ref): readonly Acquired[] {
    if (callee.node.generator) return [];
    const isInline = callee.unit === unit && call.range[0] <= callee.node.range[0] && callee.node.range[1] <= call.range[1];
    return this.own(callee.unit, callee.node).handed.map(({ site, outcome }: Handed) => {
      const value = outcome.value!;
      return {
        site: isInline ? site : this.#site(site, call),
        value: wrap(callee.node.async ? promise(value) : value),
        status: outcome.status,
        levers: [],
      };
    });
  }

  #site({ protocol, client }: { protocol: Site['protocol']; client: string }, node: TSESTree.Node): Site {
    let id = this.#sites.get(node);
    if (id === undefined) this.#sites.set(node, (id = this.#sites.size + 1));
    return { id, protocol, client, node };
  }

  #invoke(callee: FunctionDefinition, entry: Entry): Summary | null {
    return this.#given.get(callee.node, entryKey(callee.unit, entry), this.#frames, () => this.#summarise(callee, entry)) ?? null;
  }

  #summarise({ unit, node }: FunctionDefinition, entry: Entry): Summary | null {
    const site: Site = { id: 0, protocol: entry.site.protocol, client: entry.site.client, node };
    let state: State | null = update(startState, { site, refs: entry.captured, status: entry.status, branches: entry.branches, used: entry.used });
    for (const [index, parameter] of node.params.entries()) {
      if (state === null) break;
      const isRest = parameter.type === 'RestElement';
      const ref = isRest ? restOf(entry.refs.slice(index)) : (entry.refs[index] ?? null);
      const missing: Knowledge | null = index >= entry.refs.length && parameter.type !== 'AssignmentPattern' && !isRest ? { kind: 'nothing' } : null;
      state = bind(unit, state, isRest ? parameter.argument : parameter, ref, entry.known[index] ?? missing, () => true);
    }
    if (state === null) return { outcomes: [], settles: true };
    const start = state;
    return this.#guard(node, () => run(this.context(unit), this.#graph(unit, node), [start], true));
  }

  #diverges({ unit, node }: FunctionDefinition): boolean {
    if (node.generator) return false;
    const graph = this.#guard(node, () => this.#graph(unit, node));
    return graph !== null && !graph.blocks.some((block) => block.edges.some((edge) => edge.to === graph.exit));
  }

  #graph(unit: Unit, root: CfgRoot): Graph {
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
      this.#givenUp.set(root, { root, reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
      return null;
    }
  }
}

function leversOf(unit: Unit, { levers }: Acquisition): Acquired['levers'] {
  return levers.flatMap(({ node, handle: name }) => {
    const variable = unit.variable(node);
    return variable ? [{ variable, handle: name }] : [];
  });
}

function restOf(refs: readonly (Ref | null)[]): Ref | null {
  return refs.some((ref) => ref !== null) ? { kind: 'array', items: refs, rest: null } : null;
}

function entryKey(unit: Unit, entry: Entry): string {
  const captured = [...entry.captured].map(([variable, ref]) => `${unit.id(variable)}=${refKey(ref)}`).sort().join(' ');
  const known = entry.known.map((one) => (one === null ? '' : JSON.stringify(one, (_, value: unknown) => (typeof value === 'bigint' ? value.toString(36) : value)))).join();
  return `${entry.site.protocol.id}(${entry.refs.map(refKey).join()})(${known})[${captured}]${entry.status.toString(36)} ${entry.branches}${entry.used ? 'u' : ''}`;
}

/** How deep the questions are nested, and the outermost one that an answer had to leave open. */
interface Frames {
  depth: number;
  lowest: number;
}

/** Calls nested deeper than this are not followed. */
const MAX_NESTING = 24;

/** Answers by function and question; answers inside a cycle last only as long as the outermost question. */
class Memo<T> {
  readonly #final = new WeakMap<TSESTree.Node, Map<string, T | null>>();
  #provisional = new Map<TSESTree.Node, Map<string, T | null>>();
  readonly #open = new Map<TSESTree.Node, Map<string, number>>();

  get(node: TSESTree.Node, key: string, frames: Frames, compute: () => T | null): T | null {
    const known = this.#final.get(node)?.get(key) ?? (frames.depth > 0 ? this.#provisional.get(node)?.get(key) : undefined);
    if (known !== undefined) return known;
    const opened = this.#open.get(node)?.get(key);
    if (opened !== undefined || frames.depth >= MAX_NESTING) {
      frames.lowest = Math.min(frames.lowest, opened ?? 0);
      return null;
    }
    if (frames.depth === 0) this.#provisional = new Map();
    const outer = frames.lowest;
    frames.lowest = Infinity;
    frames.depth += 1;
    put(this.#open, node, key, frames.depth);
    try {
      const value = compute();
      put(frames.lowest >= frames.depth ? this.#final : this.#provisional, node, key, value);
      return value;
    } finally {
      this.#open.get(node)?.delete(key);
      if (frames.lowest >= frames.depth) frames.lowest = Infinity;
      frames.lowest = Math.min(outer, frames.lowest);
      frames.depth -= 1;
    }
  }
}

function put<T>(map: { get(node: TSESTree.Node): Map<string, T> | undefined; set(node: TSESTree.Node, inner: Map<string, T>): unknown }, node: TSESTree.Node, key: string, value: T): void {
  let inner = map.get(node);
  if (!inner) map.set(node, (inner = new Map()));
  inner.set(key, value);
}
