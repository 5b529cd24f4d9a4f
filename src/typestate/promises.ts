/** Promises that refer to the resource: chains of `then`, `catch` and `finally`, and the combinators. */
import type { TSESTree } from '@typescript-eslint/utils';
import { methodCall } from './methods.js';
import type { Call, CallHost, Context } from './context.js';
import { carries, closuresIn, elementOf, promise, rejected, type Ref } from './refs.js';
import { isHeld, setKnown, setRef, update, type State } from './state.js';
import { escaped, goes, onward, type Step } from './step.js';
import { isNothing, memberName } from '../syntax/nodes.js';
import { constant, UNDEFINED } from './values.js';

/** What becomes of a path that calls a member of a promise. */
export function promiseCall(
  host: CallHost,
  call: Call,
  state: State,
  of: Ref & { kind: 'promise' },
  name: string,
): readonly Step[] {
  switch (name) {
    case 'then':
      return isLeftOut(call.arguments[0])
        ? [goes(setRef(state, call, of))]
        : settled(host, call, state, call.arguments[0]!, [of.of]);
    case 'catch':
      return [goes(setRef(state, call, of))];
    case 'finally':
      return afterwards(host, call, state, of);
    default:
      return methodCall(host, call, state, of, name);
  }
}

/** The same for a promise that is known to have been rejected: only the handlers of rejections run. */
export function rejectedCall(
  host: CallHost,
  call: Call,
  state: State,
  of: Ref & { kind: 'rejected' },
  name: string,
): readonly Step[] {
  switch (name) {
    case 'then':
      return isLeftOut(call.arguments[1])
        ? [goes(setRef(state, call, of))]
        : handled(host, call, state, call.arguments[1]!, of.of);
    case 'catch':
      return isLeftOut(call.arguments[0])
        ? [goes(setRef(state, call, of))]
        : handled(host, call, state, call.arguments[0]!, of.of);
    case 'finally':
      return afterwards(host, call, state, of);
    default:
      // `ky(url).json()` is rejected with the error of the request.
      return [goes(state.site!.protocol.promiseMethods?.[name] ? setRef(state, call, of) : state)];
  }
}

/**
 * What becomes of a path on which something else than the resource is waited for by a function that captures it, once
 * the body has been read:
 * `response.text().then((text) => response)`. Before that it is unknown whether the function will run; null for other calls.
 */
export function waitingCall(host: CallHost, call: Call, state: State): readonly Step[] | null {
  const [handler] = call.arguments;
  if (state.duty.phase !== 'locked' || call.callee.type !== 'MemberExpression' || !handler) return null;
  const isChain = memberName(call.callee) === 'then' && closuresIn(state.refs.get(handler)).length > 0;
  return isChain ? settled(host, call, state, handler, []) : null;
}

/** Runs a handler of rejections; what it loses of the error is lost for good. */
function handled(host: CallHost, call: Call, state: State, handler: TSESTree.Node, error: Ref | null): readonly Step[] {
  const steps = settled(host, call, state, handler, error ? [error] : []);
  if (!carries(error)) return steps;
  return onward(steps, ({ state: next }) =>
    goes(
      isHeld(next) || next.blame ? next : update(next, { blame: { node: call, kind: 'discard', refs: state.refs } }),
    ),
  );
}

/** Runs a handler and gives the promise of what it returns. */
function settled(
  host: CallHost,
  call: Call,
  state: State,
  handler: TSESTree.Node,
  values: readonly Ref[],
): readonly Step[] {
  const steps = host.callback(call, state, handler, values);
  // A handler that cannot be analysed cannot take a rejection that carries nothing.
  if (!steps) return [values.length === 0 ? goes(state) : escaped('callback')];
  return onward(steps, ({ state: next, result, threw }) =>
    goes(threw ? setRef(next, call, rejected(result)) : result ? setRef(next, call, promise(result)) : next),
  );
}

function afterwards(host: CallHost, call: Call, state: State, of: Ref): readonly Step[] {
  const [callback] = call.arguments;
  if (!callback || closuresIn(state.refs.get(callback)).length === 0) return [goes(setRef(state, call, of))];
  const steps = host.callback(call, state, callback, []) ?? [escaped('callback')];
  return onward(steps, ({ state: next, threw }) => goes(setRef(next, call, threw ? rejected(null) : of)));
}

const settledPart = (value: Ref | null): Ref | null =>
  value?.kind === 'rejected'
    ? failedPart(value.of)
    : value
      ? {
          kind: 'object',
          props: new Map<string, Ref>([
            ['status', { kind: 'value', value: constant('fulfilled') }],
            ['value', value],
          ]),
        }
      : null;
const failedPart = (reason: Ref | null): Ref => ({
  kind: 'object',
  props: new Map<string, Ref>([
    ['status', { kind: 'value', value: constant('rejected') }],
    ...(reason ? [['reason', reason] as const] : []),
  ]),
});
const awaited = (ref: Ref | null): Ref | null => (ref?.kind === 'promise' ? ref.of : ref);

/** `Promise.all` and its relatives over something that refers to the resource; null for other members. */
export function joinPromises(
  { unit, oracle }: Context,
  call: Call,
  state: State,
  name: string,
  given: Ref,
): readonly Step[] | null {
  const gives = (ref: Ref): Step => goes(setRef(state, call, ref));
  if (name === 'resolve') return [gives(promise(given))];
  if (given.kind !== 'array') return null;
  const map = (part: (ref: Ref | null) => Ref | null): Step =>
    gives(promise({ kind: 'array', items: given.items.map(part), rest: part(given.rest) }));
  const failed = [...given.items, given.rest].find((item) => item?.kind === 'rejected');
  switch (name) {
    case 'all':
      return [failed ? gives(failed) : map(awaited)];
    case 'allSettled':
      return [map((ref) => settledPart(awaited(ref)))];
    case 'any':
    case 'race': {
      const winner = awaited(elementOf(given));
      if (!winner || !carries(winner)) return [goes(state)];
      // The followed one wins, or another one does and this one is dropped. The code after the race may also abort it.
      const isAlone = given.items.length === 1 || state.site?.isAbortable;
      if (isAlone) return [gives(promise(winner))];
      const list = call.arguments[0];
      const others = list?.type === 'ArrayExpression' ? list.elements.filter((_, at) => !carries(given.items[at])) : [];
      const isTimeout =
        others.length > 0 && others.every((other) => other !== null && oracle.comesToNothing(unit, other));
      return [gives(promise(winner)), goes(isTimeout ? setKnown(state, call, UNDEFINED) : state)];
    }
    default:
      return null;
  }
}

/** No handler is given. */
const isLeftOut = (handler: TSESTree.Node | undefined): boolean => !handler || isNothing(handler);
