/** What kind of value a ref is: what `typeof`, `instanceof` and `in` say of it. */
import { carries, type Ref } from './refs.js';
import type { Knowledge, State } from './state.js';

/** What `typeof` says. */
export function typeOf(state: State, ref: Ref): Knowledge | null {
  switch (ref.kind) {
    case 'const':
      return { kind: 'literal', value: typeof ref.value };
    case 'closure':
      return { kind: 'literal', value: 'function' };
    case 'bound':
      return ref.of.kind === 'handle' && isMember(state, ref.of, ref.name)
        ? { kind: 'literal', value: 'function' }
        : null;
    default:
      return { kind: 'literal', value: 'object' };
  }
}

/** What `instanceof` says of a class: by the name it is known by or, for one of the file's own, by that of the class it rests on. */
export function classKnowledge(state: State, ref: Ref, name: string | null, baseName: string | null): Knowledge | null {
  const told = name === null ? null : errorPredicateResult(state, ref, name);
  if (told !== null) return { kind: 'constant', value: told };
  if (!carries(ref)) return null;
  if (ref.kind === 'handle' && name !== null && state.site?.protocol.handles[ref.handle]?.classes?.includes(name))
    return { kind: 'constant', value: true };
  return (name ?? baseName)?.endsWith('Error') ? { kind: 'constant', value: false } : null;
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
