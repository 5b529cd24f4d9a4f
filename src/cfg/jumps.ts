/** The constructs around a point of a function that matter when control leaves it: scopes, jump targets, `catch`, `finally`. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Block } from './graph.js';

/** The constructs around a point, innermost first; null is the function itself. */
export type Frame = ScopeFrame | TargetFrame | CatchFrame | FinallyFrame;

/** A lexical scope that declares something. */
export interface ScopeFrame {
  readonly type: 'scope';
  readonly node: TSESTree.Node;
  readonly outer: Frame | null;
}

/** A place that `break` or `continue` leads to. */
export interface TargetFrame {
  readonly type: 'target';
  readonly jump: 'break' | 'continue';
  readonly labels: readonly string[];
  /** A jump without a label may target it. */
  readonly unlabelled: boolean;
  readonly to: Block;
  readonly outer: Frame | null;
}

export interface CatchFrame {
  readonly type: 'catch';
  readonly handler: Block;
  readonly outer: Frame | null;
}

/** A `try` with a `finally` that has not run yet. */
export interface FinallyFrame {
  readonly type: 'finally';
  readonly copies: Map<Block | 'throw' | 'implicit throw', FinallyCopy>;
  readonly outer: Frame | null;
}

/** Where control continues after the `finally` blocks on its path have run. */
export type Continuation =
  /** At a block that is directly inside `frame`. */
  | { readonly type: 'block'; readonly to: Block; readonly frame: Frame | null }
  | { readonly type: 'throw'; readonly thrower: TSESTree.Node; readonly implicit: boolean };

/** A copy of a `finally` block for one continuation; its body is lowered when its `try` is complete. */
export interface FinallyCopy {
  readonly start: Block;
  readonly continuation: Continuation;
  /** The first statement, in the order of lowering, that left the `try` with this continuation. */
  readonly cause: TSESTree.Node | null;
}

/** The scopes left between two frames, and the frame that stopped the walk. */
export interface Route {
  readonly leaves: readonly TSESTree.Node[];
  readonly stop: Frame | null;
}

/** The route out of `from` up to the first frame (or null) for which `stops` holds. */
export function routeFrom(from: Frame | null, stops: (frame: Frame) => boolean): Route {
  const leaves: TSESTree.Node[] = [];
  let stop = from;
  while (stop && !stops(stop)) {
    if (stop.type === 'scope') leaves.push(stop.node);
    stop = stop.outer;
  }
  return { leaves, stop };
}

/** The target of a `break` or `continue`; null in a program with a syntax error. */
export function targetOf(
  statement: TSESTree.BreakStatement | TSESTree.ContinueStatement,
  from: Frame | null,
): TargetFrame | null {
  const jump = statement.type === 'BreakStatement' ? 'break' : 'continue';
  const label = statement.label?.name;
  for (let frame = from; frame; frame = frame.outer) {
    if (frame.type !== 'target' || frame.jump !== jump) continue;
    if (label === undefined ? frame.unlabelled : frame.labels.includes(label)) return frame;
  }
  return null;
}
