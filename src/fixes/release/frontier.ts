/** Finds the points on a path from which a resource is no longer used, and before which it has not been used. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Block, Edge, Element, Graph } from '../../cfg/index.js';
import { spread } from '../../dataflow/spread.js';
import type { Exit } from '../../findings/finding.js';
import { isFunction, isTransparent, isWithin } from '../../syntax/nodes.js';
import { jumpsOut, type Reach } from '../safety/reachability.js';

/** What decides which way control goes, and how it came out. */
export interface Side {
  readonly owner:
    | TSESTree.IfStatement
    | TSESTree.ConditionalExpression
    | TSESTree.LogicalExpression
    | TSESTree.SwitchStatement
    | Loop;
  /** Of a test: its outcome. Of a loop: whether it takes another turn. Of a `switch`: the clause, or null where it is gone past. */
  readonly outcome: boolean | TSESTree.SwitchCase | null;
}

export type Loop =
  | TSESTree.WhileStatement
  | TSESTree.DoWhileStatement
  | TSESTree.ForStatement
  | TSESTree.ForInStatement
  | TSESTree.ForOfStatement;

/** A side of a branch on which the resource is not used, while it may be used on the other side. */
export interface FrontierEdge extends Side {
  /** Something has been waited for since the resource was there. */
  readonly hasWaited: boolean;
  /** An error is thrown further on. */
  readonly isFailing: boolean;
  /** The code after it is only reached from here: neither from a use nor from another turn. */
  readonly isAlone: boolean;
}

/** What is asked about the paths of one resource in one function. */
export interface Ways {
  readonly reach: Reach;
  readonly graph: Graph;
  /** After which the resource is there; null where it is there from the beginning. */
  readonly start: TSESTree.Node | null;
  /** What reads it, releases it or hands it on. */
  readonly uses: readonly TSESTree.Node[];
  /** Where it is lost. */
  readonly exits: readonly Exit[];
  /** Whether an edge is only taken where there is nothing to release. */
  readonly isMissing: (edge: Edge) => boolean;
}

/**
 * The turns that every path which loses the resource passes exactly once: a release there comes neither after a use nor before
 * one.
 *
 * @returns null if there are no such turns: some loss is not after any, or the resource may have been used there
 */
export function releaseFrontier(ways: Ways): FrontierEdge[] | null {
  const marks = marksOf(ways);
  if (!marks) return null;
  const { graph, exits } = ways;
  const { found, isCertain } = turningEdges(ways, marks, wantedIn(ways, marks));
  if (!isCertain) return null;
  const known = new Map<Block, Later>();
  const sought = groupBySide(
    found
      .map((one) => ({ ...one, later: laterThan(one.edge, ways, marks, known) }))
      .filter(({ later }) => later.exits.size > 0),
  );
  const reached = new Set(sought.flatMap(({ later }) => later.flatMap(({ exits: some }) => [...some])));
  if (!exits.every((exit) => reached.has(exit))) return null;
  const entries = entriesBySide(graph);
  const entriesOf = (side: Side): readonly Block[] => entries.get(keyOf(side)) ?? [];
  const touched = usedBefore(ways, marks, [
    ...sought.flatMap(({ side, later }) => [...entriesOf(side), ...later.map(({ blocks: [first] }) => first!)]),
  ]);
  const open = new Set(
    sought.flatMap(({ side }) => entriesOf(side)).filter((block) => meets(block, 0, marks) === null),
  );
  const turns: FrontierEdge[] = [];
  for (const { side, hasWaited, later } of sought) {
    // The next round of a loop would release it once more, or it may have been used or handed on before.
    if (later.some(({ blocks }) => [...blocks].some((block) => open.has(block)))) return null;
    if (
      entriesOf(side).some(
        (block) => lastMet(block, marks) === 'use' || (lastMet(block, marks) === null && touched.has(block.id)),
      )
    )
      return null;
    const targets = later.map(({ blocks: [first] }) => first!);
    const others = sought.filter((one) => one.side !== side);
    const isAlone = targets.every(
      (block) => !touched.has(block.id) && !others.some((one) => one.later.some(({ blocks }) => blocks.has(block))),
    );
    turns.push({
      ...side,
      hasWaited,
      isFailing: later.some(({ exits: some }) => [...some].some(({ kind }) => kind === 'throw')),
      isAlone,
    });
  }
  return turns;
}

/** The elements that control may reach after an edge before the next use of the resource. */
interface Later {
  /** The block that the edge leads to comes first. */
  readonly blocks: ReadonlySet<Block>;
  readonly exits: ReadonlySet<Exit>;
}

/** All edges that take one side of a decision. */
interface Taken {
  readonly side: Side;
  readonly hasWaited: boolean;
  readonly later: readonly Later[];
}

