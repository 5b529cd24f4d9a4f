/** Recognises, from annotations alone, a callable that has the signature of `fetch`. */
import type { TSESTree } from '@typescript-eslint/utils';
import { injectable, protocolByType, type Protocol } from '../protocols/index.js';
import { bindingOf, initOf } from '../syntax/bindings.js';
import { enclosingClass, parameterProperty } from '../syntax/classes.js';
import { functionNamed } from '../syntax/functions.js';
import { memberName, unwrap } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';
import { nameOf } from './entity.js';
import { annotationOf, declaredAt, declaredType, entityOfType, memberType } from './scope-oracle.js';

/** The protocol of the result of an annotated callable without an implementation, if it has the signature of `fetch`. */
export function fetchLikeByAnnotation(unit: Unit, callee: TSESTree.Node): Protocol | null {
  const type = annotationOfExpression(unit, unwrap(callee));
  const signature = type && functionType(unit, type);
  return signature ? fetchLikeBySignature(unit, signature) : null;
}

/** The same for the annotated parameters and return type of a function. */
export function fetchLikeBySignature(unit: Unit, { params, returnType }: Signature): Protocol | null {
  return takesRequest(unit, params) ? protocolOfPromise(unit, returnType?.typeAnnotation) : null;
}

/**
 * Whether a callable without an implementation returns a boolean: by its annotation, or by the function that is its
 * default.
 */
export function isPredicateByScope(unit: Unit, callee: TSESTree.Node): boolean {
  const type = annotationOfExpression(unit, callee);
  const returned = type ? functionType(unit, type)?.returnType?.typeAnnotation : undefined;
  if (returned)
    return returned.type === 'TSBooleanKeyword' || (returned.type === 'TSTypePredicate' && !returned.asserts);
  const usual = usualOf(unit, callee);
  return usual?.type === 'ArrowFunctionExpression' && saysYesOrNo(unwrap(usual.body));
}

/** What a name is if it is not given otherwise: `(retry = () => false)`, `const retry = options.retry ?? (() => false)`. */
function usualOf(unit: Unit, callee: TSESTree.Node): TSESTree.Node | null {
  const binding = bindingOf(unit, callee);
  if (binding?.kind !== 'parameter' && binding?.kind !== 'value') return null;
  if (binding.usual) return unwrap(binding.usual);
  const init = binding.kind === 'value' && binding.path?.length === 0 && binding.init ? unwrap(binding.init) : null;
  return init?.type === 'LogicalExpression' && init.operator !== '&&' ? unwrap(init.right) : null;
}

function saysYesOrNo(node: TSESTree.Node): boolean {
  if (node.type === 'LogicalExpression')
    return node.operator !== '??' && saysYesOrNo(unwrap(node.left)) && saysYesOrNo(unwrap(node.right));
  return (
    (node.type === 'BinaryExpression' && /^(?:[<>]=?|[!=]==?|instanceof|in)$/.test(node.operator)) ||
    (node.type === 'UnaryExpression' && node.operator === '!') ||
    (node.type === 'Literal' && typeof node.value === 'boolean')
  );
}

/** The annotation that declares the expression, if it is in this file. */
export function annotationOfExpression(unit: Unit, node: TSESTree.Node): TSESTree.TypeNode | undefined {
  if (node.type === 'MemberExpression') {
    const name = memberName(node);
    if (name === null) return undefined;
    if (node.object.type === 'ThisExpression') return fieldAnnotation(node, name);
    return memberType(unit, annotationOfExpression(unit, unwrap(node.object)), name);
  }
  const binding = node.type === 'Identifier' ? bindingOf(unit, node) : null;
  if (binding?.kind === 'parameter') return declaredAt(unit, binding);
  return binding?.kind === 'value' && binding.path?.length === 0 ? annotationOf(binding.target) : undefined;
}

function fieldAnnotation(access: TSESTree.MemberExpression, name: string): TSESTree.TypeNode | undefined {
  const owner = enclosingClass(access);
  const field = owner?.body.body.find(
    (member) =>
      (member.type === 'PropertyDefinition' || member.type === 'AccessorProperty') && memberName(member) === name,
  );
  const declared = field ?? (owner && parameterProperty(owner, name)?.target);
  return declared ? annotationOf(declared) : undefined;
}

/** The literals that an annotation of this file allows for an expression; null if it is not a union of literals. */
export function literalsByAnnotation(unit: Unit, expression: TSESTree.Node): readonly unknown[] | null {
  const type = annotationOfExpression(unit, unwrap(expression));
  return type ? literalsOf(unit, type) : null;
}

