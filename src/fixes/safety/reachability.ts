/** Questions about order within one function: can control come from one place to another? */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Block, CfgRoot, Edge, Element, Graph } from '../../cfg/index.js';
import { turnedRound, type BackEdge, type FlowBlock } from '../../dataflow/solver.js';
import { spread } from '../../dataflow/spread.js';
import { descendantsOf, enclosingFunction, isFunction, isWithin } from '../../syntax/nodes.js';
import type { Unit } from '../../syntax/unit.js';

/** A place that control can be at: a statement about to run, or the end of a block. */
export type Place =
  { readonly kind: 'before'; readonly node: TSESTree.Node } | { readonly kind: 'end'; readonly block: TSESTree.Node };

/** What ends a way: elements, and edges. */
export interface Barriers {
  readonly nodes: readonly TSESTree.Node[];
  readonly bars?: (edge: Edge) => boolean;
}

interface Position {
  readonly block: Block;
  /** The next element. */
  readonly index: number;
}

type Backward = readonly FlowBlock<Element, BackEdge<Block, Edge>>[];

/** What is looked up in one graph again and again. */
interface Index {
  readonly graph: Graph;
  readonly backward: Backward;
  readonly positions: ReadonlyMap<TSESTree.Node, readonly Position[]>;
  /** The edges that a statement which leaves no element behind is the cause of. */
  readonly jumps: ReadonlyMap<TSESTree.Node, readonly BackEdge<Block, Edge>[]>;
  /** The edges of calls and the like that might throw, by where the throwing expression begins. */
  readonly throwing: readonly (Edge & { readonly kind: 'exception' })[];
}

export class Reach {
  readonly #unit: Unit;
  readonly #graphOf: (root: CfgRoot) => Graph;
  readonly #indexes = new Map<TSESTree.Node, Index>();
  readonly #approaches = new Map<string, Approach>();

  /** @param graphOf the graph of a function, as it was analysed */
  constructor(unit: Unit, graphOf: (root: CfgRoot) => Graph) {
    this.#unit = unit;
    this.#graphOf = graphOf;
  }

