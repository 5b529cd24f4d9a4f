/** Who else hears the response of a request: all listeners are given the same one, and it is enough that one of them reads it. */
import type { TSESTree } from '@typescript-eslint/utils';
import { functionNamed, passedFor } from '../syntax/functions.js';
import { isFunction, memberName, stringValue, unwrap } from '../syntax/nodes.js';
import type { Unit, Variable } from '../syntax/unit.js';
import { headEvents, requestNames } from '../protocols/index.js';
import { listening } from '../protocols/platform.js';

/**
 * Whether the request that `call` makes, or adds a listener to, has another listener of its response in this file: in the same
 * chain of calls, at the variable that holds it, or in a function that is given it or has been given it.
 */
export function isHeardElsewhere(unit: Unit, call: TSESTree.CallExpression): boolean {
  const hearing = new Set<TSESTree.Node>();
  hearChain(unit, call, hearing, new Set());
  hearing.delete(call);
  return hearing.size > 0;
}

/** Adds the listening calls of the chain that `call` is part of, and of the variable that begins or ends it. */
function hearChain(unit: Unit, call: TSESTree.CallExpression, hearing: Set<TSESTree.Node>, seen: Set<Variable>): void {
  let first: TSESTree.Node = call;
  for (let inner = receiver(first); inner; inner = receiver(inner)) first = inner;
  if (first.type !== 'CallExpression') return hearVariable(unit, first, true, hearing, seen);
  let last: TSESTree.Node = first;
  for (let outer: TSESTree.Node | null = first; outer; outer = receivingCall(outer)) {
    if (outer.type === 'CallExpression' && hears(outer)) hearing.add(outer);
    last = outer;
  }
  const { parent } = last;
  if (parent?.type === 'VariableDeclarator') hearVariable(unit, parent.id, false, hearing, seen);
  else if (parent?.type === 'AssignmentExpression') hearVariable(unit, parent.left, false, hearing, seen);
}

/** @param made whether the requests that the variable is set to are those in question too, rather than one of them alone. */
function hearVariable(
  unit: Unit,
  node: TSESTree.Node,
  made: boolean,
  hearing: Set<TSESTree.Node>,
  seen: Set<Variable>,
): void {
  const variable = unit.variable(node);
  if (!variable || seen.has(variable)) return;
  seen.add(variable);
  for (const { identifier, writeExpr } of variable.references) {
    const value = made && writeExpr ? unwrap(writeExpr) : null;
    if (value?.type === 'CallExpression') hearChain(unit, value, hearing, seen);
    for (let outer = receivingCall(identifier); outer; outer = receivingCall(outer))
      if (hears(outer)) hearing.add(outer);
    const { parent } = identifier;
    if (parent?.type !== 'CallExpression') continue;
    const fn = functionNamed(unit, parent.callee);
    const parameter = fn?.params[parent.arguments.indexOf(identifier as TSESTree.Identifier)];
    if (parameter) hearVariable(unit, parameter, made, hearing, seen);
  }
  for (const argument of passedFor(unit, variable)) hearVariable(unit, argument, true, hearing, seen);
}

/** `x` of `x.on(…)`. */
const receiver = (node: TSESTree.Node): TSESTree.Node | null =>
  node.type === 'CallExpression' &&
  node.callee.type === 'MemberExpression' &&
  listening.has(memberName(node.callee) ?? '')
    ? unwrap(node.callee.object)
    : null;

/** `x.on(…)` of `x`. */
function receivingCall(node: TSESTree.Node): TSESTree.CallExpression | null {
  const member = node.parent;
  return member?.type === 'MemberExpression' &&
    member.object === node &&
    member.parent.type === 'CallExpression' &&
    member.parent.callee === member
    ? member.parent
    : null;
}

/** Whether the call adds a listener of the response: `req.on('response', …)`, or the request itself with one. */
function hears(call: TSESTree.CallExpression): boolean {
  const name = call.callee.type === 'MemberExpression' ? memberName(call.callee) : null;
  if (name !== null && listening.has(name)) return headEvents.has(stringValue(call.arguments[0]) ?? '');
  const last = call.arguments.at(-1);
  return (name === null || requestNames.has(name)) && last !== undefined && isFunction(unwrap(last));
}
