/** Questions about order within one function: can control come from one place to another? */
import type { TSESTree } from '@typescript-eslint/utils';
import { buildGraph, type Block, type CfgRoot, type Edge, type Element, type Graph } from '../cfg/index.js';
import { childrenOf, enclosingFunction, isFunction, isWithin } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';

/** A place that control can be at: a statement about to run, or the end of a block. */
export type Place =
  { readonly kind: 'before'; readonly node: TSESTree.Node } | { readonly kind: 'end'; readonly block: TSESTree.Node };

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

interface Position {
  readonly block: Block;
  /** The next element. */
  readonly index: number;
}

/** What is looked up in one graph again and again. */
interface Index {
  readonly graph: Graph;
  readonly positions: ReadonlyMap<TSESTree.Node, readonly Position[]>;
  readonly entering: ReadonlyMap<Block, readonly Entering[]>;
  /** The edges that a statement which leaves no element behind is the cause of. */
  readonly jumps: ReadonlyMap<TSESTree.Node, readonly Entering[]>;
  /** The edges of calls and the like that might throw, by where the throwing expression begins. */
  readonly throwing: readonly (Edge & { readonly kind: 'exception' })[];
}

export class Reach {
  readonly #unit: Unit;
  readonly #graphs = new Map<TSESTree.Node, Index>();
  readonly #approaches = new Map<string, Approach>();

