/**
 * Generators over a resource that end nothing when they are left. A loop over one that comes to its end has read the resource; a
 * `break`, `return` or exception in the loop leaves it open.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { handleOf } from '../protocols/capabilities.js';
import { GENERATOR, SHUT_GENERATOR } from '../protocols/derived-streams.js';
import { isFunction, isWithin } from '../syntax/nodes.js';
import type { Outcome, Summary } from './context.js';
import { handle, type Ref } from './refs.js';
import { isTemporary, type Holder, type State } from './state.js';

/** Whether the callee was left at a `yield` with its resource open. */
export const isLeft = ({ exit, duty }: Outcome): boolean => exit.kind === 'yield' && duty.phase === 'open';

/** What refers to a generator that is left at a `yield` with its resource open; `refs` are those of the path just before. */
export function leftGenerator(node: TSESTree.Node, refs: State['refs'] | undefined): Ref {
  const isDelegated = [...(refs?.values() ?? [])].some((ref) => ref.kind === 'handle' && ref.handle === SHUT_GENERATOR);
  return handle(isDelegated || isInTry(node) ? SHUT_GENERATOR : GENERATOR);
}

/** Whether a generator that is left ends nothing, whatever its consumer does: its `finally` runs, and forgets to. */
export const isShut = (ref: Ref): boolean => ref.kind === 'handle' && ref.handle === SHUT_GENERATOR;

/** Whether going through all that the value gives reads the resource, and leaving it ends nothing. */
export const isLeftOpen = (state: State, ref: Ref): boolean => {
  const table = ref.kind === 'handle' && state.site ? handleOf(state.site.protocol, ref.handle) : undefined;
  return table?.leavesOpen === true && table.iterate === 'consume';
};

/** Whether what a call gets may be a piece of a body: a reader is at work, or a loop runs that leaves the body open. */
export function isReadInPieces(state: State, call: TSESTree.Node): boolean {
  if (state.duty.phase !== 'open') return false;
  const isInLoop = (holder: Holder): boolean =>
    isTemporary(holder) && holder.parent?.type === 'ForOfStatement' && isWithin(call, holder.parent.body);
  return (
    state.duty.lock?.by === 'reader' ||
    [...state.refs].some(([holder, ref]) => isInLoop(holder) && isLeftOpen(state, ref))
  );
}

/**
 * What a generator is that has been made and not gone through yet; null where it is not known to read the resource, or ends it when it
 * is left.
 */
export function waiting({ outcomes, endings }: Summary): Ref | null {
  if (endings.length === 0 || endings.some(({ kind }) => kind !== 'fulfilled')) return null;
  if (outcomes.some(({ captured }) => captured.size > 0)) return null;
  const left = outcomes.filter(isLeft).map(({ exit }) => leftGenerator(exit.node, exit.refs));
  return left.find(isShut) ?? left[0] ?? null;
}

/** Whether a `finally` of its function runs where the generator is left at `node`. */
function isInTry(node: TSESTree.Node): boolean {
  for (let { parent } = node; parent && !isFunction(parent); parent = parent.parent)
    if (parent.type === 'TryStatement' && parent.finalizer && !isWithin(node, parent.finalizer)) return true;
  return false;
}