function groupBySide(edges: readonly (Turning & { readonly later: Later })[]): Taken[] {
  const groups = new Map<string, Taken>();
  for (const { side, hasWaited, later } of edges) {
    const key = keyOf(side);
    const known = groups.get(key);
    // Edges of one side mostly lead to one block.
    const all = known?.later ?? [];
    groups.set(key, {
      side,
      hasWaited: hasWaited || known?.hasWaited === true,
      later: all.includes(later) ? all : [...all, later],
    });
  }
  return [...groups.values()];
}

interface Marks {
  readonly uses: ReadonlySet<TSESTree.Node>;
  readonly start: TSESTree.Node | null;
}

/** The elements that the uses are, or are part of; null where one is none. */
function marksOf({ reach, graph, start, uses }: Ways): Marks | null {
  const marked = uses.map((use) => {
    let at: TSESTree.Node | undefined = use;
    while (at && at !== graph.root && reach.blocksOf(graph, at).length === 0) at = at.parent;
    return at && at !== graph.root ? at : null;
  });
  const known = marked.filter((node) => node !== null);
  return known.length === marked.length && (start === null || reach.blocksOf(graph, start).length > 0)
    ? { uses: new Set(known), start }
    : null;
}

/** What an element says of whether the resource has been used since it was there, or will be. */
const usedBehind =
  ({ uses, start }: Marks) =>
  ({ node }: Element): boolean | null =>
    uses.has(node) ? true : node === start ? false : null;

/** Whether control, once at `index`, meets a use in the block; null where it goes on. */
function meets({ elements }: Block, index: number, { uses, start }: Marks): 'use' | 'start' | null {
  for (const { node } of index === 0 ? elements : elements.slice(index)) {
    if (uses.has(node)) return 'use';
    if (node === start) return 'start';
  }
  return null;
}

/** Tells the blocks from whose beginning control may come to a use: liveness. */
function wantedIn({ reach, graph }: Ways, marks: Marks): (block: Block) => boolean {
  const makers = [...marks.uses].flatMap((use) => reach.blocksOf(graph, use).map(({ id }) => id));
  const live = spread(reach.backward(graph), { makers, behind: usedBehind(marks) });
  return (block) => (meets(block, 0, marks) ?? (live.has(block.id) ? 'use' : null)) === 'use';
}

/**
 * Those of the blocks before which the resource may have been used or handed on. Only what leads to them is looked at,
 * back to where the resource comes from.
 */
function usedBefore({ reach, graph }: Ways, marks: Marks, asked: readonly Block[]): ReadonlySet<number> {
  const backward = reach.backward(graph);
  const leading = spread(backward, {
    makers: [],
    starts: asked.flatMap(({ id }) => backward[id]!.edges.map(({ to }) => to.id)),
    behind: ({ node }) => (node === marks.start ? false : null),
  });
  const targets = new Set(asked);
  return spread(graph.blocks, {
    makers: [...marks.uses].flatMap((use) =>
      reach.blocksOf(graph, use).flatMap(({ id }) => (leading.has(id) ? [id] : [])),
    ),
    behind: usedBehind(marks),
    passes: ({ to }) => leading.has(to.id) || targets.has(to),
  });
}

/** What control has met last at the end of a block; null for neither a use nor the start. */
function lastMet({ elements }: Block, { uses, start }: Marks): 'use' | 'start' | null {
  const last = elements.findLast(({ node }) => uses.has(node) || node === start)?.node;
  return last === undefined ? null : uses.has(last) ? 'use' : 'start';
}

interface Turning extends Pick<FrontierEdge, 'hasWaited'> {
  readonly edge: Edge;
  readonly side: Side;
}

/**
 * The first branches after which control, without a use so far, reaches code that does not use the resource. Calls that might
 * throw are ignored. It `isCertain` if no exit is reached without one.
 */
function turningEdges(
  ways: Ways,
  marks: Marks,
  isWanted: (block: Block) => boolean,
): { readonly found: readonly Turning[]; readonly isCertain: boolean } {
  const { graph, start, isMissing } = ways;
  const found = new Map<Edge, Turning>();
  const seen = new Map<Block, boolean>();
  const passed: Edge[] = [];
  const queue = start
    ? ways.reach.blocksOf(graph, start).map((block) => ({
        block,
        index: block.elements.findIndex(({ node }) => node === start) + 1,
        hasWaited: false,
      }))
    : [{ block: graph.entry, index: 0, hasWaited: false }];
  const nodes: TSESTree.Node[] = [];
  for (let at = queue.pop(); at; at = queue.pop()) {
    const { block, index } = at;
    if (meets(block, index, marks) !== null) continue;
    const elements = block.elements.slice(index).map(({ node }) => node);
    nodes.push(...elements);
    for (const edge of block.edges) {
      if ((edge.kind === 'exception' && edge.implicit) || isMissing(edge)) continue;
      const hasWaited =
        at.hasWaited ||
        elements.some((node) => isWait(node, start)) ||
        (edge.kind === 'iterate' && edge.loop.type === 'ForOfStatement' && edge.loop.await);
      const side = isWanted(edge.to) ? null : sideOf(edge);
      if (side) {
        found.set(edge, { edge, side, hasWaited: hasWaited || found.get(edge)?.hasWaited === true });
        continue;
      }
      passed.push(edge);
      if (seen.get(edge.to) === true || seen.get(edge.to) === hasWaited) continue;
      seen.set(edge.to, hasWaited);
      queue.push({ block: edge.to, index: 0, hasWaited });
    }
  }
  return { found: [...found.values()], isCertain: exitsAt(ways, nodes, passed).length === 0 };
}