  constructor(unit: Unit) {
    this.#unit = unit;
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
   * Whether control can come to one of `targets` when a call or the like throws in one of the ranges, without evaluating a barrier in between.
   *
   * @param owner a node of the function in question
   */
  throwsTo(
    owner: TSESTree.Node,
    ranges: readonly (readonly [number, number])[],
    targets: readonly TSESTree.Node[],
    barriers: readonly TSESTree.Node[],
  ): boolean {
    const { throwing } = this.#indexAround(owner);
    const starts = ranges.flatMap(([from, to]) =>
      throwing
        .slice(firstFrom(throwing, from))
        .filter(({ thrower }) => thrower.range[0] < to && thrower.range[1] <= to)
        .map((edge) => edge.to),
    );
    const isTarget = ({ node }: Element): boolean =>
      targets.some((target) => node === target || (EXPRESSION.test(node.type) && isWithin(target, node)));
    const seen = new Set<Block>();
    for (let block = starts.pop(); block; block = starts.pop()) {
      if (seen.has(block)) continue;
      seen.add(block);
      const stop = block.elements.findIndex(({ node }) => barriers.includes(node));
      if (block.elements.slice(0, stop < 0 ? undefined : stop + 1).some(isTarget)) return true;
      if (stop < 0) starts.push(...block.edges.map(({ to }) => to));
    }
    return false;
  }

  /** Whether something else may be waited for on a way from what is acquired to `place`. */
  waits(acquire: TSESTree.Node, place: Place): boolean {
    return this.to(place, { nodes: [acquire] }).waitsAfter(acquire);
  }

  /** Where control meets the place. */
  meeting(place: Place): Meeting {
    return meetingOf(this.#unit, this.#indexAround(nodeOf(place)), place);
  }

  /** The edges that lead to each block of a graph, with the blocks they come from. */
  predecessors({ root }: Graph): ReadonlyMap<Block, readonly Entering[]> {
    return this.#indexAround(root, root).entering;
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
    let index = this.#graphs.get(root);
    if (!index) this.#graphs.set(root, (index = indexOf(buildGraph(root as CfgRoot, this.#unit.visitorKeys))));
    return index;
  }
}

function indexOf(graph: Graph): Index {
  const positions = new Map<TSESTree.Node, Position[]>();
  const entering = new Map<Block, Entering[]>();
  const jumps = new Map<TSESTree.Node, Entering[]>();
  const throwing: (Edge & { readonly kind: 'exception' })[] = [];
  const add = <K>(map: Map<K, Entering[]>, key: K, one: Entering): void => {
    const known = map.get(key);
    if (known) known.push(one);
    else map.set(key, [one]);
  };
  for (const block of graph.blocks) {
    for (const [index, { node }] of block.elements.entries())
      positions.set(node, [...(positions.get(node) ?? []), { block, index: index + 1 }]);
    for (const edge of block.edges) {
      add(entering, edge.to, { block, edge });
      if (edge.cause) add(jumps, edge.cause, { block, edge });
      if (edge.kind === 'exception' && edge.implicit) throwing.push(edge);
    }
  }
  throwing.sort((a, b) => a.thrower.range[0] - b.thrower.range[0]);
  return { graph, positions, entering, jumps, throwing };
}

/** The first of the sorted edges whose thrower begins at or behind the offset. */
function firstFrom(throwing: Index['throwing'], offset: number): number {
  let low = 0;
  for (let high = throwing.length; low < high;) {
    const middle = (low + high) >> 1;
    if (throwing[middle]!.thrower.range[0] < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The ways that lead to one place without passing a barrier. They are followed backwards, so that only the code between the barriers and the place is looked at,
 * however long the function is.
 */
export class Approach {
  readonly #index: Index;
  readonly #place: Place;
  readonly #barriers: ReadonlySet<TSESTree.Node>;
  /** Blocks from whose end control can come to the place, and those from whose beginning it can. */
  readonly #fromEnd = new Set<Block>();
  readonly #fromStart = new Set<Block>();

  constructor(unit: Unit, index: Index, place: Place, { nodes, bars = () => false }: Barriers) {
    this.#index = index;
    this.#place = place;
    this.#barriers = new Set(nodes);
    const { blocks, edges } = meetingOf(unit, index, place);
    const found = [...blocks];
    for (const { block, edge } of edges) {
      if (bars(edge)) continue;
      this.#fromEnd.add(block);
      found.push(block);
    }
    const queue: Block[] = [];
    const settle = (block: Block): void => {
      if (this.#fromStart.has(block) || !this.#isFrom({ block, index: 0 })) return;
      this.#fromStart.add(block);
      queue.push(block);
    };
    found.forEach(settle);
    for (let block = queue.pop(); block; block = queue.pop()) {
      for (const { block: before, edge } of index.entering.get(block) ?? []) {
        if (this.#fromEnd.has(before) || bars(edge)) continue;
        this.#fromEnd.add(before);
        settle(before);
      }
    }
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
    return this.#fromStart.has(this.#index.graph.entry);
  }

  /** Whether something else than the node, which is a barrier itself, may be waited for on a way from it to the place. */
  waitsAfter(node: TSESTree.Node): boolean {
    const place = this.#place;
    const isOther = (one: TSESTree.Node): boolean =>
      WAIT.test(one.type) && !isWithin(node, one) && !(place.kind === 'before' && isWithin(one, place.node));
    const seen = new Set<Block>();
    const queue = this.#startsAfter(node);
    for (let at = queue.pop(); at; at = queue.pop()) {
      const { block, index } = at;
      if (index === 0 && seen.has(block)) continue;
      if (index === 0) seen.add(block);
      for (const [offset, element] of block.elements.slice(index).entries()) {
        if (this.#barriers.has(element.node)) break;
        if (isOther(element.node) && this.#isFrom({ block, index: index + offset + 1 })) return true;
      }
      if (!this.#fromEnd.has(block) || block.elements.slice(index).some((element) => this.#barriers.has(element.node)))
        continue;
      for (const edge of block.edges) {
        if (!this.#fromStart.has(edge.to)) continue;
        if (edge.kind === 'iterate' && edge.loop.type === 'ForOfStatement' && edge.loop.await) return true;
        queue.push({ block: edge.to, index: 0 });
      }
    }
    return false;
  }

  #startsAfter(node: TSESTree.Node): Position[] {
    const positions = this.#index.positions.get(node);
    if (positions) return [...positions];
    const { parent } = node;
    return parent && parent.type !== 'Program' && parent !== this.#index.graph.root
      ? this.#startsAfter(parent)
      : [{ block: this.#index.graph.entry, index: 0 }];
  }

  #isFrom({ block, index }: Position): boolean {
    for (const element of index === 0 ? block.elements : block.elements.slice(index)) {
      if (isAt(element, this.#place)) return true;
      if (this.#barriers.has(element.node)) return false;
    }
    return this.#fromEnd.has(block);
  }
}

/** Where control meets a place: the blocks that evaluate something in its statement, and the edges that lead to a place which leaves no element behind. */
export interface Meeting {
  readonly blocks: ReadonlySet<Block>;
  readonly edges: readonly Entering[];
}

function meetingOf({ visitorKeys }: Unit, { graph, positions, jumps }: Index, place: Place): Meeting {
  if (place.kind === 'end')
    return {
      blocks: new Set(),
      edges: graph.blocks.flatMap((block) =>
        block.edges.filter((edge) => isArrival(block, edge, place)).map((edge) => ({ block, edge })),
      ),
    };
  const blocks = new Set<Block>();
  const visit = (node: TSESTree.Node): void => {
    for (const { block } of positions.get(node) ?? []) blocks.add(block);
    for (const child of childrenOf(node, visitorKeys)) visit(child);
  };
  visit(place.node);
  return {
    blocks,
    edges: isJump(place.node)
      ? (jumps.get(place.node) ?? []).filter(({ block, edge }) => isArrival(block, edge, place))
      : [],
  };
}

/** What is evaluated as a whole, together with all that is written in it. */
const EXPRESSION = /Expression$|^Property$|^VariableDeclarator$/;

const WAIT = /^(?:Await|Yield)Expression$/;

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
