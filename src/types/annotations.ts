/** The members that a type annotation declares, without a checker. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Unit, Variable } from '../syntax/unit.js';
import { declaredType } from './scope-oracle.js';

const MAX_DEPTH = 4;

/** Types that have the members of another one. */
const WHOLE = new Set(['Readonly', 'Partial', 'Required']);

/**
 * Whether the annotation of a variable, or the type asserted of its first value, has the property at the path `names`; null if
 * there is neither, or it is unknown.
 */
export function isDeclared(unit: Unit, variable: Variable, names: readonly string[]): boolean | null {
  const [name] = variable.identifiers;
  const annotation = name?.type === 'Identifier' ? name.typeAnnotation?.typeAnnotation : undefined;
  const type = annotation ?? assertedType(variable);
  return type ? isDeclaredIn(unit, type, names) : null;
}

/** `const response = (await fetch(url)) as Narrow`, `await (fetch(url) as Promise<Narrow>)`. */
function assertedType({ defs: [definition] }: Variable): TSESTree.TypeNode | undefined {
  if (definition?.node.type !== 'VariableDeclarator' || definition.node.id.type !== 'Identifier') return undefined;
  const { init } = definition.node;
  if (init?.type !== 'AwaitExpression') return assertionOf(init);
  const awaited = assertionOf(init.argument);
  return awaited?.type === 'TSTypeReference' &&
    awaited.typeName.type === 'Identifier' &&
    awaited.typeName.name === 'Promise'
    ? awaited.typeArguments?.params[0]
    : undefined;
}

const assertionOf = (node: TSESTree.Node | null): TSESTree.TypeNode | undefined =>
  node?.type === 'TSAsExpression' || node?.type === 'TSTypeAssertion' ? node.typeAnnotation : undefined;

/** The same for a type. */
export function isDeclaredIn(unit: Unit, type: TSESTree.TypeNode, names: readonly string[]): boolean | null {
  return has(unit, type, names, 0);
}

function has(unit: Unit, type: TSESTree.TypeNode, [next, ...rest]: readonly string[], depth: number): boolean | null {
  if (next === undefined) return true;
  if (depth > MAX_DEPTH) return null;
  switch (type.type) {
    case 'TSTypeLiteral':
      return among(unit, type.members, [next, ...rest], depth);
    case 'TSIntersectionType': {
      const answers = type.types.map((one) => has(unit, one, [next, ...rest], depth + 1));
      return answers.includes(true) ? true : answers.includes(null) ? null : false;
    }
    case 'TSUnionType':
      return type.types.some((one) => has(unit, one, [next, ...rest], depth + 1) === false) ? false : null;
    case 'TSTypeReference': {
      if (type.typeName.type !== 'Identifier') return null;
      const { name } = type.typeName;
      const [inner, picked] = type.typeArguments?.params ?? [];
      if (name === 'Pick' && inner && picked) return literalsOf(picked)?.has(next) === false ? false : null;
      if (name === 'Omit' && inner && picked) return literalsOf(picked)?.has(next) === true ? false : null;
      if (WHOLE.has(name) && inner) return has(unit, inner, [next, ...rest], depth + 1);
      const declared = declaredType(unit, type);
      if (declared?.type === 'TSTypeAliasDeclaration')
        return has(unit, declared.typeAnnotation, [next, ...rest], depth + 1);
      return declared?.extends.length === 0 ? among(unit, declared.body.body, [next, ...rest], depth) : null;
    }
    default:
      return null;
  }
}

function among(
  unit: Unit,
  members: readonly TSESTree.TypeElement[],
  [next, ...rest]: readonly string[],
  depth: number,
): boolean | null {
  for (const member of members) {
    if (
      (member.type !== 'TSPropertySignature' && member.type !== 'TSMethodSignature') ||
      member.computed ||
      member.key.type !== 'Identifier'
    )
      return null;
    if (member.key.name !== next) continue;
    return rest.length === 0
      ? true
      : member.type === 'TSPropertySignature' && member.typeAnnotation
        ? has(unit, member.typeAnnotation.typeAnnotation, rest, depth + 1)
        : null;
  }
  return false;
}

/** `'ok' | 'text'` */
function literalsOf(type: TSESTree.TypeNode): ReadonlySet<string> | null {
  if (type.type === 'TSLiteralType')
    return type.literal.type === 'Literal' ? new Set([String(type.literal.value)]) : null;
  if (type.type !== 'TSUnionType') return null;
  const sets = type.types.map(literalsOf);
  return sets.every((set) => set !== null) ? new Set(sets.flatMap((set) => [...set])) : null;
}
