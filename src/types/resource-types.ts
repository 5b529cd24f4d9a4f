/** What a type of the checker says of a resource: that its values are one, contain one, or give one. */
import type * as ts from 'typescript';
import { protocolByType } from '../protocols/index.js';
import { nameOf } from './entity.js';
import { entityOfType } from './type-entity.js';

/** `ts.TypeFlags.Any`, written as a number so that TypeScript does not have to be loaded. */
const ANY = 1;

/** `T` of `Promise<T>`. */
export function promiseArgument(type: ts.Type): ts.Type | undefined {
  const reference = type as ts.TypeReference & { readonly resolvedTypeArguments?: readonly ts.Type[] };
  if (type.getSymbol()?.name !== 'Promise') return undefined;
  return (reference.typeArguments ?? reference.resolvedTypeArguments ?? type.aliasTypeArguments)?.[0];
}

/** `any`, or a promise of it: plain JavaScript, or a package that is not installed. */
export function isUnknown(type: ts.Type): boolean {
  return (type.flags & ANY) !== 0 || ((promiseArgument(type)?.flags ?? 0) & ANY) !== 0;
}

const MAX_DEPTH = 3;
const MAX_PROPERTIES = 12;

/** Whether a value of the type is a resource, contains one, or returns one when it is called. */
export function mentionsResource(type: ts.Type, checker: ts.TypeChecker, depth: number): boolean {
  if (depth > MAX_DEPTH) return false;
  const mentions = (part: ts.Type): boolean => mentionsResource(part, checker, depth + 1);
  if (type.isUnionOrIntersection()) return type.types.some(mentions);
  const entity = entityOfType(type);
  if (entity && protocolByType(nameOf(entity))) return true;
  const inner = promiseArgument(type);
  if (inner) return mentions(inner);
  if ((type as ts.TypeReference).typeArguments?.some(mentions)) return true;
  if (entity) return false;
  // A type of the program, or an anonymous type: `{ response, data }`.
  const properties = type.getProperties();
  return (
    type.getCallSignatures().some((signature) => mentions(signature.getReturnType())) ||
    (properties.length <= MAX_PROPERTIES &&
      properties.some(
        (property) =>
          property.valueDeclaration && mentions(checker.getTypeOfSymbolAtLocation(property, property.valueDeclaration)),
      ))
  );
}