/** It waits for something else than the resource itself. */
const isWait = (node: TSESTree.Node, start: TSESTree.Node | null): boolean =>
  (node.type === 'AwaitExpression' || node.type === 'YieldExpression') && !(start && isWithin(start, node));

/** The blocks after an edge, and which of the exits lie on the edge or in them. */
function laterThan(first: Edge, ways: Ways, marks: Marks, known: Map<Block, Later>): Later {
  const shared = first.cause === null ? known.get(first.to) : undefined;
  if (shared) return shared;
  const reached = spread(ways.graph.blocks, {
    makers: [],
    starts: [first.to.id],
    behind: (element) => (usedBehind(marks)(element) === null ? null : false),
    passes: (edge) => !(edge.kind === 'exception' && edge.implicit),
  });
  const all = [...reached].map((id) => ways.graph.blocks[id]!);
  const blocks = new Set(all);
  const later = {
    blocks,
    exits: new Set(
      exitsAt(
        ways,
        all.flatMap((block) => block.elements.map(({ node }) => node)),
        [first, ...all.flatMap((block) => block.edges)],
      ),
    ),
  };
  if (first.cause === null) known.set(first.to, later);
  return later;
}

function exitsAt({ graph, exits }: Ways, nodes: readonly TSESTree.Node[], edges: readonly Edge[]): Exit[] {
  const places = [...nodes, ...edges.flatMap(({ cause }) => cause ?? [])];
  return exits.filter(({ kind, range }) =>
    kind === 'end'
      ? edges.some((edge) => isEnd(graph, edge, range))
      : places.some((node) => node.range[0] === range[0] && node.range[1] === range[1]),
  );
}

function isEnd({ root, exit }: Graph, edge: Edge, [, end]: Exit['range']): boolean {
  const body = isFunction(root) ? root.body : root;
  const left = edge.leaves.filter(({ range }) => range[1] === end);
  return [...left, ...(edge.to === exit && (body.type === 'Program' || body.range[1] === end) ? [body] : [])].some(
    (block) => !jumpsOut(edge, block),
  );
}

/** The blocks from which control goes to each side of a decision. */
function entriesBySide(graph: Graph): ReadonlyMap<string, readonly Block[]> {
  let entries = knownEntries.get(graph);
  if (!entries) knownEntries.set(graph, (entries = entriesIn(graph)));
  return entries;
}

const knownEntries = new WeakMap<Graph, ReadonlyMap<string, readonly Block[]>>();

function entriesIn({ blocks }: Graph): ReadonlyMap<string, readonly Block[]> {
  const entries = new Map<string, Block[]>();
  for (const block of blocks) {
    for (const key of new Set(block.edges.flatMap((edge) => sideOf(edge) ?? []).map(keyOf))) {
      const known = entries.get(key);
      if (known) known.push(block);
      else entries.set(key, [block]);
    }
  }
  return entries;
}

const keyOf = ({ owner, outcome }: Side): string =>
  `${owner.range.join()} ${typeof outcome === 'object' ? (outcome?.range.join() ?? '') : outcome}`;

/** The decision that an edge takes as a whole; null where it takes none, or only a part of one. */
function sideOf(edge: Edge): Side | null {
  switch (edge.kind) {
    case 'iterate':
      return { owner: edge.loop, outcome: edge.outcome };
    case 'case': {
      const owner = edge.clause.parent;
      if (edge.outcome) return { owner, outcome: edge.clause };
      return owner.cases.findLast(({ test }) => test !== null) === edge.clause
        ? { owner, outcome: owner.cases.find(({ test }) => test === null) ?? null }
        : null;
    }
    case 'branch':
      return decided(edge.test, edge.outcome);
    default:
      return null;
  }
}

/** `a` of `!(a && b)`: the test that is settled by an operand of it. */
function decided(test: TSESTree.Node, outcome: boolean): Side | null {
  const parent = test.parent!;
  if (isTransparent(parent)) return decided(parent, outcome);
  switch (parent.type) {
    case 'UnaryExpression':
      return decided(parent, !outcome);
    case 'LogicalExpression':
      return parent.left === test && (parent.operator === '&&') === outcome ? null : decided(parent, outcome);
    case 'IfStatement':
    case 'ConditionalExpression':
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'ForStatement':
      if (parent.test === test) return { owner: parent, outcome };
      break;
    default:
  }
  return test.type === 'LogicalExpression' ? { owner: test, outcome } : null;
}
