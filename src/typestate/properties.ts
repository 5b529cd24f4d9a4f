/** Reading a property of something that refers to the resource, by the tables. */
import { handleOf } from '../protocols/capabilities.js';
import { cancellationSources } from '../protocols/cancellation-sources.js';
import type { Property, Protocol } from '../protocols/index.js';
import { isInstance, memberOf } from './instances.js';
import { carries, handle, type Ref } from './refs.js';
import type { State } from './state.js';
import { OK_STATUS } from './statuses.js';
import {
  AbstractValue,
  constant,
  COUNT,
  DERIVED,
  HEADERS,
  oneOf,
  presentIf,
  SOME_OBJECT,
  STATUS,
  UNKNOWN,
} from './values.js';

/** What `owner.name` is. A member that the tables do not list comes back bound: a use of it takes the duty. */
export function readProperty(state: State, owner: Ref, name: string): Ref {
  switch (owner.kind) {
    case 'handle': {
      const table = (state.site && handleOf(state.site.protocol, owner.handle)) ?? cancellationSources[owner.handle];
      const property = table?.properties && Object.hasOwn(table.properties, name) ? table.properties[name] : undefined;
      if (property !== undefined)
        return typeof property === 'object' && 'handle' in property
          ? handle(property.handle)
          : { kind: 'value', value: propertyValue(state, property) };
      return table?.unknownProperties && !Object.hasOwn(table.methods ?? {}, name)
        ? { kind: 'value', value: DERIVED }
        : { kind: 'bound', of: owner, name };
    }
    case 'array':
      if (name === 'length') return { kind: 'value', value: carries(owner) ? COUNT : UNKNOWN };
      if (/^\d+$/.test(name)) return owner.items[Number(name)] ?? owner.rest ?? NOTHING;
      return { kind: 'bound', of: owner, name };
    case 'object':
      return owner.props.get(name) ?? (isInstance(owner) && memberOf(owner.made, name) ? bound(owner, name) : NOTHING);
    case 'value':
      return { kind: 'value', value: owner.value.property(name) };
    case 'read-result':
      return {
        kind: 'value',
        value: name === 'done' ? AbstractValue.ofTest({ kind: 'ended', negated: false }) : DERIVED,
      };
    case 'promise':
    case 'rejected':
    case 'bound':
    case 'closure':
      return { kind: 'bound', of: owner, name };
  }
}

const bound = (of: Ref, name: string): Ref => ({ kind: 'bound', of, name });

const NOTHING: Ref = { kind: 'value', value: UNKNOWN };

function propertyValue({ duty }: State, property: Exclude<Property, { readonly handle: string }>): AbstractValue {
  switch (property) {
    case 'borrow':
      return DERIVED;
    case 'headers':
      return HEADERS;
    case 'status':
      return STATUS;
    case 'ok':
      return AbstractValue.ofTest({ kind: 'status', set: OK_STATUS });
    case 'used':
      if (duty.phase === 'locked' || duty.touched) return constant(true);
      return duty.used ? DERIVED : constant(false);
    case 'ended':
      return AbstractValue.ofTest({ kind: 'ended', negated: false });
    case 'locked':
      return constant(duty.lock !== null);
    default:
      return oneOf(property.values);
  }
}

/** What a ref is as a value. */
export function valueOfRef({ site }: State, ref: Ref): AbstractValue {
  if (ref.kind === 'value') return ref.value;
  return ref.kind === 'handle' && site && nullablesOf(site.protocol).has(ref.handle) ? NULLABLE : SOME_OBJECT;
}

/** A body that may be null. */
const NULLABLE = presentIf({ kind: 'empty', negated: true }, SOME_OBJECT.set);

const nullables = new WeakMap<Protocol, ReadonlySet<string>>();

/** The handles that may be null where they are read. */
function nullablesOf(protocol: Protocol): ReadonlySet<string> {
  let names = nullables.get(protocol);
  if (!names) {
    const properties = Object.values(protocol.handles).flatMap((one) => Object.values(one.properties ?? {}));
    names = new Set(
      properties.flatMap((one) => (typeof one === 'object' && 'handle' in one && one.nullable ? [one.handle] : [])),
    );
    nullables.set(protocol, names);
  }
  return names;
}
