/** Where resources without references were lost, as exits, and which of these losses are reported. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Block, Edge, Graph } from '../cfg/index.js';
import type { Origin } from '../dataflow/solver.js';
import { isHeld, type LeakExit, type AcquireSite, type State } from './state.js';

/** A path that leaves a resource of this function open. */
export interface Leak {
  readonly site: AcquireSite;
  readonly exit: LeakExit;
  readonly implicit: boolean;
  /** The state just before the exit. */
  readonly before: State;
  readonly origin: Origin<Edge>;
  readonly born: Origin<Edge> | null;
}

/**
 * The leaks of one run. What is lost before a `process.exit()` ends with the process: a loss counts only where control leaves the
 * function after it, or stays in a loop.
 */
export class Leaks {
  readonly #graph: Graph;
  readonly #leaks = new Map<string, { readonly leak: Leak; readonly onward: Set<Block> }>();
  readonly #taken = new Set<Edge>();
  readonly #uncertain = new Set<AcquireSite>();

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  /** A path, whatever it follows, has taken the edge. */
  take(edge: Edge): void {
    this.#taken.add(edge);
  }

  /** A path leaves the resource open that may be impossible, since facts of it were lost: nothing is reported for it alone. */
  addUncertain(site: AcquireSite): void {
    this.#uncertain.add(site);
  }

  /** The acquiring nodes of resources that only such paths leave open. */
  uncertain(): TSESTree.Node[] {
    const certain = new Set(this.leaks().map(({ site }) => site.node));
    return [...this.#uncertain].map(({ node }) => node).filter((node) => !certain.has(node));
  }

  /** @param next the block in which, or before which, it is lost */
  add(leak: Leak, next: Block): void {
    const key = `${leak.site.id} ${leak.exit.kind} ${leak.exit.node.range.join()}`;
    const known = this.#leaks.get(key);
    const onward = (known?.onward ?? new Set()).add(next);
    this.#leaks.set(key, { leak: known && (leak.implicit || !known.leak.implicit) ? known.leak : leak, onward });
  }

  /** Asked when the run is over. */
  leaks(): Leak[] {
    return [...this.#leaks.values()].filter(({ onward }) => this.#goesOn(onward)).map(({ leak }) => leak);
  }

  #goesOn(from: Iterable<Block>): boolean {
    const seen = new Set(from);
    for (const block of seen) {
      if (block === this.#graph.exit || block === this.#graph.throwExit) return true;
      for (const edge of block.edges) {
        if (!this.#taken.has(edge)) continue;
        if (edge.back) return true;
        seen.add(edge.to);
      }
    }
    return false;
  }
}

/** The exit by which a path has left the function over its last edge. */
export function leakAtExit(state: State, edge: Edge, root: TSESTree.Node): LeakExit {
  if (state.blame && (state.blame.kind !== 'callback' || !isHeld(state)))
    return state.completion?.kind === 'throw' && state.blame.kind === 'helper'
      ? { kind: 'helper', node: state.blame.node, blame: state.blame }
      : leakAt(state, state.blame.node);
  const { completion } = state;
  if (completion?.through) return { kind: 'helper', node: completion.through.node, blame: completion.through };
  if (completion?.node.type === 'YieldExpression') return { kind: 'yield', node: completion.node };
  if (completion) return { kind: completion.implicit ? 'exception' : completion.kind, node: completion.node };
  const { cause } = edge;
  return cause?.type === 'BreakStatement' || cause?.type === 'ContinueStatement'
    ? leakAt(state, cause)
    : { kind: 'end', node: cause ?? root };
}

/** The exit where `state` has lost the resource at `node`. */
export function leakAt(state: State, node: TSESTree.Node): LeakExit {
  const { blame } = state;
  if (blame?.kind === 'field' || blame?.kind === 'hook' || blame?.kind === 'drop' || blame?.kind === 'overwrite')
    return { kind: blame.kind, node: blame.node };
  if (blame?.kind === 'settled') return { kind: 'settled', node: blame.node, refs: blame.refs };
  if (blame?.kind === 'helper') return { kind: 'helper', node: blame.node, blame };
  if (blame?.kind === 'callback' && blame.helper) return blame.helper.exit;
  return { ...lossOf(node), refs: blame?.refs };
}

function lossOf(node: TSESTree.Node): LeakExit {
  switch (node.type) {
    case 'ThrowStatement':
      return { kind: 'throw', node };
    case 'ReturnStatement':
      return { kind: 'return', node };
    case 'ContinueStatement':
      return { kind: 'continue', node };
    case 'BreakStatement':
      return { kind: 'break', node };
    case 'AssignmentExpression':
      return { kind: 'overwrite', node };
    case 'VariableDeclarator':
      return { kind: 'discard', node };
    default:
      return { kind: isBlock(node) ? 'end' : 'discard', node };
  }
}

const isBlock = (node: TSESTree.Node): boolean =>
  node.type.endsWith('Statement') && node.type !== 'ExpressionStatement';
