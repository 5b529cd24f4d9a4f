/** Binding a value to a pattern: declarations, assignments, parameters, loop variables. */
import type { TSESTree } from '@typescript-eslint/utils';
import { declaratorOf, isDeclared } from '../syntax/bindings.js';
import { enclosingFunction, memberName, unwrap } from '../syntax/nodes.js';
import type { Slot, Unit, Variable } from '../syntax/unit.js';
import { isWrittenTo } from './literals.js';
import { assignProperty, heldBy } from './own-objects.js';
import { readProperty } from './properties.js';
import { carries, handle, type Ref } from './refs.js';
import { forget, setKnown, setRef, type State } from './state.js';
import { escaped, goes, type Step } from './step.js';
import { isStable } from './terms.js';
import { valueOf } from './value-of.js';
import { DERIVED, UNDEFINED, UNKNOWN, type AbstractValue } from './values.js';

/** What the run decides about a variable: whether it lives and dies with the function that is analysed. */
export type IsLocal = (slot: Slot) => boolean;

/** What becomes of a path that binds a value: where that is stored where other code can access it, the resource escapes. */
export function bind(
  unit: Unit,
  state: State,
  target: TSESTree.Node,
  ref: Ref | null,
  value: AbstractValue,
  isLocal: IsLocal,
): Step {
  switch (target.type) {
    case 'Identifier': {
      const variable = unit.variable(target);
      if (!variable || !isDeclared(unit, target)) return stored(state, ref);
      if (carries(ref) && !isLocal(variable)) return escaped('storage');
      const held = ref?.kind === 'value' && !isKeptApart(ref.value, variable) ? null : ref;
      const known = held ? UNKNOWN : ref?.kind === 'value' ? ref.value : value;
      const next = forget(setRef(state, variable, held), (part) => part === variable);
      return goes(isStable(unit, variable) ? setKnown(next, variable, heldBy(unit, variable, known)) : next);
    }
    case 'AssignmentPattern':
      // The default has been evaluated on the paths that need it.
      return ref === null || ref.kind === 'value'
        ? bind(
            unit,
            state,
            target.left,
            state.refs.get(target.right) ?? null,
            withDefault(ref?.value ?? value, valueOf(unit, state, target.right)),
            isLocal,
          )
        : bind(unit, state, target.left, ref, value, isLocal);
    case 'ObjectPattern':
      return bindObject(unit, state, target, ref, value, isLocal);
    case 'ArrayPattern': {
      let step: Step = goes(state);
      for (const [index, element] of target.elements.entries()) {
        if (!element || step.kind !== 'goes') continue;
        const isRest = element.type === 'RestElement';
        const part = isRest ? restOf(ref, index) : elementAt(ref, index);
        const known = ref || isRest ? derived(ref, value) : value.property(String(index));
        step = bind(unit, step.state, isRest ? element.argument : element, part, known, isLocal);
      }
      return step;
    }
    case 'RestElement':
      return bind(unit, state, target.argument, ref, value, isLocal);
    case 'MemberExpression':
      return store(unit, state, target, ref, ref?.kind === 'value' ? ref.value : value, isLocal);
    case 'TSParameterProperty':
      return declaresField(unit, state, target, ref, value, isLocal);
    default: {
      const inner = unwrap(target);
      return inner === target ? goes(state) : bind(unit, state, inner, ref, value, isLocal);
    }
  }
}

function bindObject(
  unit: Unit,
  state: State,
  target: TSESTree.ObjectPattern,
  ref: Ref | null,
  value: AbstractValue,
  isLocal: IsLocal,
): Step {
  let step: Step = goes(state);
  const named = new Set<string>();
  for (const property of target.properties) {
    if (step.kind !== 'goes') return step;
    if (property.type === 'RestElement') {
      step = bind(unit, step.state, property.argument, remainder(state, ref, named), derived(ref, value), isLocal);
      continue;
    }
    const name = memberName(property);
    if (name !== null) named.add(name);
    const part = ref && name !== null ? readProperty(state, ref, name) : null;
    const known = name === null || ref ? derived(ref, value) : value.property(name);
    step = bind(unit, step.state, property.value, part, known, isLocal);
  }
  return step;
}

/** `...rest` of an object, and of a handle that is a plain object with handles in it. */
function remainder(state: State, ref: Ref | null, named: ReadonlySet<string>): Ref | null {
  if (ref?.kind === 'object')
    return { kind: 'object', props: new Map([...ref.props].filter(([name]) => !named.has(name))) };
  if (ref?.kind !== 'handle') return null;
  const props = new Map<string, Ref>();
  for (const [name, property] of Object.entries(state.site?.protocol.handles[ref.handle]?.properties ?? {}))
    if (typeof property === 'object' && 'handle' in property && !named.has(name))
      props.set(name, handle(property.handle));
  return props.size > 0 ? { kind: 'object', props } : null;
}

