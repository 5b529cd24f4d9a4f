/** Questions about one class, by its syntax. */
import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, type FunctionNode } from './nodes.js';

export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

export function isClass(node: TSESTree.Node | null | undefined): node is ClassNode {
  return node?.type === 'ClassDeclaration' || node?.type === 'ClassExpression';
}

/** The nearest class around a node. */
export function enclosingClass(node: TSESTree.Node): ClassNode | null {
  for (let at = node.parent; at; at = at.parent) if (isClass(at)) return at;
  return null;
}

/** The constructor of the class; null if it has none of its own. */
export function constructorOf({ body }: ClassNode): FunctionNode | null {
  for (const member of body.body)
    if (member.type === 'MethodDefinition' && member.kind === 'constructor' && isFunction(member.value))
      return member.value;
  return null;
}

/** `client` of `constructor(private readonly client: Client = usual)`, the parameter that declares the field `name`. */
export function parameterProperty(
  owner: ClassNode,
  name: string,
): { readonly target: TSESTree.Identifier; readonly usual: TSESTree.Expression | null } | null {
  for (const parameter of constructorOf(owner)?.params ?? []) {
    if (parameter.type !== 'TSParameterProperty') continue;
    const [target, usual] =
      parameter.parameter.type === 'AssignmentPattern'
        ? [parameter.parameter.left, parameter.parameter.right]
        : [parameter.parameter, null];
    if (target.type === 'Identifier' && target.name === name) return { target, usual };
  }
  return null;
}
