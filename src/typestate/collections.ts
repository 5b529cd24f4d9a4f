/** Arrays of responses and of promises: array methods, `Promise.all` and its relatives. */
import { memberName, unwrap } from '../syntax/nodes.js';
import type { Unit, Variable } from '../syntax/unit.js';
import { isArrayLiteral } from './bind.js';
import type { Call, CallbackStep, CallHost } from './context.js';
import { assume } from './conditions.js';
import { closureEnding } from './methods.js';
import { carries, elementOf, tooDeep, type Ref } from './refs.js';
import { setRef, type State } from './state.js';
import { escaped, followed, goes, onward, type Step } from './step.js';
import { valueOf } from './value-of.js';
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
const SELECTING = new Set(['slice', 'concat', 'reverse', 'sort', 'toSorted', 'toReversed', 'values', 'splice', 'with']);
const REMOVING = new Set(['pop', 'shift']);
const LOOKING = new Set(['join', 'includes', 'indexOf', 'lastIndexOf', 'keys', 'has']);

export function isArrayMethod(name: string): boolean {
  return (
    TESTING.has(name) ||
    name === 'reduce' ||
    EACH.has(name) ||
    MAPPING.has(name) ||
    SELECTING.has(name) ||
    name === 'flat' ||
    name === 'at' ||
    REMOVING.has(name) ||
    LOOKING.has(name) ||
    ADDING.has(name)
  );
}

const ADDING = new Set(['push', 'unshift', 'add']);

/** `responses.map(…)` and the like. */
export function collectionCall(
  host: CallHost,
  call: Call,
  state: State,
  array: ArrayRef,
  name: string,
): readonly Step[] {
  if (LOOKING.has(name)) return [goes(state)];
  if (ADDING.has(name)) return [carries(host.argument(call, state, 0)) ? escaped('value') : goes(state)];
  if (name === 'at') return [goes(pick(state, call, elementOf(array)))];
  if (REMOVING.has(name)) {
    const at = name === 'pop' ? -1 : 0;
    const removed = array.rest ? elementOf(array) : (array.items.at(at) ?? null);
    return [goes(pick(remove(host, state, call, array, at), call, removed))];
  }
  if (TESTING.has(name)) return select(host, call, state, array, name);
  if (SELECTING.has(name))
    return [goes(setRef(state, call, name === 'slice' ? { kind: 'array', items: [], rest: elementOf(array) } : array))];
  const element = elementOf(array);
  if (name === 'flat') {
    const depth = call.arguments[0] ? valueOf(host.context.unit, state, call.arguments[0]).constant?.value : 1;
    return typeof depth === 'number' ? [goes(pickAll(state, call, flattened(element, depth)))] : [escaped('member')];
  }
  const steps =
    call.arguments[0] && host.callback(call, state, call.arguments[0], name === 'reduce' ? [null, element] : [element]);
  if (!steps) return [escaped('callback')];
  return [
    ...unvisited(state, array, name, steps),
    ...onward(steps, ({ state: next, result }) =>
      goes(MAPPING.has(name) ? pickAll(next, call, name === 'flatMap' ? flattened(result, 1) : result) : next),
    ),
  ];
}

/** What an element is once lists in lists are taken apart, `depth` levels of them. */
function flattened(element: Ref | null, depth: number): Ref | null {
  let inner = element;
  for (let level = 0; level < depth && inner?.kind === 'array'; level++) inner = elementOf(inner);
  return inner;
}

/** The state in which the call gives a list with such an element. */
const pickAll = (state: State, call: Call, element: Ref | null): State =>
  pick(state, call, element && { kind: 'array', items: [], rest: element });

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
  steps: readonly CallbackStep[],
): readonly Step[] {
  const isAlone = rest === null && items.length === 1;
  const states = steps.map(followed).filter((next) => next !== undefined);
  const isOpen = states.length > 0 && states.every(({ duty }) => duty.phase === 'open');
  return STOPPING.has(name) && !isAlone && !isOpen ? [goes(state)] : [];
}

/** `responses.filter(test)`, `responses.find(test)`: the one that is followed is among the result, or is not. */
function select(host: CallHost, call: Call, state: State, array: ArrayRef, name: string): readonly Step[] {
  const element = elementOf(array);
  const found: Ref | null = name === 'filter' ? { kind: 'array', items: [], rest: element } : element;
  const steps = call.arguments[0] && host.callback(call, state, call.arguments[0], [element]);
  if (!steps) return [escaped('callback')];
  return [
    ...unvisited(state, array, name, steps),
    ...onward(steps, ({ state: next, result }) => {
      const test = result?.kind === 'value' ? result.value.ask(TRUTHY) : null;
      const chosen = onward([assume(next, test, true)], ({ state: one }) =>
        goes(found ? setRef(one, call, found) : one),
      );
      return test ? [...chosen, assume(next, test, false)] : chosen;
    }),
  ];
}

/** The list that a call adds its argument to, where that is a literal of a variable: `list.push(response)`; null for other calls. */
export function listAddedTo(unit: Unit, { callee, arguments: [added] }: Call): Variable | null {
  const method = unwrap(callee);
  if (method.type !== 'MemberExpression' || !added || !ADDING.has(memberName(method) ?? '')) return null;
  const list = unit.variable(unwrap(method.object));
  return list && isArrayLiteral(list) ? list : null;
}

/** The path that adds `value` to a local list. */
export function addElement(host: CallHost, state: State, list: Variable, value: Ref): Step {
  // Functions in a list are called by the code that iterates over it.
  const ending = closureEnding(host, state, value);
  if (ending) return ending;
  const ref: Ref = { kind: 'array', items: [], rest: value };
  return tooDeep(ref) ? escaped('value') : goes(setRef(state, list, ref));
}