  /** The ways to a place; the same object for the same question, where no edge is barred. */
  to(place: Place, barriers: Barriers): Approach {
    const make = (): Approach => new Approach(this.#unit, this.#indexAround(nodeOf(place)), place, barriers);
    if (barriers.bars) return make();
    const key = [place.kind, ...nodeOf(place).range, ...barriers.nodes.flatMap(({ range }) => range)].join();
    let known = this.#approaches.get(key);
    if (!known) this.#approaches.set(key, (known = make()));
    return known;
  }

  /**
   * Whether control can come to `place` after `from` has been evaluated, without passing a barrier in between.
   * Both have to be in the function of `place`; what is not counts as being where that function stands. Calls may throw.
   */
  from(from: TSESTree.Node, place: Place, barriers: Barriers): boolean {
    return this.to(place, barriers).isAfter(from);
  }

  /** Whether control can come to `place` without passing any of the barriers. */
  around(place: Place, barriers: Barriers): boolean {
    return this.to(place, barriers).isAtEntry();
  }

  /**
   * Whether control can come to one of `targets` when a call or the like throws in one of the ranges, without
   * evaluating a barrier in between.
   *
   * @param owner a node of the function in question
   */
  throwsTo(
    owner: TSESTree.Node,
    ranges: readonly (readonly [number, number])[],
    targets: readonly TSESTree.Node[],
    barriers: readonly TSESTree.Node[],
  ): boolean {
    const index = this.#indexAround(owner);
    const { graph, positions, throwing } = index;
    const starts: number[] = [];
    for (const [from, to] of ranges)
      for (let at = firstFrom(throwing, from); at < throwing.length; at += 1) {
        const edge = throwing[at]!;
        if (edge.thrower.range[0] >= to) break;
        if (edge.thrower.range[1] <= to) starts.push(edge.to.id);
      }
    if (starts.length === 0) return false;
    const ends = new Set(barriers);
    const reached = spread(graph.blocks, {
      makers: [],
      starts,
      behind: ({ node }) => (ends.has(node) ? false : null),
      where: blocksWith(index, barriers),
    });
    return [...evaluatedWith(targets)]
      .flatMap((node) => positions.get(node) ?? [])
      .some(
        ({ block, index: next }) =>
          reached.has(block.id) && !block.elements.slice(0, next - 1).some(({ node }) => ends.has(node)),
      );
  }

  /** Whether control can come from the end of a block, or a jump, to one of the nodes without passing a barrier in between. */
  leadsTo(place: Place, nodes: readonly TSESTree.Node[], barriers: readonly TSESTree.Node[]): boolean {
    const { edges } = this.meeting(place);
    if (edges.length === 0) return false;
    const index = this.#indexAround(nodeOf(place));
    const behind = ({ node }: Element): boolean | null =>
      nodes.includes(node) ? true : barriers.includes(node) ? false : null;
    const live = spread(index.backward, {
      makers: blocksWith(index, nodes),
      behind,
      where: blocksWith(index, [...nodes, ...barriers]),
    });
    return edges.some(({ edge }) => isLive({ block: edge.to, index: 0 }, behind, live));
  }

  /** Where control meets the place. */
  meeting(place: Place): Meeting {
    return meetingOf(this.#unit, this.#indexAround(nodeOf(place)), place);
  }

  /** The blocks of a graph as control would run through them backwards. */
  backward({ root }: Graph): Backward {
    return this.#indexAround(root, root).backward;
  }

  /** The blocks of a graph that evaluate the node itself; none where it is no element. */
  blocksOf({ root }: Graph, node: TSESTree.Node): readonly Block[] {
    return (this.#indexAround(root, root).positions.get(node) ?? []).map(({ block }) => block);
  }

  /** The graph of the function that the node stands in. */
  graphAround(node: TSESTree.Node): Graph {
    return this.#indexAround(node).graph;
  }

  #indexAround(node: TSESTree.Node, root: TSESTree.Node = enclosingFunction(node) ?? this.#unit.ast): Index {
    let index = this.#indexes.get(root);
    if (!index) this.#indexes.set(root, (index = indexOf(this.#graphOf(root as CfgRoot))));
    return index;
  }
}

function indexOf(graph: Graph): Index {
  const positions = new Map<TSESTree.Node, Position[]>();
  const jumps = new Map<TSESTree.Node, BackEdge<Block, Edge>[]>();
  const throwing: (Edge & { readonly kind: 'exception' })[] = [];
  for (const block of graph.blocks) {
    for (const [index, { node }] of block.elements.entries())
      positions.set(node, [...(positions.get(node) ?? []), { block, index: index + 1 }]);
    for (const edge of block.edges) {
      if (edge.cause) jumps.set(edge.cause, [...(jumps.get(edge.cause) ?? []), { to: block, edge }]);
      if (edge.kind === 'exception' && edge.implicit) throwing.push(edge);
    }
  }
  throwing.sort((a, b) => a.thrower.range[0] - b.thrower.range[0]);
  return { graph, backward: turnedRound<Element, Edge, Block>(graph.blocks), positions, jumps, throwing };
}

/** The ids of some blocks, and of those that evaluate one of the nodes themselves. */
const blocksWith = (
  { positions }: Index,
  nodes: readonly TSESTree.Node[],
  others: Iterable<Block> = [],
): ReadonlySet<number> =>
  new Set([
    ...[...others].map(({ id }) => id),
    ...nodes.flatMap((node) => (positions.get(node) ?? []).map(({ block }) => block.id)),
  ]);

/** The nodes, and the expressions that they are parts of. */
function evaluatedWith(nodes: readonly TSESTree.Node[]): ReadonlySet<TSESTree.Node> {
  const around = new Set(nodes);
  for (const node of nodes)
    for (let at = node.parent; at && !around.has(at); at = at.parent) if (EXPRESSION.test(at.type)) around.add(at);
  return around;
}

/** The first of the sorted edges whose thrower begins at or after the offset. */
function firstFrom(throwing: Index['throwing'], offset: number): number {
  let low = 0;
  for (let high = throwing.length; low < high;) {
    const middle = (low + high) >> 1;
    if (throwing[middle]!.thrower.range[0] < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether a fact that spreads backwards holds at a position. */
function isLive(
  { block, index }: Position,
  behind: (element: Element) => boolean | null,
  live: ReadonlySet<number>,
): boolean {
  for (const element of index === 0 ? block.elements : block.elements.slice(index)) {
    const holds = behind(element);
    if (holds !== null) return holds;
  }
  return live.has(block.id);
}

/**
 * The ways that lead to one place without passing a barrier. They are followed backwards, so that only the code
 * between the barriers and the place is looked at,
 * however long the function is.
 */
export class Approach {
  readonly #index: Index;
  readonly #place: Place;
  readonly #barriers: ReadonlySet<TSESTree.Node>;
  /** The blocks from whose end control can come to the place. */
  readonly #live: ReadonlySet<number>;

  constructor(unit: Unit, index: Index, place: Place, { nodes, bars = () => false }: Barriers) {
    this.#index = index;
    this.#place = place;
    this.#barriers = new Set(nodes);
    const { blocks, edges } = meetingOf(unit, index, place);
    this.#live = spread(index.backward, {
      makers: [...blocks].map(({ id }) => id),
      starts: edges.flatMap(({ to, edge }) => (bars(edge) ? [] : [to.id])),
      behind: (element) => this.#behind(element),
      where: blocksWith(index, nodes, blocks),
      passes: ({ edge }) => !bars(edge),
    });
  }

  /** Whether the place is come to after the node has been evaluated; what is not in the function counts as being where that stands. */
  isAfter(node: TSESTree.Node): boolean {
    const positions = this.#index.positions.get(node);
    if (positions) return positions.some((position) => this.#isFrom(position));
    const { parent } = node;
    return parent && parent.type !== 'Program' && parent !== this.#index.graph.root ? this.isAfter(parent) : true;
  }

  /** Whether the place is come to from where the function begins. */
  isAtEntry(): boolean {
    return this.#isFrom({ block: this.#index.graph.entry, index: 0 });
  }

  #behind(element: Element): boolean | null {
    return isAt(element, this.#place) ? true : this.#barriers.has(element.node) ? false : null;
  }

  #isFrom(position: Position): boolean {
    return isLive(position, (element) => this.#behind(element), this.#live);
  }
}

/**
 * Where control meets a place: the blocks that evaluate something in its statement, and the edges that lead to a place
 * which leaves no element behind.
 */
export interface Meeting {
  readonly blocks: ReadonlySet<Block>;
  readonly edges: readonly BackEdge<Block, Edge>[];
}

function meetingOf({ visitorKeys }: Unit, { graph, positions, jumps }: Index, place: Place): Meeting {
  if (place.kind === 'end')
    return {
      blocks: new Set(),
      edges: graph.blocks.flatMap((block) =>
        block.edges.filter((edge) => isArrival(block, edge, place)).map((edge) => ({ to: block, edge })),
      ),
    };
  const inside = [place.node, ...descendantsOf(place.node, visitorKeys)];
  const blocks = new Set(inside.flatMap((node) => positions.get(node) ?? []).map(({ block }) => block));
  return {
    blocks,
    edges: isJump(place.node) ? (jumps.get(place.node) ?? []).filter(({ to, edge }) => isArrival(to, edge, place)) : [],
  };
}

/** What is evaluated as a whole, together with all that is written in it. */
const EXPRESSION = /Expression$|^Property$|^VariableDeclarator$/;

const isAt = ({ node }: Element, place: Place): boolean => place.kind === 'before' && isWithin(node, place.node);

const nodeOf = (place: Place): TSESTree.Node => (place.kind === 'before' ? place.node : place.block);

/** Whether control comes to the place over the edge: a place that leaves no element behind, or the end of a block. */
export function isArrival(block: Block, edge: Edge, place: Place): boolean {
  if (place.kind === 'before')
    return (
      edge.cause !== null && isJump(place.node) && isWithin(edge.cause, place.node) && !isResumed(block, place.node)
    );
  if (edge.kind === 'exception' || jumpsOut(edge, place.block)) return false;
  if (edge.leaves.includes(place.block)) return true;
  if (edge.to.edges.length === 0 && (place.block.type === 'Program' || isFunction(place.block.parent))) return true;
  // A block that declares nothing is left without a trace.
  const last = block.elements.at(-1);
  const next = firstIn(edge.to);
  return last !== undefined && isWithin(last.node, place.block) && !(next && isWithin(next, place.block));
}

/** What is evaluated first in a block, or else decided there. */
function firstIn({ elements, edges: [edge] }: Block): TSESTree.Node | undefined {
  if (elements[0]) return elements[0].node;
  if (edge?.kind === 'branch' || edge?.kind === 'nullish') return edge.test;
  return edge?.kind === 'iterate' ? edge.loop : edge?.kind === 'case' ? edge.clause : undefined;
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
    if (
      label
        ? at.type === 'LabeledStatement' && at.label.name === label.name
        : /^(?:Switch|While|DoWhile|For|ForIn|ForOf)Statement$/.test(at.type)
    )
      return at;
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
