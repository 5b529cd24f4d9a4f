/** Which variables the rest of a function may still ask about: what is known of the others tells no paths apart any more. */
import type { Block, Graph } from '../cfg/index.js';
import { isFunction } from '../syntax/nodes.js';
import type { Unit, Variable } from '../syntax/unit.js';
import type { Place } from './state.js';
import { includes, Term } from './terms.js';

export class Mentioned {
  readonly #unit: Unit;
  readonly #graph: Graph;
  /** By block: the variables that it, or a block that can be reached from it, mentions. */
  #from: readonly ReadonlySet<Variable>[] | null = null;

  constructor(unit: Unit, graph: Graph) {
    this.#unit = unit;
    this.#graph = graph;
  }

  /** Whether something that runs from the start of the block on may ask about the place. What a closure can reach is always asked about. */
  isAskedFrom(block: number, place: Place): boolean {
    if ('range' in place) return true;
    this.#from ??= this.#reach();
    const from = this.#from[block]!;
    const isGone = (variable: Variable): boolean => !from.has(variable) && this.#isOwn(variable);
    return !includes(place, (part) => !(part instanceof Term) && isGone(part));
  }

  /** Whether all that refers to the variable is code of the function itself. */
  #isOwn(variable: Variable): boolean {
    return (
      variable.references.length > 0 &&
      variable.references.every(({ from }) => from.variableScope.block === this.#graph.root)
    );
  }

  #reach(): readonly ReadonlySet<Variable>[] {
    const { blocks } = this.#graph;
    const from = blocks.map((block) => new Set(this.#mentions(block)));
    for (let changed = true; changed;) {
      changed = false;
      for (const block of blocks.toReversed()) {
        const known = from[block.id]!;
        const before = known.size;
        for (const { to } of block.edges) for (const variable of from[to.id]!) known.add(variable);
        changed ||= known.size > before;
      }
    }
    return from;
  }

  #mentions({ elements }: Block): Variable[] {
    return elements.flatMap(({ node }) =>
      node.type === 'Identifier'
        ? (this.#unit.variable(node) ?? [])
        : isFunction(node)
          ? this.#unit.captures(node)
          : [],
    );
  }
}
