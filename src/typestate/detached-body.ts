/** Bodies whose response is not kept: once it is collected, they are empty without an error (measured). */
import { carries, type Ref } from './refs.js';
import type { State } from './state.js';

/** Whether an unread body is held by nothing that keeps its response alive. */
export function isDetached(state: State): boolean {
  if (state.duty.phase !== 'open' || state.duty.lock !== null || state.duty.branches > 0) return false;
  let orphans = 0;
  for (const ref of state.refs.values()) {
    if (!carries(ref)) continue;
    if (!isDetachedBody(state, ref)) return false;
    orphans += 1;
  }
  return orphans > 0;
}

/** Whether the value gives its holder the body and not the response. */
export function isDetachedBody(state: State, ref: Ref): boolean {
  switch (ref.kind) {
    case 'handle':
      return state.site?.protocol.handles[ref.handle]?.orphan === true;
    case 'promise':
      return isDetachedBody(state, ref.of);
    case 'object':
      return [...ref.props.values()].filter(carries).every((part) => isDetachedBody(state, part));
    case 'array':
      return [...ref.items, ref.rest]
        .filter((part) => part !== null && carries(part))
        .every((part) => isDetachedBody(state, part!));
    default:
      return false;
  }
}
