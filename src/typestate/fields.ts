/**
 * Agents that a class keeps in a field. Who owns a field is a question about the whole class, so it is answered by its
 * syntax: nothing here follows paths.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { enclosingClass, isClass, type ClassNode } from '../syntax/classes.js';
import { childrenOf, descendantsOf, enclosingFunction, isFunction, isWithin, memberName } from '../syntax/nodes.js';
import { isKeptInside } from '../syntax/object-uses.js';
import type { Unit } from '../syntax/unit.js';
import { isLent } from './variables.js';

/** The fate of an agent that is put into a field: it cannot be closed, or it replaces an open one. */
export type FieldFate = 'unclosable' | 'replaced' | null;

/** The fate of what `target` (`this.agent = …`) stores; null if other code might close it. */
export function fieldFate(unit: Unit, target: TSESTree.MemberExpression): FieldFate {
  const name = memberName(target);
  const owner = enclosingClass(target);
  if (target.object.type !== 'ThisExpression' || name === null || !owner || owner.superClass) return null;
  const uses = usesOf(unit, owner, name).filter((use) => use !== target);
  const method = isFilled(target) ? methodAround(target) : null;
  if (
    method &&
    !isConstructor(method) &&
    !looksAt(unit, owner, method, uses) &&
    (isMadeAtConstruction(owner, uses, name) || isRepeated(unit, owner, method, uses))
  )
    return 'replaced';
  if ((!isPrivate(owner, name) && !isKeptByMakers(unit, owner)) || uses.some(mayEnd)) return null;
  if (isMadeInFunctions(unit, owner)) return 'unclosable';
  return method && isCalledAgain(unit, owner, method) && !looksAt(unit, owner, method, uses) ? 'replaced' : null;
}

/** Whether the field is given a value whatever is in it: `??=` looks first. */
const isFilled = ({ parent }: TSESTree.MemberExpression): boolean =>
  parent.type === 'AssignmentExpression' && parent.operator === '=';

/** Whether the method may be called a second time: it is public, and no constructor calls it. */
function isCalledAgain(unit: Unit, owner: ClassNode, method: Method): boolean {
  const name = memberName(method);
  if (
    isConstructor(method) ||
    (method.type === 'MethodDefinition' && method.kind !== 'method') ||
    name === null ||
    name.startsWith('#')
  )
    return false;
  if (method.accessibility === 'private' || method.accessibility === 'protected') return false;
  return !usesOf(unit, owner, name).some((use) => isConstructor(methodAround(use)));
}

/** Whether a method that the constructor runs is run again, and nothing in between may close what it has put into the field. */
function isRepeated(unit: Unit, owner: ClassNode, method: Method, uses: readonly Use[]): boolean {
  const name = memberName(method);
  if (name === null) return false;
  const calls = usesOf(unit, owner, name);
  if (!calls.some(isRunAtConstruction)) return false;
  const isBehind = (call: Use): boolean => {
    const around = methodAround(call);
    return (
      around !== null &&
      around !== method &&
      isCalledAgain(unit, owner, around) &&
      usesOf(unit, owner, memberName(around)!).length === 0 &&
      !looksAt(unit, owner, around, uses)
    );
  };
  return calls.some(isBehind) || isCalledOnNew(unit, owner, name, uses.filter(mayEnd));
}

/** `this.configure();`, a statement of the constructor itself. */
function isRunAtConstruction({ parent: call }: Use): boolean {
  const fn = enclosingFunction(call);
  return (
    call.type === 'CallExpression' &&
    fn?.parent.type === 'MethodDefinition' &&
    fn.parent.kind === 'constructor' &&
    call.parent.type === 'ExpressionStatement' &&
    call.parent.parent === fn.body
  );
}

/** Whether the file calls the method of a new instance that is in a constant, of which only methods without an end have been called. */
function isCalledOnNew(unit: Unit, owner: ClassNode, name: string, ends: readonly Use[]): boolean {
  const made = (owner.id && unit.variable(owner.id)?.references) ?? [];
  return made.some(({ identifier }) => {
    const holder = identifier.parent?.type === 'NewExpression' ? identifier.parent.parent : undefined;
    if (holder?.type !== 'VariableDeclarator') return false;
    for (const { identifier: use, init } of unit.variable(holder.id)?.references ?? []) {
      if (init === true) continue;
      const member = use.parent;
      const isCall =
        member?.type === 'MemberExpression' &&
        member.object === use &&
        member.parent.type === 'CallExpression' &&
        member.parent.callee === member;
      if (!isCall || enclosingFunction(use) !== enclosingFunction(holder)) return false;
      if (memberName(member) === name) return true;
      const called = owner.body.body.find(
        (one): one is TSESTree.MethodDefinition =>
          one.type === 'MethodDefinition' && !one.static && memberName(one) === memberName(member),
      );
      if (!called || looksAt(unit, owner, called, ends)) return false;
    }
    return false;
  });
}

