/** Calls that are known not to throw: `strict` does not follow a path that needs one of them to. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Method } from '../protocols/index.js';
import { constantOf } from '../syntax/constants.js';
import { descendantsOf, memberName, unwrap } from '../syntax/nodes.js';
import { isJoin, isRace } from '../syntax/promises.js';
import type { Unit } from '../syntax/unit.js';
import type { Context } from './context.js';
import { readProperty } from './properties.js';
import { carries, type Ref } from './refs.js';
import type { State } from './state.js';
import { isPure } from './terms.js';
import { valueOf } from './value-of.js';

/** Whether a path that follows a resource needs no exception of a call, of an `await`, or of a loop over the resource. */
export function cannotThrow(context: Context, state: State, node: TSESTree.Node): boolean {
  const { unit } = context;
  if (node.type === 'CallExpression' && isUnfailingMember(unit, state, node)) return true;
  // Whatever may be used after an exception counts for a repair.
  if (context.isThorough) return false;
  // A stream that fails under the loop has ended.
  if (node.type === 'ForOfStatement') return state.refs.get(node.right)?.kind === 'handle';
  if (node.type === 'AwaitExpression') return cannotReject(context, state, node.argument);
  if (node.type !== 'CallExpression') return !context.mayThrow(node);
  return isLookAtHeader(unit, state, node) || isFollowed(context, state, node) || !context.mayThrow(node);
}

/** `type?.includes('text/')` of a header: it is a text, or missing. */
function isLookAtHeader(unit: Unit, state: State, { callee, arguments: given }: TSESTree.CallExpression): boolean {
  const member = unwrap(callee);
  if (member.type !== 'MemberExpression' || !isPure(memberName(member))) return false;
  const { meaning, set } = valueOf(unit, state, member.object);
  return (
    meaning?.kind === 'header' &&
    (member.optional || !set.has(null)) &&
    given.every((argument) => constantOf(unit, argument).type === 'Literal')
  );
}

/** Whether an awaited promise cannot be rejected while the body is still open. */
function cannotReject(context: Context, state: State, awaited: TSESTree.Node): boolean {
  const value = unwrap(awaited);
  // Where the promise of the resource is rejected, there is no resource.
  if (carries(refOf(context.unit, state, value))) return true;
  if (value.type !== 'CallExpression') return !context.mayReject(value);
  const [list] = value.arguments;
  if ((isJoin(value) || isRace(value)) && list?.type === 'ArrayExpression')
    return list.elements.every((element) => element !== null && cannotReject(context, state, element));
  const callee = unwrap(value.callee);
  const owner = callee.type === 'MemberExpression' ? refOf(context.unit, state, unwrap(callee.object)) : null;
  // A read that is rejected has ended the body.
  return owner?.kind === 'handle' || isFollowed(context, state, value) || !context.mayReject(value);
}

/**
 * Whether the call, or the one whose result is awaited, has been followed into a function in reach, with the resource: what it throws is
 * one of its outcomes.
 */
export function isFollowed(context: Context, state: State, node: TSESTree.Node): boolean {
  const { unit, oracle } = context;
  const call = node.type === 'AwaitExpression' ? unwrap(node.argument) : node;
  if (call.type !== 'CallExpression') return false;
  const callee = unwrap(call.callee);
  const definition = oracle.definition(unit, callee) ?? oracle.overridable(unit, callee);
  if (definition?.kind !== 'function') return false;
  if (context.captures(definition.node).some((slot) => state.refs.has(slot))) return true;
  return call.arguments.some((argument) =>
    [argument, ...descendantsOf(argument, unit.visitorKeys)].some((part) => {
      const variable = part.type === 'Identifier' ? unit.variable(part) : undefined;
      return variable !== undefined && state.refs.has(variable);
    }),
  );
}

/** Whether a call is one of a member of the resource that cannot throw with what it is given: `response.headers.get('etag')`. */
function isUnfailingMember(unit: Unit, state: State, node: TSESTree.CallExpression): boolean {
  const names: string[] = [];
  for (let at = unwrap(node.callee); at.type === 'MemberExpression'; at = unwrap(at.object)) {
    const name = memberName(at);
    if (name === null) return false;
    names.unshift(name);
    const owner = refOf(unit, state, unwrap(at.object));
    if (owner?.kind !== 'handle') continue;
    const { cannotThrow: known, methods = {} } = state.site!.protocol.handles[owner.handle] ?? {};
    if (names.length === 1 && givesPromise(methods[name])) return true;
    return (
      known?.includes(names.join('.')) === true &&
      node.arguments.every((argument) => constantOf(unit, argument).type === 'Literal')
    );
  }
  return false;
}

/** What is wrong with a call of such a method rejects its promise. */
const givesPromise = (method: Method | undefined): boolean =>
  method?.returns !== undefined && typeof method.returns === 'object' && 'promise' in method.returns;

/** What a variable, or a property after one, is of the resource. */
function refOf(unit: Unit, state: State, node: TSESTree.Node): Ref | null {
  if (node.type === 'MemberExpression') {
    const name = memberName(node);
    if (name !== null && node.object.type === 'ThisExpression') return state.refs.get(unit.field(name)) ?? null;
    const owner = name === null ? null : refOf(unit, state, unwrap(node.object));
    return owner && readProperty(state, owner, name!);
  }
  const variable = unit.variable(node);
  return (variable && state.refs.get(variable)) ?? null;
}
