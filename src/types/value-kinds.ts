/** Types of values that a repair would await, or that other code may change. */
import type { TSESTree } from '@typescript-eslint/utils';
import type * as ts from 'typescript';
import type { Unit } from '../syntax/unit.js';

/** `ts.TypeFlags.Any` and `Unknown`. */
const OPEN = 1 | 2;
/** `ts.TypePredicateKind.Identifier`: `value is T`, without `asserts`. */
const IDENTIFIES = 1;

/**
 * The kind of the result of a call, by its type: a promise, another thenable, or a plain value; `unknown` if its type may be
 * anything.
 */
export type Given = 'promise' | 'thenable' | 'plain' | 'unknown';

/** The kind of result of the method at `path` of the awaited value; null if the type is unknown. */
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

/**
 * Whether a function may be given the value of a node once it is awaited, or what `path` leads to from there, and nothing else; null
 * where no type tells.
 *
 * @param isNullable the value may be null or undefined there, as far as its type says so
 */
export function takes(
  unit: Unit,
  callee: TSESTree.Node,
  {
    node,
    path,
    isNullable,
  }: { readonly node: TSESTree.Node; readonly path: readonly string[]; readonly isNullable: boolean },
): boolean | null {
  const signatures = signaturesOf(unit, callee);
  const given = typeAlong(unit, node, path);
  if (!signatures || !given) return null;
  const checker = unit.services!.program.getTypeChecker();
  const at = unit.services!.esTreeNodeToTSNodeMap.get(node);
  return signatures.some((signature) => {
    const [first, ...others] = signature.getParameters();
    if (!first || !others.every((parameter) => mayBeLeftOut(parameter))) return false;
    const type = checker.getTypeOfSymbolAtLocation(first, at);
    const wanted = checker.getBaseConstraintOfType(type) ?? type;
    return checker.isTypeAssignableTo(isNullable ? given : checker.getNonNullableType(given), wanted);
  });
}

/** Whether a function can be called with one argument, and gives nothing or something to wait for; null where no type tells. */
export function mayRelease(unit: Unit, callee: TSESTree.Node): boolean | null {
  const signatures = signaturesOf(unit, callee);
  if (!signatures) return null;
  const checker = unit.services!.program.getTypeChecker();
  return signatures.some((signature) => {
    const [first, ...others] = signature.getParameters();
    const given = signature.getReturnType();
    return (
      first !== undefined &&
      others.every((parameter) => mayBeLeftOut(parameter)) &&
      (checker.isTypeAssignableTo(checker.getUndefinedType(), given) || kindOf(checker, given) !== 'plain')
    );
  });
}

/** What a function gives; null where no type tells. */
export function resultOf(unit: Unit, callee: TSESTree.Node): Given | null {
  const results = signaturesOf(unit, callee)?.map((signature) =>
    kindOf(unit.services!.program.getTypeChecker(), signature.getReturnType()),
  );
  const [first] = results ?? [];
  return first !== undefined && results!.every((result) => result === first) ? first : null;
}

function signaturesOf({ services }: Unit, callee: TSESTree.Node): readonly ts.Signature[] | null {
  const signatures = services?.getTypeAtLocation(callee).getCallSignatures() ?? [];
  return signatures.length > 0 ? signatures : null;
}

/** Whether a value is an immutable primitive such as a string or a number; false if the type is unknown. */
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

/** Whether the awaited value of an expression is always undefined or null, by its type; false if the type is unknown. */
export function isOnlyNothing(unit: Unit, node: TSESTree.Node): boolean {
  const type = typeAlong(unit, node, []);
  if (!type || (type.flags & OPEN) !== 0) return false;
  const checker = unit.services!.program.getTypeChecker();
  const nothing = [checker.getUndefinedType(), checker.getNullType()];
  // `never` is assignable to everything: a promise that is only ever rejected.
  return (
    !checker.isTypeAssignableTo(type, checker.getNeverType()) &&
    (type.isUnion() ? type.types : [type]).every((part) => nothing.some((one) => checker.isTypeAssignableTo(part, one)))
  );
}

/** Whether no code runs behind a call, by its type: code that a function of this type is passed for may still return. */
export function neverReturns({ services }: Unit, call: TSESTree.CallExpression): boolean {
  if (!services) return false;
  return services.getTypeAtLocation(call) === services.program.getTypeChecker().getNeverType();
}

/** Whether the type of an expression says that its value is neither null nor undefined; false if the type may be anything. */
export function isPresent({ services }: Unit, node: TSESTree.Node): boolean {
  if (!services) return false;
  const { strict, strictNullChecks = strict } = services.program.getCompilerOptions();
  const type = services.getTypeAtLocation(node);
  return (
    strictNullChecks === true &&
    (type.flags & OPEN) === 0 &&
    services.program.getTypeChecker().getNonNullableType(type) === type
  );
}

function mayBeLeftOut({ valueDeclaration }: ts.Symbol): boolean {
  const { questionToken, initializer, dotDotDotToken } = (valueDeclaration ?? {}) as Partial<ts.ParameterDeclaration>;
  return (questionToken ?? initializer ?? dotDotDotToken) !== undefined;
}

/** Whether the type of the property at `path` allows a value with one of the members; null if the type is unknown. */
export function mayHave(
  unit: Unit,
  node: TSESTree.Node,
  path: readonly string[],
  members: readonly string[],
): boolean | null {
  const type = typeAlong(unit, node, path);
  if (!type || (type.flags & OPEN) !== 0) return null;
  const checker = unit.services!.program.getTypeChecker();
  return (type.isUnion() ? type.types : [type]).some((part) => members.some((name) => hasMember(checker, part, name)));
}

/** @param name `@@asyncIterator` for the member of a well-known symbol, whose name the checker extends by a number */
function hasMember(checker: ts.TypeChecker, type: ts.Type, name: string): boolean {
  if (!name.startsWith('@@')) return checker.getPropertyOfType(type, name) !== undefined;
  const start = `__@${name.slice(2)}@`;
  return checker.getPropertiesOfType(type).some(({ escapedName }) => String(escapedName).startsWith(start));
}

/**
 * Whether a call is a type guard of the argument that accepts its whole type, so that the argument is `never` if the guard is
 * false; null if no type is known.
 */
export function isAfterGuard(
  { services }: Unit,
  call: TSESTree.CallExpression,
  argument: TSESTree.Node,
): boolean | null {
  if (!services) return null;
  const checker = services.program.getTypeChecker();
  const signature = checker.getResolvedSignature(services.esTreeNodeToTSNodeMap.get(call));
  const predicate = signature && checker.getTypePredicateOfSignature(signature);
  const index = call.arguments.findIndex((one) => one === argument);
  return (
    predicate?.type !== undefined &&
    predicate.kind === IDENTIFIES &&
    predicate.parameterIndex === index &&
    checker.isTypeAssignableTo(services.getTypeAtLocation(argument), predicate.type)
  );
}

/** The type of the property at `path` of the awaited value; null if there is no such property, or no type. */
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
