/** Arrays of responses and of promises: array methods, `Promise.all` and its relatives. */
import type { TSESTree } from '@typescript-eslint/utils';
import { memberName, unwrap } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';
import { isArrayLiteral, type IsLocal } from './bind.js';
import type { After, Call, CallHost } from './context.js';
import { assume } from './conditions.js';
import { carries, closuresIn, elementOf, tooDeep, type Ref } from './refs.js';
import { setRef, type State } from './state.js';
import { TRUTHY } from './values.js';

type ArrayRef = Ref & { kind: 'array' };

const EACH = new Set(['forEach', 'some', 'every', 'findIndex', 'findLastIndex']);
const MAPPING = new Set(['map', 'flatMap']);
const TESTING = new Set(['filter', 'find', 'findLast']);
/** They stop at the first element that decides. */
export const STOPPING: ReadonlySet<string> = new Set([
  'some',
  'every',
  'find',
  'findIndex',
  'findLast',
  'findLastIndex',
]);
const SELECTING = new Set([
  'slice',
  'concat',
  'reverse',
  'sort',
  'toSorted',
  'toReversed',
  'flat',
  'values',
  'splice',
  'with',
]);
const REMOVING = new Set(['pop', 'shift']);
const LOOKING = new Set(['join', 'includes', 'indexOf', 'lastIndexOf', 'keys', 'has']);

export function isArrayMethod(name: string): boolean {
  return (
    TESTING.has(name) ||
    name === 'reduce' ||
    EACH.has(name) ||
    MAPPING.has(name) ||
    SELECTING.has(name) ||
    name === 'at' ||
    REMOVING.has(name) ||
    LOOKING.has(name) ||
    ADDING.has(name)
  );
}

const ADDING = new Set(['push', 'unshift', 'add']);

/** `responses.map(…)` and the like. */
export function collectionCall(calls: CallHost, call: Call, state: State, array: ArrayRef, name: string): After {
  if (LOOKING.has(name)) return [state];
  if (ADDING.has(name)) return carries(calls.argument(call, state, 0)) ? null : [state];
  if (name === 'at') return [pick(state, call, elementOf(array))];
  if (REMOVING.has(name))
    return [
      pick(
        remove(calls, state, call, array, name === 'pop' ? -1 : 0),
        call,
        array.rest ? elementOf(array) : (array.items.at(name === 'pop' ? -1 : 0) ?? null),
      ),
    ];
  if (TESTING.has(name)) return select(calls, call, state, array, name);
  if (SELECTING.has(name))
    return [setRef(state, call, name === 'slice' ? { kind: 'array', items: [], rest: elementOf(array) } : array)];
  const [callback] = call.arguments;
  if (!callback) return null;
  const after = calls.callback(
    call,
    state,
    callback,
    name === 'reduce' ? [null, elementOf(array)] : [elementOf(array)],
  );
  if (!after) return null;
  return [
    ...unvisited(state, array, name, after),
    ...after.map(({ state: next, result }) =>
      MAPPING.has(name) && result ? setRef(next, call, { kind: 'array', items: [], rest: result }) : next,
    ),
  ];
}

const pick = (state: State, call: Call, element: Ref | null): State => (element ? setRef(state, call, element) : state);

/** The list without its last element or its first; of a list of unknown length, without the one that is followed. */
function remove({ context: { unit } }: CallHost, state: State, call: Call, array: ArrayRef, at: 0 | -1): State {
  const owner = call.callee.type === 'MemberExpression' ? unwrap(call.callee.object) : null;
  const variable = owner?.type === 'Identifier' ? unit.variable(owner) : undefined;
  if (!variable || state.refs.get(variable) !== array) return state;
  const items = at === 0 ? array.items.slice(1) : array.items.slice(0, -1);
  return setRef(state, variable, array.rest || !items.some((item) => item !== null) ? null : { ...array, items });
}

/** The element that is followed may be one that the method never comes to, which matters where the callback would have ended the duty. */
function unvisited(
  state: State,
  { items, rest }: ArrayRef,
  name: string,
  after: readonly { readonly state: State }[],
): State[] {
  const isAlone = rest === null && items.length === 1;
  return STOPPING.has(name) &&
    !isAlone &&
    !(after.length > 0 && after.every(({ state: { duty } }) => duty.phase === 'open'))
    ? [state]
    : [];
}

/** `responses.filter(test)`, `responses.find(test)`: the one that is followed is among the result, or is not. */
function select(calls: CallHost, call: Call, state: State, array: ArrayRef, name: string): After {
  const element = elementOf(array);
  const found: Ref | null = name === 'filter' ? { kind: 'array', items: [], rest: element } : element;
  const after = call.arguments[0] && calls.callback(call, state, call.arguments[0], [element]);
  if (!after) return null;
  return [
    ...unvisited(state, array, name, after),
    ...after.flatMap(({ state: next, result }) =>
      splitByTruth(next, result).map(([one, isTrue]) => (found && isTrue ? setRef(one, call, found) : one)),
    ),
  ];
}

/** The states in which a callback's result is truthy or unknown, and those in which it is not. */
function splitByTruth(state: State, result: Ref | null): (readonly [State, boolean])[] {
  const test = result?.kind === 'value' ? result.value.ask(TRUTHY) : null;
  if (!test) return [[state, true]];
  return [true, false].flatMap((outcome) => {
    const assumed = assume(state, test, outcome);
    return assumed === null || assumed === 'released' ? [] : [[assumed, outcome] as const];
  });
}

/** `list.push(response)` where the list is a local literal: the list then holds it; undefined for other calls. */
export function storeElement(
  host: CallHost,
  unit: Unit,
  call: Call,
  callee: TSESTree.Node,
  state: State,
  isLocal: IsLocal,
): After | undefined {
  if (callee.type !== 'MemberExpression') return undefined;
  const name = memberName(callee);
  const owner = unwrap(callee.object);
  const variable = owner.type === 'Identifier' ? unit.variable(owner) : undefined;
  if (name === null || !variable || !isLocal(variable) || !isArrayLiteral(variable)) return undefined;
  const value = state.refs.get(call.arguments[name === 'set' ? 1 : 0]!);
  if (!value || !ADDING.has(name)) return undefined;
  // Functions in a list are called by whoever goes through it.
  if (closuresIn(value).some((fn) => host.closureEnds(state, fn))) return [];
  const list: Ref = { kind: 'array', items: [], rest: value };
  return tooDeep(list) ? null : [setRef(state, variable, list)];
}
