/** Reading a property of something that refers to the resource, by the tables. */
import { cancellationSources } from '../protocols/cancellation-sources.js';
import { carries, handle, type Ref } from './refs.js';
import type { Knowledge, State } from './state.js';
import { OK_STATUS } from './statuses.js';

export interface Read {
  readonly ref: Ref | null;
  readonly knowledge: Knowledge | null;
}

const NOTHING: Read = { ref: null, knowledge: null };
const DERIVED: Read = { ref: null, knowledge: { kind: 'derived' } };

function choice(values: readonly (string | boolean)[]): Knowledge {
  const [first] = values;
  if (values.length > 1 || first === undefined) return { kind: 'choice', values };
  return typeof first === 'boolean' ? { kind: 'constant', value: first } : { kind: 'literal', value: first };
}

/** What `owner.name` is. A member the tables do not know comes back bound: whoever uses it takes the duty. */
export function readProperty(state: State, owner: Ref, name: string): Read {
  switch (owner.kind) {
    case 'handle': {
      const table = state.site?.protocol.handles[owner.handle] ?? cancellationSources[owner.handle];
      if (!table) return { ref: { kind: 'bound', of: owner, name }, knowledge: null };
      const property = table.properties && Object.hasOwn(table.properties, name) ? table.properties[name] : undefined;
      switch (property) {
        case undefined:
          return table.unknownProperties && !Object.hasOwn(table.methods ?? {}, name)
            ? DERIVED
            : { ref: { kind: 'bound', of: owner, name }, knowledge: null };
        case 'borrow':
          return DERIVED;
        case 'status':
          return { ref: null, knowledge: { kind: 'status-code' } };
        case 'ok':
          return { ref: null, knowledge: { kind: 'status', set: OK_STATUS } };
        case 'used':
          return {
            ref: null,
            knowledge:
              state.duty.phase === 'locked'
                ? { kind: 'constant', value: true }
                : state.duty.used
                  ? { kind: 'derived' }
                  : { kind: 'constant', value: false },
          };
        case 'ended':
          return { ref: null, knowledge: { kind: 'ended', negated: false } };
        case 'locked':
          return { ref: null, knowledge: { kind: 'constant', value: state.duty.lock !== null } };
        default:
          return 'values' in property
            ? { ref: null, knowledge: choice(property.values) }
            : { ref: handle(property.handle), knowledge: null };
      }
    }
    case 'promise':
    case 'rejected':
      return { ref: { kind: 'bound', of: owner, name }, knowledge: null };
    case 'array':
      if (name === 'length') return { ref: null, knowledge: carries(owner) ? { kind: 'constant', value: true } : null };
      if (/^\d+$/.test(name)) return { ref: owner.items[Number(name)] ?? owner.rest, knowledge: null };
      return { ref: { kind: 'bound', of: owner, name }, knowledge: null };
    case 'object': {
      const part = owner.props.get(name);
      return part ? { ref: part, knowledge: null } : NOTHING;
    }
    case 'read-result':
      return name === 'done' ? { ref: null, knowledge: { kind: 'ended', negated: false } } : DERIVED;
    case 'bound':
    case 'closure':
      return { ref: { kind: 'bound', of: owner, name }, knowledge: null };
    case 'const':
      return NOTHING;
  }
}
