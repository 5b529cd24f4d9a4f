/** A graph under construction: the current block, and the edges that leave it. Independent of syntax. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Block, EdgeKind, Element } from './graph.js';
import {
  type Continuation,
  type FinallyCopy,
  type FinallyFrame,
  type Frame,
  type Route,
  type TargetFrame,
  routeFrom,
} from './jumps.js';
import type { VisitorKeys } from './operands.js';

/** The maximum number of blocks of a function (nested `finally` blocks multiply). */
export const MAX_BLOCKS = 100_000;

/** The maximum depth of nesting: deeper nesting could overflow the call stack. */
export const MAX_DEPTH = 1_000;

/** Thrown when a function exceeds `MAX_BLOCKS` or `MAX_DEPTH`; the caller then skips the function. */
export class GraphTooLarge extends Error {
  override readonly name = 'GraphTooLarge';
}

const NORMAL: EdgeKind = { kind: 'normal' };
const NOTHING: readonly TSESTree.Node[] = [];

export class Flow {
  readonly entry: Block;
  readonly exit: Block;
  readonly throwExit: Block;
  /** The block that elements are added to. After a jump it is an unreachable block. */
  current: Block;
  frame: Frame | null = null;
  /** The ends of the optional chains around the current point, innermost last. */
  readonly chainEnds: Block[] = [];
  readonly visitorKeys: VisitorKeys;
  #blocks = 0;
  #depth = 0;
  readonly #throwRoutes = new Map<Frame, Route>();

  constructor(visitorKeys: VisitorKeys) {
    this.visitorKeys = visitorKeys;
    this.exit = this.block();
    this.throwExit = this.block();
    this.entry = this.block();
    this.current = this.entry;
  }

  /** A new block without incoming edges. @throws GraphTooLarge */
  block(): Block {
    if (this.#blocks === MAX_BLOCKS) throw new GraphTooLarge(`more than ${MAX_BLOCKS} blocks`);
    this.#blocks += 1;
    return { id: -1, elements: [], edges: [] };
  }

  /** A new block that contains only the evaluation of `node`, and leads to `to`. */
  evaluationBefore(to: Block, node: TSESTree.Node): Block {
    const block = this.block();
    block.elements.push({ type: 'eval', node });
    block.edges.push({ ...NORMAL, to, leaves: NOTHING, cause: null, back: false });
    return block;
  }

  /** Runs `lower` one level deeper. @throws GraphTooLarge */
  nested(lower: () => void): void {
    if (this.#depth === MAX_DEPTH) throw new GraphTooLarge(`nested more than ${MAX_DEPTH} levels deep`);
    this.#depth += 1;
    lower();
    this.#depth -= 1;
  }

  add(element: Element): void {
    this.current.elements.push(element);
  }

  evaluated(node: TSESTree.Node): void {
    this.add({ type: 'eval', node });
  }

  edge(
    kind: EdgeKind,
    to: Block,
    leaves: readonly TSESTree.Node[] = NOTHING,
    cause: TSESTree.Node | null = null,
  ): void {
    this.current.edges.push({ ...kind, to, leaves, cause, back: false });
  }

  /** Ends the current block with a plain edge. */
  goto(to: Block): void {
    this.edge(NORMAL, to);
  }

  /** Ends the current block with a plain edge and continues at its target. */
  continueAt(block: Block): void {
    this.goto(block);
    this.current = block;
  }

  /** Lowers the content of the scope of `node`; a scope without declarations is ignored. */
  inScope(node: TSESTree.Node, declares: boolean, lower: () => void): void {
    if (!declares) return lower();
    this.within({ type: 'scope', node, outer: this.frame }, lower);
    const after = this.block();
    this.edge(NORMAL, after, [node], node);
    this.current = after;
  }

  inTarget(target: Omit<TargetFrame, 'type' | 'outer'>, lower: () => void): void {
    this.within({ type: 'target', ...target, outer: this.frame }, lower);
  }

  /** Lowers the content of `frame`. */
  within(frame: Frame, lower: () => void): void {
    this.frame = frame;
    lower();
    this.frame = frame.outer;
  }

  /** Ends the current block with a jump; the code after it is unreachable. */
  leave(continuation: Continuation, cause: TSESTree.Node | null): void {
    if (continuation.type === 'throw') this.raise(continuation.thrower, continuation.implicit, cause);
    else this.#jump(continuation, cause);
    this.current = this.block();
  }

  /** After an element that may throw: an edge to the handler, and one to the next block. */
  mayThrow(thrower: TSESTree.Node): void {
    const next = this.block();
    this.goto(next);
    this.raise(thrower, true, thrower);
    this.current = next;
  }

  /** An exception edge out of the current block. */
  raise(thrower: TSESTree.Node, implicit: boolean, cause: TSESTree.Node | null): void {
    const { leaves, stop } = this.#throwRoute();
    const kind: EdgeKind = { kind: 'exception', thrower, implicit };
    if (stop?.type === 'finally')
      this.edge(kind, this.#copyFor(stop, { type: 'throw', thrower, implicit }, cause).start, leaves, cause);
    else this.edge(kind, stop?.type === 'catch' ? stop.handler : this.throwExit, leaves, cause);
  }

  #jump(continuation: Continuation & { type: 'block' }, cause: TSESTree.Node | null): void {
    const { leaves, stop } = routeFrom(this.frame, (frame) => frame === continuation.frame || frame.type === 'finally');
    const interrupted = stop !== continuation.frame && stop?.type === 'finally';
    this.edge(NORMAL, interrupted ? this.#copyFor(stop, continuation, cause).start : continuation.to, leaves, cause);
  }

  #throwRoute(): Route {
    if (!this.frame) return { leaves: NOTHING, stop: null };
    let route = this.#throwRoutes.get(this.frame);
    if (!route) {
      route = routeFrom(this.frame, (frame) => frame.type === 'catch' || frame.type === 'finally');
      this.#throwRoutes.set(this.frame, route);
    }
    return route;
  }

  #copyFor(frame: FinallyFrame, continuation: Continuation, cause: TSESTree.Node | null): FinallyCopy {
    const key = continuation.type === 'block' ? continuation.to : continuation.implicit ? 'implicit throw' : 'throw';
    let copy = frame.copies.get(key);
    if (!copy) {
      copy = { start: this.block(), continuation, cause };
      frame.copies.set(key, copy);
    }
    return copy;
  }
}
