/**
 * What becomes of a path at one element or edge. A transfer gives one step for each path that it splits into: a callee
 * that reads the body on one of its paths and throws on another gives `[fulfilled('consumed'), goes(throwing)]`.
 */
import type { State } from './state.js';

/** What has ended the duty. */
export type Fulfilment =
  /** The body has been read to its end, or flows there by itself. */
  | 'consumed'
  /** It has been given up, or its connection cut. */
  | 'cancelled'
  /** An agent has been closed. */
  | 'closed'
  /** `using` has disposed of it. */
  | 'disposed'
  /** The user's settings, or a tag of its declaration, say that a helper consumes it. */
  | 'declared'
  /** A condition implies that there is no body: no code has released it. */
  | 'empty'
  /** A condition says that the body is at its end, or torn down. */
  | 'ended';

/** The owner of the duty from now on, which is not followed. */
export type Taker =
  /** A callee that cannot be analysed. */
  | 'callee'
  /** A callee that the user's settings, or a tag of its declaration, say takes it. */
  | 'declared'
  /** A member that the tables know to hand it on, or do not know. */
  | 'member'
  /** A callback that cannot be analysed. */
  | 'callback'
  /** The caller of a function that captures it and can end it. */
  | 'closure'
  /** A variable or property that this function does not decide about alone. */
  | 'storage'
  /** A value that is not followed: an instance, a list within lists, a template. */
  | 'value'
  /** The caller, in a form that is not followed. */
  | 'caller'
  /** The handler that catches the exception. */
  | 'catcher'
  /** The consumer of a generator. */
  | 'consumer';

/** The duty of the path has come to an end here; `watched` is the state in which the path is followed for what may still break. */
export type Ending =
  | { readonly kind: 'fulfilled'; readonly by: Fulfilment; readonly watched?: State | undefined }
  | { readonly kind: 'escaped'; readonly to: Taker; readonly watched?: State | undefined };

export interface Going {
  readonly kind: 'goes';
  readonly state: State;
}

export type Step =
  | Going
  | Ending
  /** No path comes here: what it assumes cannot be. */
  | { readonly kind: 'infeasible' }
  /** The process ends here, or control never comes back. */
  | { readonly kind: 'diverges' };

export const goes = (state: State): Going => ({ kind: 'goes', state });
export const fulfilled = (by: Fulfilment, watched?: State): Ending => ({ kind: 'fulfilled', by, watched });
export const escaped = (to: Taker, watched?: State): Ending => ({ kind: 'escaped', to, watched });
export const INFEASIBLE = { kind: 'infeasible' } as const;
export const DIVERGES = { kind: 'diverges' } as const;

export const isEnding = (step: Step): step is Ending => step.kind === 'fulfilled' || step.kind === 'escaped';

/** Whether code has ended the duty or taken it; false if there is no body. */
export const isDeed = (ending: Ending): boolean => ending.kind === 'escaped' || ending.by !== 'empty';

/** Goes on from each path that goes on; the other steps stay as they are. */
export function onward<G extends Going>(
  steps: readonly (G | Exclude<Step, Going>)[],
  next: (going: G) => Step | readonly Step[],
): readonly Step[] {
  return steps.flatMap((step) => (step.kind === 'goes' ? next(step) : [step]));
}

/** The steps with every state that is followed changed likewise. */
export function mapStates(steps: readonly Step[], change: (state: State) => State): readonly Step[] {
  return steps.map((step) => {
    if (step.kind === 'goes') return goes(change(step.state));
    return isEnding(step) && step.watched ? { ...step, watched: change(step.watched) } : step;
  });
}

/** The state in which the path of a step is followed, if it is. */
export function followed(step: Step): State | undefined {
  return step.kind === 'goes' ? step.state : isEnding(step) ? step.watched : undefined;
}
