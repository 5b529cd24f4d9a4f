/** Finds other listeners of a response: all listeners get the same response, and it is enough that one of them reads it. */
import type { TSESTree } from '@typescript-eslint/utils';
import { functionNamed, passedFor } from '../syntax/functions.js';
import { isFunction, memberName, stringValue, unwrap } from '../syntax/nodes.js';
import type { Unit, Variable } from '../syntax/unit.js';
import { headEvents, requestNames, type Handle, type Protocol } from '../protocols/index.js';
import { listening } from '../protocols/platform.js';

/**
 * Whether the request that `call` makes, or adds a listener to, has another listener of its response in this file: in the same
 * chain of calls, on the variable that holds it, or in a function that it is passed to or comes from.
 */
export function isHeardElsewhere(unit: Unit, call: TSESTree.CallExpression, protocol: Protocol): boolean {
  const hearing = new Set<TSESTree.CallExpression>();
  hearChain(unit, call, hearing, new Set());
  hearing.delete(call);
  if ([...hearing].some((other) => !onlyWatches(unit, other, protocol))) return true;
  // If all of them only look at the response, the first one is reported.
  return onlyWatches(unit, call, protocol) && [...hearing].some(({ range }) => range[0] < call.range[0]);
}

/** Adds the listening calls of the chain of `call`, and of the variable at its start or end. */
function hearChain(
  unit: Unit,
  call: TSESTree.CallExpression,
  hearing: Set<TSESTree.CallExpression>,
  seen: Set<Variable>,
): void {
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

/** @param made whether all requests that are assigned to the variable count, instead of one of them. */
function hearVariable(
  unit: Unit,
  node: TSESTree.Node,
  made: boolean,
  hearing: Set<TSESTree.CallExpression>,
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

/** Whether the listener that a call adds can be analysed and only looks at the response. */
function onlyWatches(unit: Unit, call: TSESTree.CallExpression, { handles, root }: Protocol): boolean {
  const handle = handles[root];
  const last = call.arguments.at(-1);
  const value = last && unwrap(last);
  const fn = value && (isFunction(value) ? value : functionNamed(unit, value));
  if (!fn || !handle) return false;
  const [message] = fn.params;
  if (!message) return true;
  if (message.type === 'ObjectPattern')
    return message.properties.every((property) => property.type === 'Property' && isLook(handle, memberName(property)));
  const variable = message.type === 'Identifier' ? unit.variable(message) : undefined;
  return variable?.references.every(({ identifier }) => isWatched(identifier, handle)) === true;
}

/** Whether a use of the response, and of the results of its methods, reads nothing and hands nothing on. */
function isWatched(use: TSESTree.Node, handle: Handle): boolean {
  const { parent } = use;
  if (parent?.type === 'ExpressionStatement') return true;
  const name = parent?.type === 'MemberExpression' && parent.object === use ? memberName(parent) : null;
  const call = name === null ? null : receivingCall(use);
  if (!call) return isLook(handle, name);
  const event = listening.has(name!) ? stringValue(call.arguments[0]) : null;
  if (event !== null) return (handle.events?.[event] ?? 'borrow') === 'borrow' && isWatched(call, handle);
  const method = handle.methods && Object.hasOwn(handle.methods, name!) ? handle.methods[name!] : undefined;
  if (method?.effect !== 'borrow' || (method.returns !== undefined && method.returns !== 'self')) return false;
  return method.returns === undefined || isWatched(call, handle);
}

/** Whether a property only gives information. */
const isLook = ({ properties }: Handle, name: string | null): boolean =>
  name !== null && properties !== undefined && Object.hasOwn(properties, name) && typeof properties[name] === 'string';
