/** Makes a graph of the drafted blocks: drops unreachable blocks, skips empty blocks, orders and numbers the others. */
import type { Block, Edge } from './graph.js';

/** @returns the reachable blocks in reverse post-order, `entry` first and the exits last, numbered, with back edges marked */
export function arrange(entry: Block, exits: readonly Block[]): Block[] {
  for (const block of postOrder(entry)) block.edges.forEach((edge, index) => (block.edges[index] = skipEmpty(edge)));
  const backEdges = new Set<Edge>();
  const order = postOrder(entry, (edge) => backEdges.add(edge)).reverse();
  const blocks = [...order.filter((block) => !exits.includes(block)), ...exits];
  blocks.forEach((block, index) => {
    (block as { id: number }).id = index;
    block.edges.forEach((edge, position) => {
      if (backEdges.has(edge)) block.edges[position] = { ...edge, back: true };
    });
  });
  return blocks;
}

/** Depth first without recursion; the first edge of a block is taken last, so that it comes first in reverse. */
function postOrder(entry: Block, onBackEdge?: (edge: Edge) => void): Block[] {
  const order: Block[] = [];
  const state = new Map<Block, 'open' | 'done'>([[entry, 'open']]);
  const path = [{ block: entry, remaining: entry.edges.length }];
  for (let top = path.at(-1); top; top = path.at(-1)) {
    if (top.remaining === 0) {
      path.pop();
      state.set(top.block, 'done');
      order.push(top.block);
      continue;
    }
    top.remaining -= 1;
    const edge = top.block.edges[top.remaining]!;
    const seen = state.get(edge.to);
    if (seen === 'open') onBackEdge?.(edge);
    if (seen) continue;
    state.set(edge.to, 'open');
    path.push({ block: edge.to, remaining: edge.to.edges.length });
  }
  return order;
}

/** The edge, redirected past empty blocks at its target. */
function skipEmpty(edge: Edge): Edge {
  const passed = new Set<Block>();
  let skipped = edge;
  for (;;) {
    const { to } = skipped;
    const [next] = to.edges;
    if (to.elements.length > 0 || to.edges.length !== 1 || !next || next.kind !== 'normal' || passed.has(to))
      return skipped;
    const joined = joinEdges(skipped, next);
    if (!joined) return skipped;
    passed.add(to);
    skipped = joined;
  }
}

/** One edge for two consecutive edges, or null if they have different causes. */
function joinEdges(first: Edge, second: Edge): Edge | null {
  const { to } = second;
  if (first.leaves.length === 0 && first.cause === null)
    return { ...first, to, leaves: second.leaves, cause: second.cause };
  const sameCause = second.cause === null || first.cause === second.cause || (endsScope(first) && endsScope(second));
  return sameCause ? { ...first, to, leaves: [...first.leaves, ...second.leaves] } : null;
}

/** The edge is not a jump: a block ends normally. */
function endsScope(edge: Edge): boolean {
  return edge.cause !== null && edge.leaves.includes(edge.cause);
}
