/** Questions about order within one function: can control come from one place to another? */
import type { TSESTree } from '@typescript-eslint/utils';
import { buildGraph, type Block, type Edge, type Graph } from '../cfg/index.js';
import { enclosingFunction, isFunction, isWithin } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';

/** A place that control can be at: a statement about to run, or the end of a block. */
export type Place = { readonly kind: 'before'; readonly node: TSESTree.Node } | { readonly kind: 'end'; readonly block: TSESTree.Node };

export class Reach {
  readonly #unit: Unit;
  readonly #graphs = new Map<TSESTree.Node, Graph>();

  constructor(unit: Unit) {
    this.#unit = unit;
  }

  /**
   * Whether control can come to `place` after `from` has been evaluated, without evaluating `barrier` in between.
   * Both have to be in the function of `place`; what is not counts as being where that function stands. Calls may throw.
   */
  from(from: TSESTree.Node, place: Place, barrier: TSESTree.Node | null): boolean {
    const graph = this.#graphOf(place);
    const starts = graph.blocks.flatMap((block) => block.elements.flatMap((element, index) => (element.node === from ? [{ block, index: index + 1 }] : [])));
    if (starts.length > 0) return this.#walk(starts, place, barrier ? [barrier] : []);
    const { parent } = from;
    return parent && parent.type !== 'Program' && parent !== graph.root ? this.from(parent, place, barrier) : true;
  }

  /** Whether control can come to `place` without evaluating any of the barriers. */
  around(place: Place, barriers: readonly TSESTree.Node[]): boolean {
    const graph = this.#graphOf(place);
    return this.#walk([{ block: graph.entry, index: 0 }], place, barriers);
  }

  /**
   * Whether control can leave the block of a declaration, other than by a call that throws, without evaluating anything that
   * `isCovered`; nor going past `choice`, an `if` without an `else`, where none is null.
   */
  escapes(declaration: TSESTree.VariableDeclaration, isCovered: (node: TSESTree.Node) => boolean, choice: TSESTree.IfStatement | null): boolean {
    const graph = this.#graphOf({ kind: 'before', node: declaration });
    const seen = new Set<Block>();
    const queue = graph.blocks.flatMap((block) => block.elements.flatMap(({ node }, index) => (node === declaration.declarations.at(-1) ? [{ block, index: index + 1 }] : [])));
    for (let at = queue.pop(); at; at = queue.pop()) {
      const { block, index } = at;
      if (block.elements.slice(index).some(({ node }) => isCovered(node))) continue;
      if (block.edges.length === 0) return true;
      for (const edge of block.edges) {
        if (edge.kind === 'exception' && edge.implicit) continue;
        if (choice && goesPast(edge, choice)) continue;
        if (edge.leaves.includes(declaration.parent)) return true;
        if (seen.has(edge.to)) continue;
        seen.add(edge.to);
        queue.push({ block: edge.to, index: 0 });
      }
    }
    return false;
  }

  #walk(starts: readonly { block: Block; index: number }[], place: Place, barriers: readonly TSESTree.Node[]): boolean {
    const seen = new Set<Block>();
    const queue = [...starts];
    for (let at = queue.pop(); at; at = queue.pop()) {
      const { block, index } = at;
      if (index === 0 && seen.has(block)) continue;
      if (index === 0) seen.add(block);
      let isStopped = false;
      for (const element of block.elements.slice(index)) {
        if (place.kind === 'before' && isWithin(element.node, place.node)) return true;
        if (barriers.includes(element.node)) {
          isStopped = true;
          break;
        }
      }
      if (isStopped) continue;
      for (const edge of block.edges) {
        if (arrives(block, edge, place)) return true;
        queue.push({ block: edge.to, index: 0 });
      }
    }
    return false;
  }

  #graphOf(place: Place): Graph {
    const root = enclosingFunction(place.kind === 'before' ? place.node : place.block) ?? this.#unit.ast;
    let graph = this.#graphs.get(root);
    if (!graph) this.#graphs.set(root, (graph = buildGraph(root, this.#unit.visitorKeys)));
    return graph;
  }
}

/** The test of an `if` without an `else` has failed. */
function goesPast(edge: Edge, { test, consequent }: TSESTree.IfStatement): boolean {
  if ((edge.kind !== 'branch' && edge.kind !== 'nullish') || !isWithin(edge.test, test)) return false;
  const next = edge.to.elements[0];
  return !next || (!isWithin(next.node, test) && !isWithin(next.node, consequent));
}

function arrives(block: Block, edge: Edge, place: Place): boolean {
  if (place.kind === 'before') return edge.cause !== null && isJump(place.node) && isWithin(edge.cause, place.node) && !isResumed(block, place.node);
  const isJumping = edge.cause !== null && !edge.leaves.includes(edge.cause);
  if (edge.kind === 'exception' || isJumping) return false;
  if (edge.leaves.includes(place.block)) return true;
  if (edge.to.edges.length === 0 && (place.block.type === 'Program' || isFunction(place.block.parent))) return true;
  // A block that declares nothing is left without a trace.
  const last = block.elements.at(-1);
  const next = edge.to.elements[0];
  return last !== undefined && isWithin(last.node, place.block) && !(next && isWithin(next.node, place.block));
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