function literalsOf(unit: Unit, type: TSESTree.TypeNode, depth = 0): readonly unknown[] | null {
  if (type.type === 'TSLiteralType') return type.literal.type === 'Literal' ? [type.literal.value] : null;
  if (type.type === 'TSUnionType') {
    const parts = type.types.map((part) => literalsOf(unit, part, depth + 1));
    return parts.every((part) => part !== null) ? parts.flat() : null;
  }
  const declared = depth < 8 ? declaredType(unit, type) : undefined;
  return declared?.type === 'TSTypeAliasDeclaration' ? literalsOf(unit, declared.typeAnnotation, depth + 1) : null;
}

/**
 * Whether an annotation of this file says that a value, or the result of a function of the file, alone or awaited, is neither null
 * nor undefined.
 */
export function isPresentByScope(unit: Unit, expression: TSESTree.Node): boolean {
  const node = unwrap(expression);
  const variable = node.type === 'Identifier' ? unit.variable(node) : undefined;
  const value = unwrap(initOf(variable) ?? node);
  const call = value.type === 'AwaitExpression' ? unwrap(value.argument) : value;
  const returned =
    call.type === 'CallExpression' ? functionNamed(unit, unwrap(call.callee))?.returnType?.typeAnnotation : undefined;
  const type = annotationOfExpression(unit, node) ?? (call === value ? returned : promised(returned));
  return type !== undefined && isPresentType(unit, type);
}

function isPresentType(unit: Unit, type: TSESTree.TypeNode): boolean {
  if (PRESENT.has(type.type)) return true;
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return false;
  const binding = bindingOf(unit, type.typeName);
  // A global without type arguments is a class: `Buffer`.
  if (!binding) return !type.typeArguments;
  return binding.kind === 'class' || declaredType(unit, type)?.type === 'TSInterfaceDeclaration';
}

/** `T` of `Promise<T>`. */
export const promised = (type: TSESTree.TypeNode | undefined): TSESTree.TypeNode | undefined =>
  type?.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && type.typeName.name === 'Promise'
    ? type.typeArguments?.params[0]
    : undefined;

/** Annotations of values that are there. */
const PRESENT: ReadonlySet<string> = new Set([
  'TSStringKeyword',
  'TSNumberKeyword',
  'TSBooleanKeyword',
  'TSObjectKeyword',
  'TSTypeLiteral',
  'TSArrayType',
  'TSTupleType',
]);

interface Signature {
  readonly params: readonly TSESTree.Parameter[];
  readonly returnType?: TSESTree.TSTypeAnnotation | undefined;
}

function functionType(unit: Unit, type: TSESTree.TypeNode, depth = 0): Signature | undefined {
  if (depth > 8) return undefined;
  if (type.type === 'TSFunctionType') return type;
  if (type.type === 'TSUnionType') {
    for (const part of type.types) {
      const found = functionType(unit, part, depth + 1);
      if (found) return found;
    }
    return undefined;
  }
  const declared = declaredType(unit, type);
  if (declared?.type === 'TSTypeAliasDeclaration') return functionType(unit, declared.typeAnnotation, depth + 1);
  return declared?.body.body.find(
    (member): member is TSESTree.TSCallSignatureDeclaration => member.type === 'TSCallSignatureDeclaration',
  );
}

function takesRequest(unit: Unit, params: readonly TSESTree.Parameter[]): boolean {
  const [target, init] = params.map((parameter) =>
    parameter.type === 'TSParameterProperty' ? undefined : annotationOf(parameter),
  );
  if (!target) return false;
  const parts = target.type === 'TSUnionType' ? target.types : [target];
  const names = parts.map((part) =>
    part.type === 'TSStringKeyword' ? 'string' : (entityOfType(unit, part)?.path ?? ''),
  );
  const { target: targets, options } = injectable;
  if (names.includes(targets.class) || names.includes(targets.alias)) return true;
  return (
    names.includes('string') && init !== undefined && entityOfType(unit, init)?.path.endsWith(options.suffix) === true
  );
}

function protocolOfPromise(unit: Unit, type: TSESTree.TypeNode | undefined): Protocol | null {
  if (type?.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier' || type.typeName.name !== 'Promise')
    return null;
  const entity = entityOfType(unit, type.typeArguments?.params[0]);
  return (entity && protocolByType(nameOf(entity))) ?? null;
}
