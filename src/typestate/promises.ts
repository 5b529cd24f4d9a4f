/** Promises that refer to the resource: chains of `then`, `catch` and `finally`, and the combinators. */
import type { TSESTree } from '@typescript-eslint/utils';
import { methodCall } from './methods.js';
import type { After, Call, CallHost } from './context.js';
import { carries, closuresIn, elementOf, promise, rejected, type Ref } from './refs.js';
import { isHeld, setRef, update, type State } from './state.js';
import { isNothing } from '../syntax/nodes.js';
import { constant } from './values.js';

/** The states after a member of a promise has been called. */
export function promiseCall(
  host: CallHost,
  call: Call,
  state: State,
  of: Ref & { kind: 'promise' },
  name: string,
): After {
  switch (name) {
    case 'then':
      return isLeftOut(call.arguments[0])
        ? [setRef(state, call, of)]
        : settled(host, call, state, call.arguments[0]!, [of.of]);
    case 'catch':
      return [setRef(state, call, of)];
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
): After {
  switch (name) {
    case 'then':
      return isLeftOut(call.arguments[1])
        ? [setRef(state, call, of)]
        : handled(host, call, state, call.arguments[1]!, of.of);
    case 'catch':
      return isLeftOut(call.arguments[0])
        ? [setRef(state, call, of)]
        : handled(host, call, state, call.arguments[0]!, of.of);
    case 'finally':
      return afterwards(host, call, state, of);
    default:
      // `ky(url).json()` is rejected with the error of the request.
      return [state.site!.protocol.promiseMethods?.[name] ? setRef(state, call, of) : state];
  }
}

/** Runs a handler of rejections; what it loses of the error is lost for good. */
function handled(host: CallHost, call: Call, state: State, handler: TSESTree.Node, error: Ref | null): After {
  const after = settled(host, call, state, handler, error ? [error] : []);
  return carries(error)
    ? (after?.map((next) =>
        isHeld(next) || next.blame ? next : update(next, { blame: { node: call, kind: 'discard', refs: state.refs } }),
      ) ?? null)
    : after;
}

/** Runs a handler and gives the promise of what it returns. */
function settled(host: CallHost, call: Call, state: State, handler: TSESTree.Node, values: readonly Ref[]): After {
  const after = host.callback(call, state, handler, values);
  // A handler nobody can see cannot be given a rejection that carries nothing.
  if (!after) return values.length === 0 ? [state] : null;
  return after.map(({ state: next, result, threw }) =>
    threw ? setRef(next, call, rejected(result)) : result ? setRef(next, call, promise(result)) : next,
  );
}

function afterwards(host: CallHost, call: Call, state: State, of: Ref): After {
  const [callback] = call.arguments;
  if (!callback || closuresIn(state.refs.get(callback)).length === 0) return [setRef(state, call, of)];
  const after = host.callback(call, state, callback, []);
  return after && after.map(({ state: next, threw }) => setRef(next, call, threw ? rejected(null) : of));
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

/** `Promise.all` and its relatives over something that refers to the resource; undefined for other members. */
export function joinPromises(call: Call, state: State, name: string, given: Ref): After | undefined {
  if (name === 'resolve') return [setRef(state, call, promise(given))];
  if (given.kind !== 'array') return undefined;
  const map = (part: (ref: Ref | null) => Ref | null): State =>
    setRef(state, call, promise({ kind: 'array', items: given.items.map(part), rest: part(given.rest) }));
  const failed = [...given.items, given.rest].find((item) => item?.kind === 'rejected');
  switch (name) {
    case 'all':
      return [failed ? setRef(state, call, failed) : map(awaited)];
    case 'allSettled':
      return [map((ref) => settledPart(awaited(ref)))];
    case 'any':
    case 'race': {
      const winner = awaited(elementOf(given));
      // The one that is followed wins, or another does and nobody is given this one. What ends the race may abort it as well.
      return winner && carries(winner)
        ? [
            setRef(state, call, promise(winner)),
            ...(given.items.length === 1 || state.site?.isAbortable ? [] : [state]),
          ]
        : [state];
    }
    default:
      return undefined;
  }
}

/** No handler is given. */
const isLeftOut = (handler: TSESTree.Node | undefined): boolean => !handler || isNothing(handler);
