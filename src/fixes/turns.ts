/** Where on its way control comes to a point from which nobody wants a resource any more, and nobody has had it. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Block, Edge, Graph } from '../cfg/index.js';
import type { Exit } from '../findings/finding.js';
import { isFunction, isTransparent, isWithin } from '../syntax/nodes.js';
import { jumpsOut } from './reach.js';

/** What decides which way control goes, and how it came out. */
export interface Side {
  readonly owner: TSESTree.IfStatement | TSESTree.ConditionalExpression | TSESTree.LogicalExpression | TSESTree.SwitchStatement | Loop;
  /** Of a test: its outcome. Of a loop: whether it takes another turn. Of a `switch`: the clause, or null where it is gone past. */
  readonly outcome: boolean | TSESTree.SwitchCase | null;
}

export type Loop = TSESTree.WhileStatement | TSESTree.DoWhileStatement | TSESTree.ForStatement | TSESTree.ForInStatement | TSESTree.ForOfStatement;

/** A side of a decision in which nobody wants the resource, while on the other one somebody may. */
export interface Turn extends Side {
  /** Something has been waited for since the resource was there. */
  readonly hasWaited: boolean;
  /** An error is thrown further on. */
  readonly isFailing: boolean;
  /** What follows is only come to from here: neither from where somebody has had it, nor from another turn. */
  readonly isAlone: boolean;
}

