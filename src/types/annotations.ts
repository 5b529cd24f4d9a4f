/** What a written type says without a checker: the members that it names. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Unit, Variable } from '../syntax/unit.js';

const MAX_DEPTH = 4;

/** The names of all members that a variable has by its annotation; null where there is none, or it does not say all. */
export function declaredMembers(unit: Unit, variable: Variable): ReadonlySet<string> | null {
  const [name] = variable.identifiers;
  const annotation = name?.type === 'Identifier' ? name.typeAnnotation?.typeAnnotation : undefined;
  return annotation ? membersOf(unit, annotation, 0) : null;
}

function membersOf(unit: Unit, type: TSESTree.TypeNode, depth: number): ReadonlySet<string> | null {
  if (depth > MAX_DEPTH) return null;
  switch (type.type) {
    case 'TSTypeLiteral':
      return namesOf(type.members);
    case 'TSIntersectionType':
      return union(type.types.map((one) => membersOf(unit, one, depth + 1)));
    case 'TSTypeReference': {
      if (type.typeName.type !== 'Identifier') return null;
      const { name } = type.typeName;
      const [inner, picked] = type.typeArguments?.params ?? [];
      if (name === 'Pick' && picked) return literalsOf(picked);
      if (/^(?:Readonly|Partial|Required)$/.test(name) && inner) return membersOf(unit, inner, depth + 1);
      const definition = unit.ast.body.map((statement) => (statement.type === 'ExportNamedDeclaration' && statement.declaration ? statement.declaration : statement)).find((statement) => (statement.type === 'TSInterfaceDeclaration' || statement.type === 'TSTypeAliasDeclaration') && statement.id.name === name);
      if (definition?.type === 'TSTypeAliasDeclaration') return membersOf(unit, definition.typeAnnotation, depth + 1);
      return definition?.type === 'TSInterfaceDeclaration' && definition.extends.length === 0 ? namesOf(definition.body.body) : null;
    }
    default:
      return null;
  }
}

/** The names of members; null where one has a computed name, or there is an index signature. */
function namesOf(members: readonly TSESTree.TypeElement[]): ReadonlySet<string> | null {
  const names = members.map((member) => ((member.type === 'TSPropertySignature' || member.type === 'TSMethodSignature') && !member.computed && member.key.type === 'Identifier' ? member.key.name : null));
  return names.every((name) => name !== null) ? new Set(names) : null;
}

/** `'ok' | 'text'` */
function literalsOf(type: TSESTree.TypeNode): ReadonlySet<string> | null {
  if (type.type === 'TSLiteralType') return type.literal.type === 'Literal' ? new Set([String(type.literal.value)]) : null;
  return type.type === 'TSUnionType' ? union(type.types.map(literalsOf)) : null;
}

function union(sets: readonly (ReadonlySet<string> | null)[]): ReadonlySet<string> | null {
  return sets.every((set) => set !== null) ? new Set(sets.flatMap((set) => [...set])) : null;
}
