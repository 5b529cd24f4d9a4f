/** Getters and setters of a property that is read or assigned. */
import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, memberName, type FunctionNode } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';
import type { Definition } from './definitions.js';
import type { Units } from './program-units.js';

export type AccessorKind = 'get' | 'set';

/** A getter or setter, with the unit of its file. */
export interface Accessor {
  readonly unit: Unit;
  readonly node: FunctionNode;
}

/** The accessor of an object or a class in this file, own or inherited; by scopes. */
export function accessorIn(
  owner: Definition | null,
  name: string,
  kind: AccessorKind,
  superOf: (unit: Unit, node: TSESTree.Node) => Definition | null,
): Accessor | null {
  if (!owner || owner.kind === 'function') return null;
  const members: readonly TSESTree.Node[] = owner.kind === 'object' ? owner.node.properties : owner.node.body.body;
  for (const member of members)
    if (isAccessor(member, kind) && memberName(member) === name) return functionOf(owner.unit, member);
  const base = owner.kind === 'object' ? null : owner.node.superClass;
  return base ? accessorIn(superOf(owner.unit, base), name, kind, superOf) : null;
}

/** The same by the checker, in any file of the program. */
export function accessorBehind(
  units: Units,
  { services }: Unit,
  member: TSESTree.MemberExpression,
  kind: AccessorKind,
): Accessor | null {
  const symbol = services?.getSymbolAtLocation(member.property);
  for (const declaration of symbol?.declarations ?? []) {
    const file = declaration.getSourceFile();
    if (file.isDeclarationFile) continue;
    const unit = units.get(services!, file);
    const node = unit?.services?.tsNodeToESTreeNodeMap.get(declaration);
    if (unit && node && isAccessor(node, kind)) return functionOf(unit, node);
  }
  return null;
}

const isAccessor = (
  node: TSESTree.Node,
  kind: AccessorKind,
): node is TSESTree.MethodDefinition | (TSESTree.Property & { kind: AccessorKind }) =>
  (node.type === 'MethodDefinition' || node.type === 'Property') && node.kind === kind;

function functionOf(
  unit: Unit,
  { value }: TSESTree.MethodDefinition | (TSESTree.Property & { kind: AccessorKind }),
): Accessor | null {
  return isFunction(value) && value.body ? { unit, node: value } : null;
}