/** Whether a method, or one that it calls, does anything with the field. */
function looksAt(unit: Unit, owner: ClassNode, method: Method, uses: readonly Use[]): boolean {
  const run = new Set<TSESTree.Node>([method]);
  for (const one of run) {
    if (uses.some((use) => isWithin(use, one))) return true;
    for (const { node, name } of thisUses(unit, one)) {
      if (name === null) return true;
      const called = owner.body.body.find(
        (member) =>
          (member.type === 'MethodDefinition' || member.type === 'PropertyDefinition') && memberName(member) === name,
      );
      if (called && node.parent.type === 'CallExpression' && node.parent.callee === node) run.add(called);
    }
  }
  return false;
}

/** `this.name`, or a `this` that is taken apart or handed on, which may be a use of any field. */
type Use = TSESTree.MemberExpression | TSESTree.ThisExpression;

/** A method, or a field that holds a function. */
type Method = TSESTree.MethodDefinition | TSESTree.PropertyDefinition;

function methodAround(node: TSESTree.Node): Method | null {
  for (let at = node.parent; at && !isClass(at); at = at.parent)
    if (at.type === 'MethodDefinition' || (at.type === 'PropertyDefinition' && isFunction(at.value))) return at;
  return null;
}

const isConstructor = (method: Method | null): boolean =>
  method?.type === 'MethodDefinition' && method.kind === 'constructor';

/** Every use of a field in the class, and of `this` where that may be one. */
export function usesOf(unit: Unit, owner: TSESTree.Node, name: string): Use[] {
  return thisUses(unit, owner)
    .filter((use) => use.name === name || use.name === null)
    .map(({ node }) => node);
}

/** Every `this` below a node with the one field that it asks for; null where that may be any, or several. */
function thisUses(unit: Unit, below: TSESTree.Node): { readonly node: Use; readonly name: string | null }[] {
  const uses: { node: Use; name: string | null }[] = [];
  const stack: TSESTree.Node[] = [below];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'ThisExpression') {
      const { parent } = node;
      if (parent.type === 'MemberExpression' && parent.object === node)
        uses.push({ node: parent, name: memberName(parent) });
      // The code that is given the instance cannot reach its private fields; the others are not decided here.
      else if (parent.type !== 'ReturnStatement') for (const name of destructured(parent)) uses.push({ node, name });
    }
    stack.push(...childrenOf(node, unit.visitorKeys));
  }
  return uses;
}

/** The fields that `const { agent, url } = this` takes. */
function destructured(parent: TSESTree.Node): readonly (string | null)[] {
  if (parent.type !== 'VariableDeclarator' || parent.id.type !== 'ObjectPattern') return [null];
  return parent.id.properties.map((property) => (property.type === 'RestElement' ? null : memberName(property)));
}

/** Whether a use closes the agent or lets it out: anything but a request made with it. */
function mayEnd(use: Use): boolean {
  return use.type === 'ThisExpression' || !isLent(use, () => true);
}

function isMadeAtConstruction(owner: ClassNode, uses: readonly Use[], name: string): boolean {
  const isInitialised = owner.body.body.some(
    (member) =>
      member.type === 'PropertyDefinition' &&
      !member.static &&
      memberName(member) === name &&
      member.value?.type === 'NewExpression',
  );
  return (
    isInitialised ||
    uses.some(
      (use) =>
        isConstructor(methodAround(use)) &&
        use.parent.type === 'AssignmentExpression' &&
        use.parent.left === use &&
        use.parent.right.type === 'NewExpression',
    )
  );
}

/** Whether only the class itself can reach the field. */
export function isPrivate(owner: ClassNode, name: string): boolean {
  if (name.startsWith('#')) return true;
  return owner.body.body.some(
    (member) =>
      member.type === 'PropertyDefinition' && memberName(member) === name && member.accessibility === 'private',
  );
}

/** Several instances are made, as far as the file shows: by functions, of a class that only this file knows. */
function isMadeInFunctions(unit: Unit, owner: ClassNode): boolean {
  const made = makersOf(unit, owner);
  return made.length > 0 && made.every((user) => enclosingFunction(user) !== null);
}

/** Whether those who make instances do nothing but call their methods, so that no other code reaches a field. */
function isKeptByMakers(unit: Unit, owner: ClassNode): boolean {
  const made = makersOf(unit, owner);
  const givesItself = descendantsOf(owner, unit.visitorKeys).some(
    (node) => node.type === 'ThisExpression' && node.parent.type === 'ReturnStatement',
  );
  return made.length > 0 && !givesItself && made.every((user) => isKeptInside(unit, user));
}

/** Where instances are made of a class that is only constructed, in this file; none if more may be done with it. */
function makersOf(unit: Unit, owner: ClassNode): readonly TSESTree.Node[] {
  const variable = owner.id ? unit.variable(owner.id) : undefined;
  if (!variable || owner.parent.type.startsWith('Export')) return [];
  const users = variable.references.map(({ identifier }) => identifier.parent);
  return users.every((user) => user?.type === 'NewExpression') ? users : [];
}
