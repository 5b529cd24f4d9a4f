/** Questions about order within one function: can control come from one place to another? */
import type { TSESTree } from '@typescript-eslint/utils';
import { buildGraph, type Block, type Edge, type Element, type Graph } from '../cfg/index.js';
import { enclosingFunction, isFunction, isWithin } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';

/** A place that control can be at: a statement about to run, or the end of a block. */
export type Place = { readonly kind: 'before'; readonly node: TSESTree.Node } | { readonly kind: 'end'; readonly block: TSESTree.Node };

/** What ends a way: elements, and edges. */
export interface Barriers {
  readonly nodes: readonly TSESTree.Node[];
  readonly bars?: (edge: Edge) => boolean;
}

/** An edge that leads to a block, and where it comes from. */
export interface Entering {
  readonly block: Block;
  readonly edge: Edge;
}

export class Reach {
  readonly #unit: Unit;
  readonly #graphs = new Map<TSESTree.Node, Graph>();
  readonly #predecessors = new WeakMap<Graph, ReadonlyMap<Block, readonly Entering[]>>();

  constructor(unit: Unit) {
    this.#unit = unit;
  }

  /**
   * Whether control can come to `place` after `from` has been evaluated, without passing a barrier in between.
   * Both have to be in the function of `place`; what is not counts as being where that function stands. Calls may throw.
   */
  from(from: TSESTree.Node, place: Place, barriers: Barriers): boolean {
    const graph = this.graphAround(nodeOf(place));
    const starts = graph.blocks.flatMap((block) => block.elements.flatMap((element, index) => (element.node === from ? [{ block, index: index + 1 }] : [])));
    if (starts.length > 0) return walk(starts, (element) => isAt(element, place), (block, edge) => isArrival(block, edge, place), barriers);
    const { parent } = from;
    return parent && parent.type !== 'Program' && parent !== graph.root ? this.from(parent, place, barriers) : true;
  }

  /** Whether control can come to `place` without passing any of the barriers. */
  around(place: Place, barriers: Barriers): boolean {
    const graph = this.graphAround(nodeOf(place));
    return walk([{ block: graph.entry, index: 0 }], (element) => isAt(element, place), (block, edge) => isArrival(block, edge, place), barriers);
  }

  /**
   * Whether control can come to one of `targets` when a call or the like throws in one of the ranges, without evaluating a barrier in between.
   *
   * @param owner a node of the function in question
   */
  throwsTo(owner: TSESTree.Node, ranges: readonly (readonly [number, number])[], targets: readonly TSESTree.Node[], barriers: readonly TSESTree.Node[]): boolean {
    const graph = this.graphAround(owner);
    const isIn = ({ range }: TSESTree.Node): boolean => ranges.some(([from, to]) => from <= range[0] && range[1] <= to);
    const starts = graph.blocks.flatMap(({ edges }) => edges.flatMap((edge) => (edge.kind === 'exception' && edge.implicit && isIn(edge.thrower) ? [{ block: edge.to, index: 0 }] : [])));
    return walk(starts, ({ node }) => targets.some((target) => node === target || (EXPRESSION.test(node.type) && isWithin(target, node))), () => false, { nodes: barriers });
  }

  /** Whether something else may be waited for on a way from what is acquired to `place`. */
  waits(acquire: TSESTree.Node, place: Place): boolean {
    const graph = this.graphAround(nodeOf(place));
    const waiting = graph.blocks.flatMap(({ elements, edges }) => [
      ...elements.flatMap(({ node }) => (WAIT.test(node.type) && !isWithin(acquire, node) && !(place.kind === 'before' && isWithin(node, place.node)) ? [node] : [])),
      ...edges.flatMap((edge) => (edge.kind === 'iterate' && edge.loop.type === 'ForOfStatement' && edge.loop.await ? [edge.loop] : [])),
    ]);
    return waiting.some((node) => this.from(acquire, { kind: 'before', node }, { nodes: [acquire] }) && this.from(node, place, { nodes: [acquire] }));
  }

  /** The edges that lead to each block, with the blocks they come from. */
  predecessors(graph: Graph): ReadonlyMap<Block, readonly Entering[]> {
    let known = this.#predecessors.get(graph);
    if (!known) {
      const entering = new Map<Block, Entering[]>();
      for (const block of graph.blocks) for (const edge of block.edges) entering.set(edge.to, [...(entering.get(edge.to) ?? []), { block, edge }]);
      this.#predecessors.set(graph, (known = entering));
    }
    return known;
  }

