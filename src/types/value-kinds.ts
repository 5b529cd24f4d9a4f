/** What the checker knows of values that a repair would wait for, or that others may change. */
import type { TSESTree } from '@typescript-eslint/utils';
import type * as ts from 'typescript';
import type { Unit } from '../syntax/unit.js';

/** `ts.TypeFlags.Any` and `Unknown`. */
const OPEN = 1 | 2;

/**
 * What a call gives, by its type: a promise, something else that can be waited for, nothing of the kind; `unknown`
 * where its type says that it may be anything.
 */
export type Given = 'promise' | 'thenable' | 'plain' | 'unknown';

/** Of a value once it is awaited, what the method gives that `path` leads to; null where no type tells. */
export function givenBy(unit: Unit, node: TSESTree.Node, path: readonly string[]): Given | null {
  const type = typeAlong(unit, node, path);
  if (!type) return null;
  const checker = unit.services!.program.getTypeChecker();
  const results = checker
    .getNonNullableType(type)
    .getCallSignatures()
    .filter((signature) => signature.getParameters().every((parameter) => mayBeLeftOut(parameter)))
    .map((signature) => kindOf(checker, signature.getReturnType()));
  const [first] = results;
  return first === undefined ? null : results.every((result) => result === first) ? first : 'unknown';
}

/** Whether a value is a text, a number or the like, which nobody can change; false where no type tells. */
export function isPrimitive({ services }: Unit, node: TSESTree.Node): boolean {
  if (!services) return false;
  const checker = services.program.getTypeChecker();
  const type = checker.getNonNullableType(services.getTypeAtLocation(node));
  const primitives = [
    checker.getStringType(),
    checker.getNumberType(),
    checker.getBooleanType(),
    checker.getBigIntType(),
  ];
  return (
    (type.flags & OPEN) === 0 &&
    (type.isUnion() ? type.types : [type]).every((part) =>
      primitives.some((primitive) => checker.isTypeAssignableTo(part, primitive)),
    )
  );
}

function mayBeLeftOut({ valueDeclaration }: ts.Symbol): boolean {
  const { questionToken, initializer, dotDotDotToken } = (valueDeclaration ?? {}) as Partial<ts.ParameterDeclaration>;
  return (questionToken ?? initializer ?? dotDotDotToken) !== undefined;
}

/** Whether the type of what `path` leads to allows for something that has one of the members; null where no type tells. */
export function mayHave(
  unit: Unit,
  node: TSESTree.Node,
  path: readonly string[],
  members: readonly string[],
): boolean | null {
  const type = typeAlong(unit, node, path);
  if (!type || (type.flags & OPEN) !== 0) return null;
  const checker = unit.services!.program.getTypeChecker();
  return (type.isUnion() ? type.types : [type]).some((part) =>
    members.some((name) => checker.getPropertyOfType(part, name) !== undefined),
  );
}

/** The type of what `path` leads to, of a value once it is awaited; null where there is no such property, or no type. */
function typeAlong({ services }: Unit, node: TSESTree.Node, path: readonly string[]): ts.Type | null {
  if (!services) return null;
  const checker = services.program.getTypeChecker();
  const at = services.esTreeNodeToTSNodeMap.get(node);
  const declared = services.getTypeAtLocation(node);
  let type = checker.getAwaitedType(declared) ?? declared;
  for (const name of path) {
    const property = checker.getPropertyOfType(checker.getNonNullableType(type), name);
    if (!property) return null;
    type = checker.getTypeOfSymbolAtLocation(property, at);
  }
  return type;
}

function kindOf(checker: ts.TypeChecker, given: ts.Type): Given | null {
  if ((given.flags & 1) !== 0) return null;
  const parts = given.isUnion() ? given.types : [given];
  const kinds = new Set(parts.map((part) => partOf(checker, part)));
  const [first] = kinds;
  return kinds.size === 1 ? first! : 'unknown';
}

function partOf(checker: ts.TypeChecker, type: ts.Type): Given {
  if ((type.flags & OPEN) !== 0 || type.isTypeParameter()) return 'unknown';
  if (checker.getPropertyOfType(type, 'then') === undefined) return 'plain';
  return checker.getPropertyOfType(type, 'catch') === undefined ? 'thenable' : 'promise';
}
