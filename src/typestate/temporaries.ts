/** What expressions leave behind in a state: the values of nodes that have been computed and not used yet. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Ref } from './refs.js';
import { update, type Holder, type State, isTemporary } from './state.js';

/** The state once `node` has been evaluated: the values of its operands are used up. */
export function useUp(state: State, node: TSESTree.Node): State {
  const refs = withoutNodes(state, (holder) => holder.parent === node);
  return refs ? update(state, { refs }) : state;
}

/** The state at the end of a statement. */
export function sweep(state: State): State {
  const refs = withoutNodes(state, () => true);
  const known = [...state.known.keys()].some(isTemporary)
    ? new Map([...state.known].filter(([place]) => !isTemporary(place)))
    : state.known;
  return refs || known !== state.known ? update(state, { refs: refs ?? state.refs, known }) : state;
}

/** The refs without those of the nodes that are used up; null where there are none. */
function withoutNodes({ refs }: State, isUsedUp: (holder: TSESTree.Node) => boolean): State['refs'] | null {
  let rest: Map<Holder, Ref> | null = null;
  for (const holder of refs.keys()) {
    if (!isTemporary(holder) || !isUsedUp(holder) || isKept(holder)) continue;
    rest ??= new Map(refs);
    rest.delete(holder);
  }
  return rest;
}

/** What a loop or `yield*` goes through outlives the expression that made it. */
function isKept(holder: TSESTree.Node): boolean {
  const { parent } = holder;
  if (parent?.type === 'YieldExpression') return parent.delegate;
  return (parent?.type === 'ForOfStatement' || parent?.type === 'ForInStatement') && parent.right === holder;
}