const restOf = (ref: Ref | null, from: number): Ref | null =>
  ref?.kind === 'array' ? { ...ref, items: ref.items.slice(from) } : null;

function elementAt(ref: Ref | null, index: number): Ref | null {
  if (ref?.kind === 'value') return { kind: 'value', value: ref.value.property(String(index)) };
  return ref?.kind === 'array' ? (ref.items[index] ?? ref.rest) : null;
}

/** What a pattern gives where the value may be missing. */
const withDefault = (value: AbstractValue, fallback: AbstractValue): AbstractValue =>
  value.set.has(undefined) ? (value.within(UNDEFINED.set.complement())?.join(fallback) ?? fallback) : value;

/** Whether paths that differ in what a helper has returned are kept apart for as long as the variable holds it. */
const isKeptApart = (value: AbstractValue, variable: Variable): boolean =>
  value.isCertain && !(value.meaning?.kind === 'record' && isWrittenTo(variable));

const derived = (ref: Ref | null, value: AbstractValue): AbstractValue =>
  (ref && ref.kind !== 'value') || value.isRelated ? DERIVED : UNKNOWN;

/** A parameter that declares a field: the value belongs to the instance, which the caller of the constructor may follow. */
function declaresField(
  unit: Unit,
  state: State,
  { parameter }: TSESTree.TSParameterProperty,
  ref: Ref | null,
  value: AbstractValue,
  isLocal: IsLocal,
): Step {
  const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
  if (!carries(ref) || target.type !== 'Identifier') return bind(unit, state, parameter, ref, value, isLocal);
  const field = unit.field(target.name);
  return isLocal(field) ? bind(unit, setRef(state, field, ref), parameter, ref, value, isLocal) : escaped('storage');
}

/** `object.name = value`: kept where the object is a local literal, else out of sight. */
function store(
  unit: Unit,
  state: State,
  target: TSESTree.MemberExpression,
  ref: Ref | null,
  value: AbstractValue,
  isLocal: IsLocal,
): Step {
  const name = memberName(target);
  const owner = unwrap(target.object);
  const variable = owner.type === 'Identifier' ? unit.variable(owner) : undefined;
  const assigned = assignProperty(unit, state, target, value);
  const isValue = variable && assigned.refs.get(variable)?.kind === 'value';
  const next = isValue ? setRef(assigned, variable, null) : assigned;
  if (name !== null && carries(ref) && isInConstructor(target) && state.site?.protocol.resource === 'body') {
    const field = unit.field(name);
    if (isLocal(field)) return goes(setRef(next, field, ref));
  }
  if (name !== null && isInConstructor(target) && isLocal(unit.field(name)) && (value.isCertain || value.isRelated))
    return goes(setRef(next, unit.field(name), { kind: 'value', value }));
  const known = variable && next.refs.get(variable);
  if (variable && name !== null && isLocal(variable) && (known?.kind === 'object' || (!known && isLiteral(variable)))) {
    const props = new Map(known?.kind === 'object' ? known.props : []);
    if (ref) props.set(name, ref);
    else props.delete(name);
    return goes(setRef(next, variable, props.size > 0 ? { ...known, kind: 'object', props } : null));
  }
  if (variable && isLocal(variable) && known?.kind === 'array' && ref)
    return goes(setRef(next, variable, { ...known, rest: ref }));
  if (variable && isLocal(variable) && !known && ref && isArrayLiteral(variable))
    return goes(setRef(next, variable, { kind: 'array', items: [], rest: ref }));
  return stored(next, ref);
}

/** `this.name` in a constructor: no other code has the instance yet. */
function isInConstructor({ object, parent }: TSESTree.MemberExpression): boolean {
  const method = object.type === 'ThisExpression' ? enclosingFunction(parent)?.parent : null;
  return method?.type === 'MethodDefinition' && method.kind === 'constructor';
}

/** The step of a path that stores a value in a place that is not followed. */
const stored = (state: State, ref: Ref | null): Step => (carries(ref) ? escaped('storage') : goes(state));

/** What the declaration gives the variable, whatever becomes of it later. */
const declaredWith = (variable: Variable): TSESTree.Node | null => {
  const init = declaratorOf(variable)?.init;
  return init ? unwrap(init) : null;
};

const isLiteral = (variable: Variable): boolean => declaredWith(variable)?.type === 'ObjectExpression';

/** Whether the variable holds an array or collection made where it is declared. */
export function isArrayLiteral(variable: Variable): boolean {
  const init = declaredWith(variable);
  return (
    init?.type === 'ArrayExpression' ||
    (init?.type === 'NewExpression' &&
      init.callee.type === 'Identifier' &&
      ['Array', 'Set', 'Map'].includes(init.callee.name))
  );
}