/** What is asked about the paths of one resource in one function. */
export interface Ways {
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
 * The turns which all paths that lose the resource come through, each of them once: a release there meets nobody who has had it, nor anybody
 * who is yet to have it.
 *
 * @returns null where there are no such turns: some loss is not behind any, or somebody may have had it there
 */
export function turnsOf(ways: Ways): Turn[] | null {
  const marks = marksOf(ways);
  if (!marks) return null;
  const { graph, exits } = ways;
  const touched = touchedIn(graph, marks);
  const { found, isCertain } = turningEdges(ways, marks, wantedIn(graph, marks));
  const sought = found.map((one) => ({ ...one, behind: exitsBehind(one.edge, ways, marks) })).filter(({ behind }) => behind.size > 0);
  if (!isCertain || !exits.every((exit) => sought.some(({ behind }) => behind.has(exit)))) return null;
  const turns = new Map<string, Turn>();
  for (const { edge, side, hasWaited, behind } of sought) {
    const later = blocksFrom(edge.to, marks);
    const entries = sought.flatMap((one) => entriesOf(graph, one.side));
    if (entries.some((from) => later.has(from) && meets(from, 0, marks) === null) || entriesOf(graph, side).some((from) => isTouchedAtEnd(from, touched, marks))) return null;
    const others = sought.filter((other) => !isSameSide(other.side, side));
    const isAlone = !touched.has(edge.to) && !others.some((other) => blocksFrom(other.edge.to, marks).has(edge.to));
    const known = turns.get(keyOf(side));
    turns.set(keyOf(side), { ...side, hasWaited: hasWaited || known?.hasWaited === true, isFailing: [...behind].some(({ kind }) => kind === 'throw') || known?.isFailing === true, isAlone: isAlone && known?.isAlone !== false });
  }
  return [...turns.values()];
}

interface Marks {
  readonly uses: ReadonlySet<TSESTree.Node>;
  readonly start: TSESTree.Node | null;
}

/** The elements that the uses are, or are part of; null where one is none. */
function marksOf({ graph, start, uses }: Ways): Marks | null {
  const elements = new Set(graph.blocks.flatMap((block) => block.elements.map(({ node }) => node)));
  const marked = uses.map((use) => {
    let at: TSESTree.Node | undefined = use;
    while (at && at !== graph.root && !elements.has(at)) at = at.parent;
    return at && elements.has(at) ? at : null;
  });
  const known = marked.filter((node) => node !== null);
  return known.length === marked.length && (start === null || elements.has(start)) ? { uses: new Set(known), start } : null;
}

/** Whether control, once at `index`, meets a use in the block; null where it goes on. */
function meets({ elements }: Block, index: number, { uses, start }: Marks): 'use' | 'start' | null {
  for (const { node } of elements.slice(index)) {
    if (uses.has(node)) return 'use';
    if (node === start) return 'start';
  }
  return null;
}

/** The blocks from whose beginning control may come to a use. */
function wantedIn({ blocks }: Graph, marks: Marks): Set<Block> {
  const wanted = new Set<Block>();
  for (let before = -1; before !== wanted.size; ) {
    before = wanted.size;
    for (const block of [...blocks].reverse()) {
      const met = meets(block, 0, marks);
      if (met === 'use' || (met === null && block.edges.some(({ to }) => wanted.has(to)))) wanted.add(block);
    }
  }
  return wanted;
}

/** The blocks at whose beginning somebody may have had the resource. */
function touchedIn(graph: Graph, marks: Marks): Set<Block> {
  const touched = new Set<Block>();
  const queue = graph.blocks.filter((block) => isTouchedAtEnd(block, touched, marks));
  for (let block = queue.pop(); block; block = queue.pop()) {
    for (const { to } of block.edges) {
      if (touched.has(to)) continue;
      touched.add(to);
      if (isTouchedAtEnd(to, touched, marks)) queue.push(to);
    }
  }
  return touched;
}

function isTouchedAtEnd(block: Block, touched: ReadonlySet<Block>, { uses, start }: Marks): boolean {
  for (const { node } of [...block.elements].reverse()) {
    if (uses.has(node)) return true;
    if (node === start) return false;
  }
  return touched.has(block);
}

interface Turning extends Pick<Turn, 'hasWaited'> {
  readonly edge: Edge;
  readonly side: Side;
}

/**
 * The first decisions by which control, having met no use, goes on to where nobody wants the resource. Calls that merely might throw are left aside.
 * It `isCertain` where no exit is come to without one.
 */
function turningEdges(ways: Ways, marks: Marks, wanted: ReadonlySet<Block>): { readonly found: readonly Turning[]; readonly isCertain: boolean } {
  const { graph, start, isMissing } = ways;
  const found = new Map<Edge, Turning>();
  const seen = new Map<Block, boolean>();
  const passed: Edge[] = [];
  const queue = start ? graph.blocks.flatMap((block) => block.elements.flatMap(({ node }, index) => (node === start ? [{ block, index: index + 1, hasWaited: false }] : []))) : [{ block: graph.entry, index: 0, hasWaited: false }];
  const nodes: TSESTree.Node[] = [];
  for (let at = queue.pop(); at; at = queue.pop()) {
    const { block, index } = at;
    if (meets(block, index, marks) !== null) continue;
    const elements = block.elements.slice(index).map(({ node }) => node);
    nodes.push(...elements);
    for (const edge of block.edges) {
      if ((edge.kind === 'exception' && edge.implicit) || isMissing(edge)) continue;
      const hasWaited = at.hasWaited || elements.some((node) => isWait(node, start)) || (edge.kind === 'iterate' && edge.loop.type === 'ForOfStatement' && edge.loop.await);
      const side = wanted.has(edge.to) ? null : sideOf(edge);
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
const isWait = (node: TSESTree.Node, start: TSESTree.Node | null): boolean => (node.type === 'AwaitExpression' || node.type === 'YieldExpression') && !(start && isWithin(start, node));

/** The blocks that control may come to from the beginning of one. */
function blocksFrom(first: Block, marks: Marks): Set<Block> {
  const seen = new Set([first]);
  const queue = [first];
  for (let block = queue.pop(); block; block = queue.pop()) {
    if (meets(block, 0, marks) !== null) continue;
    for (const edge of block.edges) {
      if ((edge.kind === 'exception' && edge.implicit) || seen.has(edge.to)) continue;
      seen.add(edge.to);
      queue.push(edge.to);
    }
  }
  return seen;
}

/** Which of the exits lie on the edge, or behind it. */
function exitsBehind(first: Edge, ways: Ways, marks: Marks): Set<Exit> {
  const blocks = [...blocksFrom(first.to, marks)];
  return new Set(exitsAt(ways, blocks.flatMap((block) => block.elements.map(({ node }) => node)), [first, ...blocks.flatMap((block) => block.edges)]));
}

function exitsAt({ graph, exits }: Ways, nodes: readonly TSESTree.Node[], edges: readonly Edge[]): Exit[] {
  const places = [...nodes, ...edges.flatMap(({ cause }) => cause ?? [])];
  return exits.filter(({ kind, range }) => (kind === 'end' ? edges.some((edge) => isEnd(graph, edge, range)) : places.some((node) => node.range[0] === range[0] && node.range[1] === range[1])));
}

function isEnd({ root, exit }: Graph, edge: Edge, [, end]: Exit['range']): boolean {
  const body = isFunction(root) ? root.body : root;
  const left = edge.leaves.filter(({ range }) => range[1] === end);
  return [...left, ...(edge.to === exit && (body.type === 'Program' || body.range[1] === end) ? [body] : [])].some((block) => !jumpsOut(edge, block));
}

/** The blocks from which control goes to that side. */
const entriesOf = ({ blocks }: Graph, side: Side): Block[] => blocks.filter(({ edges }) => edges.some((edge) => isSameSide(sideOf(edge), side)));

const isSameSide = (one: Side | null, other: Side): boolean => one !== null && one.owner === other.owner && one.outcome === other.outcome;

const keyOf = ({ owner, outcome }: Side): string => `${owner.range.join()} ${typeof outcome === 'object' ? (outcome?.range.join() ?? '') : outcome}`;

/** The decision that an edge takes as a whole; null where it takes none, or only a part of one. */
function sideOf(edge: Edge): Side | null {
  switch (edge.kind) {
    case 'iterate':
      return { owner: edge.loop, outcome: edge.outcome };
    case 'case': {
      const owner = edge.clause.parent;
      if (edge.outcome) return { owner, outcome: edge.clause };
      return owner.cases.findLast(({ test }) => test !== null) === edge.clause ? { owner, outcome: owner.cases.find(({ test }) => test === null) ?? null } : null;
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
