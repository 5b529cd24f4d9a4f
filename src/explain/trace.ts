/** Records the run over one function for its explanation. */
import type { TSESTree } from '@typescript-eslint/utils';
import { printGraph, type CfgRoot } from '../cfg/index.js';
import type { Summaries } from '../summaries/summaries.js';
import type { Unit } from '../syntax/unit.js';
import type { Entry, FunctionDefinition, Observer, Summary } from '../typestate/context.js';
import type { State } from '../typestate/state.js';
import type { Ending } from '../typestate/step.js';
import { stateText } from './words.js';

/** A call of an analysed function with a resource. */
export interface Called {
  readonly node: TSESTree.Node;
  readonly callee: FunctionDefinition;
  readonly entry: Entry;
  readonly summary: Summary | null;
}

export class Trace {
  readonly unit: Unit;
  readonly root: CfgRoot;
  readonly settled: { readonly state: State; readonly node: TSESTree.Node; readonly ending: Ending }[] = [];
  readonly called: Called[] = [];
  readonly #states = new Map<number, Set<string>>();

  constructor(unit: Unit, root: CfgRoot) {
    this.unit = unit;
    this.root = root;
  }

  /** Of the own run over a function. */
  static of(summaries: Summaries, unit: Unit, root: CfgRoot): Trace {
    const trace = new Trace(unit, root);
    summaries.trace(unit, root, trace.#observer());
    return trace;
  }

  /** Adds the run of a function that gets a resource. */
  enter(summaries: Summaries, { callee, entry }: Called): this {
    summaries.traceCallee(callee, entry, this.#observer());
    return this;
  }

  /** The graph with the states at each block; null if the function is skipped. */
  print(summaries: Summaries): string | null {
    const graph = summaries.graphs.guard(this.root, () => summaries.graphs.of(this.unit, this.root));
    return graph && printGraph(graph, this.unit.text, ({ id }) => [...(this.#states.get(id) ?? [])]);
  }

  #observer(): Observer {
    return {
      enters: (block, state) => {
        if (!state.site) return;
        const known = this.#states.get(block) ?? new Set();
        this.#states.set(block, known.add(`state ${stateText(this.unit, state)}`));
      },
      settles: (state, node, ending) => this.settled.push({ state, node, ending }),
      calls: (node, callee, entry, summary) => this.called.push({ node, callee, entry, summary }),
    };
  }
}
