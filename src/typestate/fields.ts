/**
 * Agents that a class keeps in a field. Who owns a field is a question about the whole class, so it is answered by its
 * syntax: nothing here follows paths.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { childrenOf, enclosingFunction, isClass, isWithin, memberName, unwrap } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';

/** What becomes of an agent that is put into a field: nobody can close it, or it takes the place of an open one. */
export type FieldFate = 'unclosable' | 'replaced' | null;

const CLOSING = new Set(['close', 'destroy', 'unref', '@@dispose', '@@asyncDispose']);

/** The fate of what `target` (`this.agent = …`) stores; null wherever somebody else might look after it. */
export function fieldFate(unit: Unit, target: TSESTree.MemberExpression): FieldFate {
  const name = memberName(target);
  const owner = classAround(target);
  if (target.object.type !== 'ThisExpression' || name === null || !owner || owner.superClass) return null;
  const uses = usesOf(unit, owner, name).filter((use) => use !== target);
  const method = methodAround(target);
  if (method?.kind !== 'constructor' && isMadeAtConstruction(owner, uses, name) && !uses.some((use) => method !== null && isWithin(use, method))) return 'replaced';
  return isPrivate(owner, name) && !uses.some(mayEnd) && isMadeInFunctions(unit, owner) ? 'unclosable' : null;
}

/** The name of the class around a node, for the report. */
export function classNameAround(node: TSESTree.Node): string {
  return classAround(node)?.id?.name ?? 'the class';
}

function classAround(node: TSESTree.Node): TSESTree.ClassDeclaration | TSESTree.ClassExpression | null {
  for (let at = node.parent; at; at = at.parent) if (isClass(at)) return at;
  return null;
}

function methodAround(node: TSESTree.Node): TSESTree.MethodDefinition | null {
  for (let at = node.parent; at && !isClass(at); at = at.parent) if (at.type === 'MethodDefinition') return at;
  return null;
}

function usesOf(unit: Unit, owner: TSESTree.Node, name: string): TSESTree.MemberExpression[] {
  const uses: TSESTree.MemberExpression[] = [];
  const stack: TSESTree.Node[] = [owner];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'MemberExpression' && node.object.type === 'ThisExpression' && memberName(node) === name) uses.push(node);
    stack.push(...childrenOf(node, unit.visitorKeys));
  }
  return uses;
}

/** Whether a use closes the agent or lets it out: anything but a request made with it. */
function mayEnd(use: TSESTree.MemberExpression): boolean {
  let at: TSESTree.Node = use;
  let parent: TSESTree.Node | undefined = use.parent;
  while (parent && unwrap(parent) === unwrap(at)) {
    at = parent;
    parent = parent.parent;
  }
  if (parent?.type === 'MemberExpression' && parent.object === at) {
    const name = memberName(parent);
    return name === null || CLOSING.has(name);
  }
  // `{ dispatcher: this.agent }` as an argument lends it for one request.
  return !(parent?.type === 'Property' && parent.value === at && parent.parent.parent.type === 'CallExpression');
}

function isMadeAtConstruction(owner: TSESTree.ClassDeclaration | TSESTree.ClassExpression, uses: readonly TSESTree.MemberExpression[], name: string): boolean {
  const isInitialised = owner.body.body.some((member) => member.type === 'PropertyDefinition' && !member.static && memberName(member) === name && member.value?.type === 'NewExpression');
  return isInitialised || uses.some((use) => methodAround(use)?.kind === 'constructor' && use.parent.type === 'AssignmentExpression' && use.parent.left === use && use.parent.right.type === 'NewExpression');
}

function isPrivate(owner: TSESTree.ClassDeclaration | TSESTree.ClassExpression, name: string): boolean {
  if (name.startsWith('#')) return true;
  return owner.body.body.some((member) => member.type === 'PropertyDefinition' && memberName(member) === name && member.accessibility === 'private');
}

/** Several instances are made, as far as the file shows: by functions, of a class that only this file knows. */
function isMadeInFunctions(unit: Unit, owner: TSESTree.ClassDeclaration | TSESTree.ClassExpression): boolean {
  const variable = owner.id ? unit.variable(owner.id) : undefined;
  if (!variable || owner.parent.type.startsWith('Export')) return false;
  const made = variable.references.map(({ identifier }) => identifier.parent).filter((user) => user?.type === 'NewExpression');
  return made.length > 0 && made.length === variable.references.length && made.every((user) => enclosingFunction(user) !== null);
}
