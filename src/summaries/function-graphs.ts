/** The graphs of functions, each built once, and the functions that are skipped. */
import type { TSESTree } from '@typescript-eslint/utils';
import { buildGraph, type CfgRoot, type Graph } from '../cfg/index.js';
import type { Unit } from '../syntax/unit.js';
import type { FunctionDefinition } from '../typestate/context.js';

export class FunctionGraphs {
  readonly #graphs = new WeakMap<TSESTree.Node, Graph>();
  readonly #followed = new WeakSet<Unit>();
  readonly #givenUp = new WeakMap<CfgRoot, string>();

  /** Whether a function of the file has been analysed. */
  hasFollowed(unit: Unit): boolean {
    return this.#followed.has(unit);
  }

  /** Why a function was skipped, or undefined. */
  whyGivenUp(root: CfgRoot): string | undefined {
    return this.#givenUp.get(root);
  }

  of(unit: Unit, root: CfgRoot): Graph {
    this.#followed.add(unit);
    let graph = this.#graphs.get(root);
    if (!graph) this.#graphs.set(root, (graph = buildGraph(root, unit.visitorKeys)));
    return graph;
  }

  /** Whether a function never returns normally: no path of its graph leads to its exit. */
  diverges({ unit, node }: FunctionDefinition): boolean {
    if (node.generator) return false;
    const graph = this.guard(node, () => this.of(unit, node));
    return graph !== null && !graph.blocks.some((block) => block.edges.some((edge) => edge.to === graph.exit));
  }

  /** Whether a `throw` statement of a function leaves it. */
  fails({ unit, node }: FunctionDefinition): boolean {
    const graph = node.generator ? null : this.guard(node, () => this.of(unit, node));
    if (!graph) return false;
    const reached = new Set([graph.entry]);
    for (const block of reached)
      for (const edge of block.edges) if (edge.kind !== 'exception' || !edge.implicit) reached.add(edge.to);
    return reached.has(graph.throwExit);
  }

  /** Skips a function after an error, silently and counted, so that the lint run continues. */
  guard<T>(root: CfgRoot, compute: () => T): T | null {
    if (this.#givenUp.has(root)) return null;
    try {
      return compute();
    } catch (error) {
      if (process.env['HTTP_LEAK_THROW'] === '1') throw error;
      this.#givenUp.set(root, error instanceof Error ? `${error.name}: ${error.message}` : String(error));
      return null;
    }
  }
}
