/** Whether the request may have been aborted by the time control comes to a release: a cancel of what has been aborted rejects. */
import { abortingMethods } from '../../protocols/capabilities.js';
import type { CfgRoot } from '../../cfg/index.js';
import { callIndexOf } from '../../summaries/call-index.js';
import { functionNamed } from '../../syntax/functions.js';
import { enclosingFunction, memberName, unwrap } from '../../syntax/nodes.js';
import type { Call } from '../../typestate/context.js';
import type { FixContext } from '../fix-context.js';
import type { Place } from './reachability.js';

/**
 * Whether the request has a signal, or a call that aborts, itself or in the function of the file that it runs, may
 * come before the place.
 */
export function mayBeAborted({ acquire, oracle, unit, reach }: FixContext, place: Place): boolean {
  // A signal may be aborted from any place that has its controller.
  if (acquire.type === 'CallExpression' && oracle.signal(unit, acquire)) return true;
  const callsIn = (root: CfgRoot): readonly Call[] => callIndexOf(unit, oracle).byRoot.get(root) ?? [];
  const aborts = (call: Call): boolean => {
    const fn = functionNamed(unit, call.callee);
    return isAbort(call) || (fn !== null && callsIn(fn).some(isAbort));
  };
  return callsIn(enclosingFunction(place.kind === 'before' ? place.node : place.block) ?? unit.ast).some(
    (call) => aborts(call) && reach.from(call, place, { nodes: [] }),
  );
}

function isAbort({ callee }: Call): boolean {
  const value = unwrap(callee);
  return value.type === 'MemberExpression' && abortingMethods.has(memberName(value) ?? '');
}
