/** What kind of value a ref is: what `typeof`, `instanceof` and `in` say of it. */
import type { TSESTree } from '@typescript-eslint/utils';
import { excludesClass } from '../protocols/capabilities.js';
import { classNamed, isDeclared, publicName } from '../syntax/bindings.js';
import type { Unit } from '../syntax/unit.js';
import type { InstanceRef } from './instances.js';
import { carries, type Ref } from './refs.js';
import type { State } from './state.js';
import { constant, OBJECT, oneOf, UNKNOWN, type AbstractValue } from './values.js';

/** What `typeof` says of what refers to the resource. */
export function typeOfRef(state: State, ref: Ref): AbstractValue {
  switch (ref.kind) {
    case 'value':
      return typeOfValue(ref.value);
    case 'closure':
      return constant('function');
    case 'bound':
      return ref.of.kind === 'handle' && isMember(state, ref.of, ref.name) ? constant('function') : UNKNOWN;
    default:
      return constant('object');
  }
}

/** What `typeof` says of another value. */
export function typeOfValue({ set }: AbstractValue): AbstractValue {
  return set.elements
    ? oneOf(
        set.elements.flatMap((one) =>
          one === OBJECT ? ['object', 'function'] : one === null ? ['object'] : [typeof one],
        ),
      )
    : UNKNOWN;
}

/**
 * What `instanceof` says of a class, by the name that others know it by or, for one of the file's own, by that of the
 * class it rests on; null for what is not known.
 */
export function isInstance(state: State, ref: Ref, name: string | null, baseName: string | null): boolean | null {
  const told = name === null ? null : errorPredicateResult(state, ref, name);
  if (told !== null || !carries(ref)) return told;
  const table = ref.kind === 'handle' ? state.site?.protocol.handles[ref.handle] : undefined;
  const classes = table?.classes;
  if (name !== null && (classes?.includes(name) || table?.otherClasses?.includes(name))) return true;
  // A web stream is no stream of Node.
  if (name !== null && classes && excludesClass(classes, name)) return false;
  return (name ?? baseName)?.endsWith('Error') ? false : null;
}

/** Whether an error of the program is an instance of a class; null where that class is not known. */
export function isErrorOf(unit: Unit, { made }: InstanceRef, right: TSESTree.Node): boolean | null {
  const own = classNamed(unit, right);
  if (own) return own === made.node;
  const name = publicName(unit, right);
  if (right.type !== 'Identifier' || name === null) return null;
  if (!isDeclared(unit, right)) return name === 'Error' || name === 'Object';
  return made.unit !== unit && name === made.node.id?.name ? true : null;
}

/** Whether the tables know the value to have a member of this name. */
export function isMember(state: State, ref: Ref, name: string): boolean {
  const table = ref.kind === 'handle' ? state.site?.protocol.handles[ref.handle] : undefined;
  return (
    table !== undefined && (Object.hasOwn(table.methods ?? {}, name) || Object.hasOwn(table.properties ?? {}, name))
  );
}

/** What a class or predicate of this name tells of the error of a rejected request; null where `ref` is none, or nothing is known. */
export function errorPredicateResult(state: State, ref: Ref, name: string): boolean | null {
  const rejection = state.site?.protocol.rejection;
  if (!rejection || ref.kind !== 'handle' || ref.handle !== rejection.handle) return null;
  return Object.hasOwn(rejection.is, name) ? rejection.is[name]! : null;
}
