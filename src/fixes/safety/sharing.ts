/** Who calls a function: a release inside concerns all of them. */
import type { TSESTree } from '@typescript-eslint/utils';
import { enclosingClass, isClass, type ClassNode } from '../../syntax/classes.js';
import { returnedBy } from '../../syntax/functions.js';
import {
  descendantsOf,
  enclosingFunction,
  idOf,
  isFunction,
  isWithin,
  memberName,
  unwrap,
} from '../../syntax/nodes.js';
import type { FunctionNode } from '../../syntax/nodes.js';
import { isConstant, isExported } from '../../syntax/variables.js';
import type { Unit, Variable } from '../../syntax/unit.js';

/** What a release inside a function that others call as well leaves to a person. */
export const SHARED = 'The function is used in other places too: check that no caller reads the body after it.';

/**
 * Whether no call of the function is in other code, where the check of a repair would not follow it: there is a single
 * one, or all are plain calls in this file.
 *
 * @param isThrow control leaves with an error, which none of several callers may catch; otherwise one of several
 *   callers would rather go on with the response
 */
export function isAlone(unit: Unit, fn: FunctionNode, isThrow: boolean): boolean {
  const mentions = mentionsOf(unit, fn);
  if (!mentions) return false;
  return mentions.length === 1 || (isThrow && mentions.every((one) => isCallOf(one) && !isGuarded(one)));
}

/** Whether all calls of the function are plain ones in this file, so that the check of a repair follows what becomes of its result. */
export const isCalledInSight = (unit: Unit, fn: FunctionNode): boolean => callsInSight(unit, fn) !== null;

/** The calls of a function, where all of them are plain ones in this file; else null. */
export function callsInSight(unit: Unit, fn: FunctionNode): readonly TSESTree.CallExpression[] | null {
  const calls = mentionsOf(unit, fn)?.map((one) =>
    one.parent?.type === 'CallExpression' && one.parent.callee === one ? one.parent : null,
  );
  return calls && calls.every((one) => one !== null) ? calls : null;
}

/** The expressions that have the function as their value, all of them; null where it can be had elsewhere. */
function mentionsOf(unit: Unit, fn: FunctionNode): readonly TSESTree.Node[] | null {
  const name = idOf(fn);
  const variable = name && unit.variable(name);
  const own = variable ? readsOf(variable) : (methodMentions(unit, fn) ?? returnedMentions(unit, fn));
  if (!own) return null;
  const all = own.map((mention) => keptOf(unit, boundTo(mention)));
  return all.every((one) => one !== null) ? all.flat() : null;
}

function readsOf(variable: Variable): TSESTree.Node[] | null {
  if (isExported(variable)) return null;
  return variable.references.flatMap((reference) =>
    reference.isRead() ? [reference.identifier as TSESTree.Node] : [],
  );
}

/** `this.check`, `Http.check`: a private method is seen by its class alone, a static one by all code that has the class. */
function methodMentions(unit: Unit, fn: FunctionNode): TSESTree.Node[] | null {
  const { parent } = fn;
  const owner = parent.type === 'MethodDefinition' && parent.kind === 'method' ? enclosingClass(fn) : null;
  const name = parent.type === 'MethodDefinition' ? memberName(parent) : null;
  if (!owner || parent.type !== 'MethodDefinition' || name === null) return null;
  const isPrivate = parent.accessibility === 'private' || parent.key.type === 'PrivateIdentifier';
  if (!isPrivate && !isOwned(unit, owner, parent.static)) return null;
  return descendantsOf(isPrivate ? owner : unit.ast, unit.visitorKeys).filter(
    (node) => node.type === 'MemberExpression' && memberName(node) === name,
  );
}

/** Whether no other code can access the class or, unless only its `statics` matter, an instance of it. */
function isOwned(unit: Unit, owner: ClassNode, statics: boolean): boolean {
  const variable = owner.type === 'ClassDeclaration' && owner.id ? unit.variable(owner.id) : undefined;
  if (!variable || isExported(variable)) return false;
  const reads = variable.references.filter(({ identifier }) => !isWithin(identifier as TSESTree.Node, owner));
  return reads.every(({ identifier, isTypeReference }) => {
    const { parent } = identifier as TSESTree.Node;
    if (isTypeReference === true) return true;
    if (parent?.type === 'MemberExpression') return parent.object === identifier;
    if (parent?.type !== 'NewExpression' || parent.callee !== identifier) return false;
    return statics || (parent.parent.type === 'MemberExpression' && parent.parent.object === parent);
  });
}

/** `expectStatus(200)`, where that gives the function. */
function returnedMentions(unit: Unit, fn: FunctionNode): TSESTree.Node[] | null {
  const maker = enclosingFunction(fn);
  if (!maker || isClass(fn.parent) || !returnedBy(unit, maker).some((value) => value && unwrap(value) === fn))
    return null;
  const makers = mentionsOf(unit, maker);
  const calls = makers?.map(({ parent }, index) =>
    parent?.type === 'CallExpression' && parent.callee === makers[index] ? parent : null,
  );
  return calls?.every((call) => call !== null) ? calls : null;
}

/** `this.check.bind(this)` for `this.check`. */
function boundTo(mention: TSESTree.Node): TSESTree.Node {
  const { parent } = mention;
  const isBind = parent?.type === 'MemberExpression' && parent.object === mention && memberName(parent) === 'bind';
  return isBind && parent.parent.type === 'CallExpression' && parent.parent.callee === parent ? parent.parent : mention;
}

/** Where it is used through a constant, `const ok = expectStatus(200)`; null where that is seen elsewhere. */
function keptOf(unit: Unit, mention: TSESTree.Node): readonly TSESTree.Node[] | null {
  const { parent } = mention;
  if (parent?.type !== 'VariableDeclarator' || parent.init !== mention) return [mention];
  const variable = parent.id.type === 'Identifier' ? unit.variable(parent.id) : undefined;
  return variable && isConstant(variable) ? readsOf(variable) : null;
}

/** `check(response)` or `.then(check)`. */
function isCallOf(mention: TSESTree.Node): boolean {
  const { parent } = mention;
  if (parent?.type !== 'CallExpression') return false;
  return (
    parent.callee === mention ||
    (parent.arguments[0] === mention &&
      unwrap(parent.callee).type === 'MemberExpression' &&
      memberName(unwrap(parent.callee) as TSESTree.MemberExpression) === 'then')
  );
}

/** What the helper throws is caught, and the code there may go on with the response. */
function isGuarded(mention: TSESTree.Node): boolean {
  for (let at = mention; at.parent && !isFunction(at.parent); at = at.parent)
    if (at.parent.type === 'TryStatement' && at.parent.block === at && at.parent.handler) return true;
  return false;
}
