/**
 * The smallest domain: one fact that elements add and remove, and that edges propagate. Over reversed blocks it is
 * liveness.
 */
import { solve, type Domain, type FlowBlock } from './solver.js';

export interface Spreading<Element, Edge> {
  /** Blocks with an element that adds the fact. */
  readonly makers: Iterable<number>;
  /** Blocks that have the fact from the start. */
  readonly starts?: Iterable<number>;
  /** Whether the fact holds after the element; null if the element does not change it. */
  readonly behind: (element: Element) => boolean | null;
  /** Whether the edge propagates the fact; by default every edge does. */
  readonly passes?: (edge: Edge) => boolean;
}

/**
 * @returns the blocks at whose start the fact holds on some path, those in `starts` first; only blocks reachable from a maker
 * or a start are visited
 */
export function spread<Element, Edge extends { readonly to: { readonly id: number } }>(
  blocks: readonly FlowBlock<Element, Edge>[],
  { makers, starts = [], behind, passes = () => true }: Spreading<Element, Edge>,
): ReadonlySet<number> {
  const held = new Set(starts);
  const start = new Map([...makers].map((id) => [id, [false]]));
  for (const id of held) start.set(id, [true, ...(start.get(id) ?? [])]);
  const domain: Domain<boolean, Element, Edge> = {
    key: String,
    join: (a) => a,
    element: (element, holds) => [behind(element) ?? holds],
    edge: (edge, holds) => {
      if (!holds || !passes(edge)) return null;
      held.add(edge.to.id);
      return true;
    },
  };
  solve(blocks, () => domain, start);
  return held;
}
