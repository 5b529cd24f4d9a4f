/** Binding a value to a pattern: declarations, assignments, parameters, loop variables. */
import type { TSESTree } from '@typescript-eslint/utils';
import { memberName, unwrap } from '../syntax/nodes.js';
import type { Unit, Variable } from '../syntax/unit.js';
import { termOf, isStable, variableToken } from './terms.js';
import { readProperty } from './properties.js';
import { carries, handle, type Ref } from './refs.js';
import { setKnown, setRef, update, type Knowledge, type State } from './state.js';

/** What the run decides about a variable: whether it lives and dies with the function that is analysed. */
export type IsLocal = (variable: Variable) => boolean;

/** The state after the binding; null where the value was stored out of sight, which hands the duty on. */
export function bind(
  unit: Unit,
  state: State,
  target: TSESTree.Node,
  ref: Ref | null,
  knowledge: Knowledge | null,
  isLocal: IsLocal,
): State | null {
  switch (target.type) {
    case 'Identifier': {
      const variable = unit.variable(target);
      if (!variable?.defs.length) return carries(ref) ? null : state;
      if (carries(ref) && !isLocal(variable)) return null;
      return setKnown(
        forget(unit, setRef(state, variable, ref), variable),
        variable,
        isStable(unit, variable) ? knowledge : null,
      );
    }
    case 'AssignmentPattern':
      // The default has been evaluated on the paths that need it.
      return bind(unit, state, target.left, ref ?? state.refs.get(target.right) ?? null, knowledge, isLocal);
    case 'ObjectPattern':
      return bindObject(unit, state, target, ref, knowledge, isLocal);
    case 'ArrayPattern': {
      let next: State | null = state;
      for (const [index, element] of target.elements.entries()) {
        if (!element || next === null) continue;
        const isRest = element.type === 'RestElement';
        const part =
          ref?.kind !== 'array'
            ? null
            : isRest
              ? { ...ref, items: ref.items.slice(index) }
              : (ref.items[index] ?? ref.rest);
        next = bind(unit, next, isRest ? element.argument : element, part, derived(ref, knowledge), isLocal);
      }
      return next;
    }
    case 'RestElement':
      return bind(unit, state, target.argument, ref, knowledge, isLocal);
    case 'MemberExpression':
      return store(unit, state, target, ref, isLocal);
    case 'TSParameterProperty':
      // Stored in a field of the instance.
      return carries(ref) ? null : bind(unit, state, target.parameter, ref, knowledge, isLocal);
    default: {
      const inner = unwrap(target);
      return inner === target ? state : bind(unit, state, inner, ref, knowledge, isLocal);
    }
  }
}

/** Forgets every fact that mentions a variable that has just changed. */
export function forget(unit: Unit, state: State, variable: Variable): State {
  const token = variableToken(unit, variable);
  let next = state;
  for (const holder of state.known.keys())
    if (typeof holder === 'string' && holder.includes(token)) next = setKnown(next, holder, null);
  for (const [holder, knowledge] of next.known)
    if (knowledge.kind === 'fact' && knowledge.key.includes(token)) next = setKnown(next, holder, null);
  return next;
}

function bindObject(
  unit: Unit,
  state: State,
  target: TSESTree.ObjectPattern,
  ref: Ref | null,
  knowledge: Knowledge | null,
  isLocal: IsLocal,
): State | null {
  let next: State | null = state;
  const named = new Set<string>();
  for (const property of target.properties) {
    if (next === null) return null;
    if (property.type === 'RestElement') {
      next = bind(unit, next, property.argument, remainder(state, ref, named), derived(ref, knowledge), isLocal);
      continue;
    }
    const name = memberName(property);
    if (name !== null) named.add(name);
    const read = ref && name !== null ? readProperty(state, ref, name) : null;
    next = bind(
      unit,
      next,
      property.value,
      read?.ref ?? null,
      read ? read.knowledge : derived(ref, knowledge),
      isLocal,
    );
  }
  return next;
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

const derived = (ref: Ref | null, knowledge: Knowledge | null): Knowledge | null =>
  ref || knowledge?.kind === 'derived' ? { kind: 'derived' } : null;

/** `object.name = value`: kept where the object is a local literal, else out of sight. */
function store(
  unit: Unit,
  state: State,
  target: TSESTree.MemberExpression,
  ref: Ref | null,
  isLocal: IsLocal,
): State | null {
  const name = memberName(target);
  const owner = unwrap(target.object);
  const variable = owner.type === 'Identifier' ? unit.variable(owner) : undefined;
  const key = termOf(unit, target);
  const next = key === null ? state : forgetMember(state, key);
  const known = variable && next.refs.get(variable);
  if (variable && name !== null && isLocal(variable) && (known?.kind === 'object' || (!known && isLiteral(variable)))) {
    const props = new Map(known?.kind === 'object' ? known.props : []);
    if (ref) props.set(name, ref);
    else props.delete(name);
    return setRef(next, variable, props.size > 0 ? { kind: 'object', props } : null);
  }
  if (variable && isLocal(variable) && known?.kind === 'array' && ref)
    return setRef(next, variable, { ...known, rest: ref });
  if (variable && isLocal(variable) && !known && ref && isArrayLiteral(variable))
    return setRef(next, variable, { kind: 'array', items: [], rest: ref });
  return carries(ref) ? null : next;
}

function forgetMember(state: State, key: string): State {
  const known = new Map([...state.known].filter(([holder]) => typeof holder !== 'string' || !holder.includes(key)));
  return known.size === state.known.size ? state : update(state, { known });
}

/** What the declaration gives the variable, whatever becomes of it later. */
const declaredWith = (variable: Variable): TSESTree.Node | null => {
  const def = variable.defs[0];
  return def?.type === 'Variable' && def.node.type === 'VariableDeclarator' && def.node.init
    ? unwrap(def.node.init)
    : null;
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
