/** Which variables the rest of a function may still ask about: what is known of the others tells no paths apart any more. */
import type { Block, Graph } from '../cfg/index.js';
import { isFunction } from '../syntax/nodes.js';
import { type Unit, type Variable, isField, type Slot } from '../syntax/unit.js';
import { isTemporary, type Holder, type Place } from './state.js';
import { includes, Term } from './terms.js';

export class Mentioned {
  readonly #unit: Unit;
  readonly #graph: Graph;
  /** By variable, for each block whether it, or one that can be reached from it, mentions the variable. */
  readonly #from = new Map<Slot, Uint8Array>();
  #mentions: Map<Slot, number[]> | null = null;
  #before: number[][] | null = null;

  constructor(unit: Unit, graph: Graph) {
    this.#unit = unit;
    this.#graph = graph;
  }

  /** Whether something that runs from the start of the block on may ask about the place. What a closure can reach is always asked about. */
  isAskedFrom(block: number, place: Holder | Place): boolean {
    if (isTemporary(place) || (!(place instanceof Term) && isField(place))) return true;
    const isGone = (variable: Variable): boolean => this.#fromOf(variable)[block] === 0 && this.#isOwn(variable);
    return !includes(place, (part) => !(part instanceof Term) && isGone(part));
  }

  /** Whether all that refers to the variable is code of the function itself. */
  #isOwn(variable: Variable): boolean {
    return (
      variable.references.length > 0 &&
      variable.references.every(({ from }) => from.variableScope.block === this.#graph.root)
    );
  }

  #fromOf(variable: Variable): Uint8Array {
    let from = this.#from.get(variable);
    if (!from) {
      this.#mentions ??= this.#index();
      this.#before ??= predecessors(this.#graph);
      this.#from.set(variable, (from = new Uint8Array(this.#graph.blocks.length)));
      const queue = [...(this.#mentions.get(variable) ?? [])];
      for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
        if (from[id]) continue;
        from[id] = 1;
        queue.push(...this.#before[id]!);
      }
    }
    return from;
  }

  /** The blocks that mention each variable. */
  #index(): Map<Slot, number[]> {
    const mentions = new Map<Slot, number[]>();
    for (const block of this.#graph.blocks)
      for (const variable of this.#mentionedIn(block)) {
        const known = mentions.get(variable) ?? [];
        mentions.set(variable, known);
        known.push(block.id);
      }
    return mentions;
  }

  #mentionedIn({ elements }: Block): readonly Slot[] {
    return elements.flatMap(({ node }) =>
      node.type === 'Identifier'
        ? (this.#unit.variable(node) ?? [])
        : isFunction(node)
          ? this.#unit.captures(node)
          : [],
    );
  }
}

/** By block, the blocks that an edge leads from. */
export function predecessors({ blocks }: Graph): number[][] {
  const before: number[][] = blocks.map(() => []);
  for (const { id, edges } of blocks) for (const { to } of edges) before[to.id]!.push(id);
  return before;
}
