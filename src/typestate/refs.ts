/** What a value is relative to the resource that is being followed. Immutable; equal refs have equal keys. */
import { cancellationSources } from '../protocols/cancellation-sources.js';
import type { Shape } from '../protocols/index.js';
import type { ClassNode } from '../syntax/classes.js';
import type { FunctionNode } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';
import type { AbstractValue } from './values.js';

export type Ref =
  /** The resource, or an object through which it can be reached: response, body, reader, request, controller. */
  | { readonly kind: 'handle'; readonly handle: string }
  | { readonly kind: 'promise'; readonly of: Ref }
  | { readonly kind: 'array'; readonly items: readonly (Ref | null)[]; readonly rest: Ref | null }
  | {
      readonly kind: 'object';
      readonly props: ReadonlyMap<string, Ref>;
      /** The class that it is an instance of: the properties are its fields. */
      readonly made?: { readonly unit: Unit; readonly node: ClassNode };
    }
  /** A member of a handle, a promise or an array that has not been called yet. */
  | { readonly kind: 'bound'; readonly of: Ref; readonly name: string }
  /** A function that captures a variable which refers to the resource. */
  | { readonly kind: 'closure'; readonly fn: FunctionNode }
  /** A promise that is rejected: awaiting it throws; the error may hold the resource. */
  | { readonly kind: 'rejected'; readonly of: Ref | null }
  /** What `reader.read()` resolves to. */
  | { readonly kind: 'read-result' }
  /** A value beside the resource: the tag of a union, what a helper has returned. */
  | { readonly kind: 'value'; readonly value: AbstractValue };

export const handle = (name: string): Ref => ({ kind: 'handle', handle: name });
export const promise = (of: Ref): Ref =>
  of.kind === 'promise' || of.kind === 'rejected' ? of : { kind: 'promise', of };
export const rejected = (of: Ref | null): Ref => ({ kind: 'rejected', of });

/** A value as a part of something, or as what a function returns; null for one of which nothing is known. */
export const valueRef = (value: AbstractValue): Ref | null => (value.isUnknown ? null : { kind: 'value', value });

/** The ref for a table's shape. */
export function refOfShape(shape: Shape): Ref {
  if (shape === 'read-result') return { kind: 'read-result' };
  if ('handle' in shape) return handle(shape.handle);
  if ('promise' in shape) return promise(refOfShape(shape.promise));
  if ('tuple' in shape) return { kind: 'array', items: shape.tuple.map(refOfShape), rest: null };
  return {
    kind: 'object',
    props: new Map(Object.entries(shape.object).map(([name, part]) => [name, refOfShape(part)])),
  };
}

/** Whether losing the value can lose the resource. */
export function carries(ref: Ref | null | undefined): boolean {
  switch (ref?.kind) {
    case 'handle':
      // Aborting releases; losing the controller loses nothing.
      return !Object.hasOwn(cancellationSources, ref.handle);
    case 'promise':
    case 'rejected':
      return carries(ref.of);
    case 'array':
      return ref.items.some(carries) || carries(ref.rest);
    case 'object':
      return [...ref.props.values()].some(carries);
    case 'bound':
      return carries(ref.of);
    default:
      return false;
  }
}

/** Every closure inside the value. */
export function closuresIn(ref: Ref | null | undefined): FunctionNode[] {
  switch (ref?.kind) {
    case 'closure':
      return [ref.fn];
    case 'promise':
    case 'bound':
      return closuresIn(ref.of);
    case 'array':
      return [...ref.items, ref.rest].flatMap(closuresIn);
    case 'object':
      return [...ref.props.values()].flatMap(closuresIn);
    default:
      return [];
  }
}

const keys = new WeakMap<Ref, string>();

/** A text that is equal for equal refs. */
export function refKey(ref: Ref | null): string {
  if (!ref) return '-';
  let key = keys.get(ref);
  if (key === undefined) keys.set(ref, (key = render(ref)));
  return key;
}

function render(ref: Ref): string {
  switch (ref.kind) {
    case 'handle':
      return ref.handle;
    case 'promise':
      return `P<${refKey(ref.of)}>`;
    case 'rejected':
      return `!<${refKey(ref.of)}>`;
    case 'array':
      return `[${ref.items.map(refKey).join()}|${refKey(ref.rest)}]`;
    case 'object':
      return `${ref.made ? `new@${ref.made.node.range[0]}` : ''}{${[...ref.props]
        .map(([name, part]) => `${name}:${refKey(part)}`)
        .sort()
        .join()}}`;
    case 'bound':
      return `${refKey(ref.of)}.${ref.name}`;
    case 'closure':
      return `fn@${ref.fn.range[0]}`;
    case 'read-result':
      return ref.kind;
    case 'value':
      return `=${ref.value.key}`;
  }
}

/** Nesting beyond this is not followed: a loop that wraps a response in arrays must end. */
const MAX_NESTING = 6;

export function tooDeep(ref: Ref, depth = 0): boolean {
  if (depth > MAX_NESTING) return true;
  switch (ref.kind) {
    case 'promise':
    case 'bound':
      return tooDeep(ref.of, depth + 1);
    case 'rejected':
      return ref.of !== null && tooDeep(ref.of, depth + 1);
    case 'array':
      return (
        ref.items.length > 64 || [...ref.items, ref.rest].some((part) => part !== null && tooDeep(part, depth + 1))
      );
    case 'object':
      return [...ref.props.values()].some((part) => tooDeep(part, depth + 1));
    default:
      return false;
  }
}

/** What taking any element of the value gives; null if no element refers to the resource. */
export function elementOf(ref: Ref): Ref | null {
  if (ref.kind === 'array')
    return ref.items.find((item) => carries(item)) ?? ref.rest ?? ref.items.find((item) => item !== null) ?? null;
  return null;
}