  /** The graph of the function that the node stands in. */
  graphAround(node: TSESTree.Node): Graph {
    const root = enclosingFunction(node) ?? this.#unit.ast;
    let graph = this.#graphs.get(root);
    if (!graph) this.#graphs.set(root, (graph = buildGraph(root, this.#unit.visitorKeys)));
    return graph;
  }
}

interface Position {
  readonly block: Block;
  /** The next element. */
  readonly index: number;
}

/** Whether control can come from one of the positions to an element, or over an edge, of the wanted kind. */
function walk(starts: readonly Position[], isWanted: (element: Element) => boolean, isGoal: (block: Block, edge: Edge) => boolean, { nodes, bars = () => false }: Barriers): boolean {
  const seen = new Set<Block>();
  const queue = [...starts];
  for (let at = queue.pop(); at; at = queue.pop()) {
    const { block, index } = at;
    if (index === 0 && seen.has(block)) continue;
    if (index === 0) seen.add(block);
    const rest = block.elements.slice(index);
    const stop = rest.findIndex(({ node }) => nodes.includes(node));
    if ((stop < 0 ? rest : rest.slice(0, stop + 1)).some(isWanted)) return true;
    if (stop >= 0) continue;
    for (const edge of block.edges) {
      if (bars(edge)) continue;
      if (isGoal(block, edge)) return true;
      queue.push({ block: edge.to, index: 0 });
    }
  }
  return false;
}

/** What is evaluated as a whole, together with all that is written in it. */
const EXPRESSION = /Expression$|^Property$|^VariableDeclarator$/;

const WAIT = /^(?:Await|Yield)Expression$/;

const isAt = ({ node }: Element, place: Place): boolean => place.kind === 'before' && isWithin(node, place.node);

const nodeOf = (place: Place): TSESTree.Node => (place.kind === 'before' ? place.node : place.block);

/** Whether control comes to the place over the edge: a place that leaves no element behind, or the end of a block. */
export function isArrival(block: Block, edge: Edge, place: Place): boolean {
  if (place.kind === 'before') return edge.cause !== null && isJump(place.node) && isWithin(edge.cause, place.node) && !isResumed(block, place.node);
  if (edge.kind === 'exception' || jumpsOut(edge, place.block)) return false;
  if (edge.leaves.includes(place.block)) return true;
  if (edge.to.edges.length === 0 && (place.block.type === 'Program' || isFunction(place.block.parent))) return true;
  // A block that declares nothing is left without a trace.
  const last = block.elements.at(-1);
  const next = edge.to.elements[0];
  return last !== undefined && isWithin(last.node, place.block) && !(next && isWithin(next.node, place.block));
}

/** Whether a jump leads past the end of the block: not a `break` out of something that stands in it. */
export function jumpsOut({ cause, leaves }: Edge, block: TSESTree.Node): boolean {
  if (cause === null || leaves.includes(cause)) return false;
  const target = cause.type === 'BreakStatement' ? targetOf(cause) : null;
  return target === null || !isWithin(target, block);
}

/** What a `break` leaves. */
function targetOf({ label, parent }: TSESTree.BreakStatement): TSESTree.Node | null {
  for (let at: TSESTree.Node | undefined = parent; at && !isFunction(at); at = at.parent) {
    if (label ? at.type === 'LabeledStatement' && at.label.name === label.name : /^(?:Switch|While|DoWhile|For|ForIn|ForOf)Statement$/.test(at.type)) return at;
  }
  return null;
}

/** The statements that leave no element behind, only an edge. */
const isJump = ({ type }: TSESTree.Node): boolean => type === 'BreakStatement' || type === 'ContinueStatement';

/** A jump that goes on after a `finally` on its way has run before. */
function isResumed({ elements }: Block, jump: TSESTree.Node): boolean {
  for (let at: TSESTree.Node | undefined = jump.parent; at && !isFunction(at); at = at.parent) {
    const finalizer = at.type === 'TryStatement' ? at.finalizer : null;
    if (finalizer && elements.some(({ node }) => isWithin(node, finalizer))) return true;
  }
  return false;
}
