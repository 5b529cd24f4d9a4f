/** Names for types: an export of a module, or an instance of one of its classes; and the class of the platform that a value has. */
import type { TSESTree } from '@typescript-eslint/utils';
import type * as ts from 'typescript';
import { typedBy } from '../protocols/index.js';
import type { Unit } from '../syntax/unit.js';
import { nameOf, type Entity } from './entity.js';

/** `ts.TypeFlags.Any` and `ts.SymbolFlags.Function`, which are the same in all versions. */
const ANY = 1;
const FUNCTION = 16;

/** The entity of a type; for a union, the first one by name, because the checker orders its members by first occurrence. */
export function entityOfType(type: ts.Type): Entity | null {
  if (type.isUnion())
    return type.types
      .map(entityOfType)
      .filter((entity) => entity !== null)
      .reduce<Entity | null>((first, entity) => (first && nameOf(first) <= nameOf(entity) ? first : entity), null);
  const symbol = type.getSymbol();
  const declaration = symbol?.declarations?.[0];
  if (!symbol || !declaration) return null;
  const module = moduleOf(declaration.getSourceFile().fileName);
  return module === null ? null : { module, path: symbol.name, instance: (symbol.flags & FUNCTION) === 0 };
}

/** The package of a declaration file, as an import would name it; null for files of the program. */
function moduleOf(fileName: string): string | null {
  // The package of the compiler may have another name: an alias for another version, or one of the packages of TypeScript 7.
  if (/\/lib\/lib\.(?:dom|webworker|es\w+|decorators|scripthost)(?:\.[\w.]+)?\.d\.ts$/.test(fileName)) return 'global';
  const match = /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(.*)$/.exec(fileName);
  if (!match) return null;
  const [, name, file] = match as unknown as [string, string, string];
  if (name === '@types/node')
    return /(?:^|\/)(?:globals|web-globals)[./]/.test(file)
      ? 'global'
      : `node:${file.replace(/(?:\.generated)?\.d\.ts$/, '').replace(/^ts[\d.]+\//, '')}`;
  const typed = typedBy(name);
  if (typed !== undefined) return typed;
  return name.startsWith('@types/')
    ? name
        .slice('@types/'.length)
        .replace('__', '/')
        .replace(/^(.+)\/(.+)$/, '@$1/$2')
    : name;
}

/**
 * The class of the platform that a value is an instance of, or that wraps it for a primitive, leaving aside null and undefined; null
 * for every other value, and without types.
 */
export function platformClass({ services }: Unit, node: TSESTree.Node): string | null {
  if (!services) return null;
  const checker = services.program.getTypeChecker();
  const type = checker.getNonNullableType(services.getTypeAtLocation(node));
  const names = new Set((type.isUnion() ? type.types : [type]).map((part) => platformClassOf(checker, part)));
  const [first] = names;
  return names.size === 1 ? first! : null;
}

function platformClassOf(checker: ts.TypeChecker, type: ts.Type): string | null {
  if ((type.flags & ANY) !== 0) return null;
  const wrappers = [
    [checker.getStringType(), 'String'],
    [checker.getNumberType(), 'Number'],
    [checker.getBooleanType(), 'Boolean'],
  ] as const;
  for (const [primitive, name] of wrappers) if (checker.isTypeAssignableTo(type, primitive)) return name;
  const entity = entityOfType(type);
  return entity?.instance && entity.module === 'global' ? entity.path : null;
}
