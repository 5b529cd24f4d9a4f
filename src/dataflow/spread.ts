/**
 * One fact that elements add and remove, and that edges propagate: what `solver.ts` does for many states at once, for a single
 * one. Over reversed blocks it is liveness.
 */
import type { FlowBlock } from './solver.js';

export interface Spreading<Element, Edge> {
  /** Blocks with an element that adds the fact. */
  readonly makers: Iterable<number>;
  /** Blocks that have the fact from the start. */
  readonly starts?: Iterable<number>;
  /** Whether the fact holds after the element; null if the element does not change it. */
  readonly behind: (element: Element) => boolean | null;
  /** The blocks with an element for which `behind` has a result; by default any block. */
  readonly where?: ReadonlySet<number>;
  /** Whether the edge propagates the fact; by default every edge does. */
  readonly passes?: (edge: Edge) => boolean;
}

/**
 * @returns the blocks at whose start the fact holds on some path, those in `starts` first; only blocks reachable from a maker
 * or a start are visited
 */
export function spread<Element, Edge extends { readonly to: { readonly id: number } }>(
  blocks: readonly FlowBlock<Element, Edge>[],
  { makers, starts = [], behind, where, passes = () => true }: Spreading<Element, Edge>,
): ReadonlySet<number> {
  const held = new Set(starts);
  const leave = (id: number, holds: boolean): void => {
    const { elements, edges } = blocks[id]!;
    if (!(where && !where.has(id) ? holds : (lastOf(elements, behind) ?? holds))) return;
    for (const edge of edges) if (passes(edge)) held.add(edge.to.id);
  };
  for (const id of makers) leave(id, false);
  // A set goes on to what is added on the way.
  for (const id of held) leave(id, true);
  return held;
}

/** What the last element says that says something. */
function lastOf<Element>(elements: readonly Element[], behind: (element: Element) => boolean | null): boolean | null {
  for (let index = elements.length - 1; index >= 0; index -= 1) {
    const holds = behind(elements[index]!);
    if (holds !== null) return holds;
  }
  return null;
}
