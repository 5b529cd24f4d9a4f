/** Objects and arrays that are written out, and the members that are read of them or of a handle. */
import type { TSESTree } from '@typescript-eslint/utils';
import { HANDMADE } from '../protocols/derived-streams.js';
import { memberName } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';
import type { Calls } from './calls.js';
import { isInstance, memberOf } from './instances.js';
import { readProperty } from './properties.js';
import { isHandmade, isMaker, ITERATE } from './handmade.js';
import { carries, elementOf, handle, tooDeep, valueRef, type Ref } from './refs.js';
import { setKnown, setRef, type State } from './state.js';
import { escaped, goes, type Step } from './step.js';
import { valueOf } from './value-of.js';
import { SOME_BOOLEAN, UNDEFINED } from './values.js';

/**
 * What becomes of a path that reads a member: it has the property of what refers to the resource, or forks where one
 * of several may be it.
 */
export function readMember(unit: Unit, calls: Calls, state: State, node: TSESTree.MemberExpression): readonly Step[] {
  const name = memberName(node);
  if (node.object.type === 'ThisExpression' && name !== null) {
    const held = state.refs.get(unit.field(name));
    return [goes(held ? setRef(state, node, held) : state)];
  }
  const owner = state.refs.get(node.object);
  if (!owner) return [goes(state)];
  // Of a list of unknown length, the one that is followed is the one asked for, or another.
  if (owner.kind === 'array' && owner.rest && name !== null && /^\d+$/.test(name) && !owner.items[Number(name)])
    return [goes(setRef(state, node, owner.rest)), goes(state)];
  if (name === null) {
    // `responses[i]` is one of them; `response[method]` could be anything.
    const element = elementOf(owner);
    // Of several, the one that has been read is hardly the one that is asked for next.
    const isValue = owner.kind === 'value' || (owner.kind === 'array' && state.duty.phase === 'locked');
    return [goes(isValue ? state : setRef(state, node, element ?? { kind: 'bound', of: owner, name: '?' }))];
  }
  const read = readProperty(state, owner, name);
  if (isInstance(owner) && memberOf(owner.made, name)?.isGetter) return calls.runGetter(state, node, owner, name);
  // A method that is not followed may use the others.
  if (
    owner.kind === 'object' &&
    read.kind === 'value' &&
    node.parent.type === 'CallExpression' &&
    node.parent.callee === node &&
    calls.mayEnd(state, owner)
  )
    return [escaped('closure')];
  const used = setRef(state, node.object, null);
  if (read.kind !== 'value') return [goes(setRef(used, node, read))];
  if (read.value.isUnknown) return [goes(used)];
  const isFixed = owner.kind === 'handle' || owner.kind === 'array';
  return [goes(isFixed ? setKnown(used, node, read.value) : setRef(used, node, read))];
}

/** What becomes of a path that makes an object. */
export function makeObject(unit: Unit, calls: Calls, state: State, node: TSESTree.ObjectExpression): Step {
  if (!node.properties.some((property) => state.refs.has(property))) return goes(state);
  const isReading = node.properties.some((property) => reads(calls, state, property));
  if (isReading && isHandmade(unit, node)) return goes(setRef(state, node, handle(HANDMADE)));
  const props = new Map<string, Ref>();
  for (const property of node.properties) {
    const ref = state.refs.get(property);
    if (property.type === 'SpreadElement') {
      if (ref && isInstance(ref) && carries(ref)) return escaped('value');
      if (ref?.kind === 'object') for (const [name, part] of ref.props) props.set(name, part);
      // The own properties of a response are none; those of anything else are out of sight.
      else if (ref && ref.kind !== 'handle' && carries(ref)) return escaped('value');
      continue;
    }
    const name = memberName(property);
    if (name === ITERATE && ref?.kind === 'closure' && reads(calls, state, property) && isMaker(unit, ref.fn)) {
      props.set(name, handle(HANDMADE));
      continue;
    }
    // A getter, or a method with a computed name, may be called at any time.
    if (
      ref &&
      (name === null || property.kind !== 'init' || IMPLICIT.test(name)) &&
      (carries(ref) || calls.mayEnd(state, ref))
    )
      return escaped('value');
    if (name === null || property.kind !== 'init') continue;
    const part = ref ?? told(unit, state, property.value);
    if (part) props.set(name, part);
    else props.delete(name);
  }
  return compose(state, node, { kind: 'object', props });
}

/** Whether a member of an object is a function that can reach a body. */
function reads(calls: Calls, state: State, property: TSESTree.Node): boolean {
  const ref = state.refs.get(property);
  return ref?.kind === 'closure' && state.site?.protocol.resource === 'body' && calls.isHeldBy(state, ref.fn);
}

/** What becomes of a path that makes an array. */
export function makeArray(unit: Unit, calls: Calls, state: State, node: TSESTree.ArrayExpression): Step {
  if (!node.elements.some((element) => element && state.refs.has(element))) return goes(state);
  const items: (Ref | null)[] = [];
  let rest: Ref | null = null;
  for (const element of node.elements) {
    const ref = (element && (state.refs.get(element) ?? told(unit, state, element))) ?? null;
    if (element?.type === 'SpreadElement') rest = (ref && elementOf(ref)) ?? rest;
    else items.push(ref);
  }
  // Functions in a list are called by the code that iterates over it.
  if ([...items, rest].some((item) => item && calls.mayEnd(state, item))) return escaped('closure');
  return compose(
    state,
    node,
    rest
      ? { kind: 'array', items: [], rest: items.find((item) => carries(item)) ?? rest }
      : { kind: 'array', items, rest: null },
  );
}

/** The step of a path on which the node has the value, unless that is nested too deep to be followed. */
function compose(state: State, node: TSESTree.Node, ref: Ref): Step {
  return tooDeep(ref) ? escaped('value') : goes(setRef(state, node, ref));
}

/** The known facts of a value that are passed on with it, apart from the resource; null if there are none. */
export function told(unit: Unit, state: State, expression: TSESTree.Node | null): Ref | null {
  const value = expression ? valueOf(unit, state, expression).detached : UNDEFINED;
  return value.equals(SOME_BOOLEAN) || value.meaning?.kind === 'derived' ? null : valueRef(value);
}

/** Methods that are called implicitly: by templates, spreads, `await`, `JSON.stringify`. */
const IMPLICIT = /^(?:toString|valueOf|toJSON|then|@@(?!dispose|asyncDispose).*)$/;
