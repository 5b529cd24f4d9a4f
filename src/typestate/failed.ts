/** What a state says of a failure on its path: who could still learn of it, and who could still end the resource. */
import type { CfgRoot } from '../cfg/index.js';
import { isFunction } from '../syntax/nodes.js';
import { carries } from './refs.js';
import type { State } from './state.js';

/** Whether all that holds the resource are promises that have been rejected. */
export function isUnhandled({ refs, completion }: State): boolean {
  return !carries(completion?.value) && [...refs.values()].every((ref) => !carries(ref) || ref.kind === 'rejected');
}

/** Whether nothing is left by which what a callee has lost could still be ended, or its failure be known. */
export const isForgotten = ({ refs, completion, blame }: State): boolean =>
  refs.size === 0 && completion === null && blame !== null;

/** Whether a call has thrown in the listener that is given the resource: what an emitter does not catch ends the process. */
export function isUncaught({ site, completion }: State, root: CfgRoot): boolean {
  if (!completion?.implicit || !isFunction(root) || root.async || !site?.protocol.announcedBy) return false;
  return root.params.some((parameter) => parameter === site.node);
}

/** Whether a promise that has been rejected is still to be awaited. */
export const isFailing = ({ refs }: State): boolean => [...refs.values()].some((ref) => ref.kind === 'rejected');
