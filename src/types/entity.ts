/** The meaning of an expression for the tables: an export of a module, or an instance of one of its classes. */
import type { TSESTree } from '@typescript-eslint/utils';
import { builtinModules } from '../protocols/platform.js';

export interface Entity {
  /** `undici`, `node:http`, `global`; builtin modules always with `node:`. */
  readonly module: string;
  /** `request`, `Readable.fromWeb`, `Pool`; empty for the module itself, which its default export equals. */
  readonly path: string;
  readonly instance: boolean;
  /** The call that created an instance, for its options. */
  readonly made?: TSESTree.CallExpression | TSESTree.NewExpression;
}

/** The checker's name for a type without a name: the type of an object literal, or a mapped type. */
export const ANONYMOUS = '__type';

/** `undici:request`, or `undici#Pool` for an instance; `undici#Pool.request` for a member of one. */
export function nameOf(entity: Entity): string {
  return `${entity.module}${entity.instance ? '#' : ':'}${entity.path}`;
}

/** The inverse of `nameOf`. */
export function parseName(name: string): Entity {
  const hash = name.indexOf('#');
  const at = hash >= 0 ? hash : name.lastIndexOf(':');
  return { module: name.slice(0, at), path: name.slice(at + 1), instance: hash >= 0 };
}

/** `entity.property`. The default export of a module equals the module: ES and CommonJS imports then look alike. */
export function memberOf(entity: Entity, property: string): Entity {
  if (
    entity.module === 'global' &&
    (entity.path === 'globalThis' || entity.path === 'window' || entity.path === 'self' || entity.path === 'global')
  )
    return { module: 'global', path: property, instance: false };
  if (property === 'default' && !entity.instance && entity.path === '') return entity;
  return { ...entity, path: entity.path ? `${entity.path}.${property}` : property };
}

/** Whether an import refers to files of the program: no package can have such a name. */
export const isOwnModule = (specifier: string): boolean => /^(?:[./#~]|@\/)/.test(specifier);

export function moduleEntity(specifier: string): Entity {
  return { module: builtinModules.has(specifier) ? `node:${specifier}` : specifier, path: '', instance: false };
}
