/** Functions that do nothing but call a method of the resource: `text: () => response.text()` is as good as the method itself. */
import { bindingOf } from '../syntax/bindings.js';
import { isFunction, memberName, unwrap, type FunctionNode } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';
import { isConstant } from '../syntax/variables.js';
import { carries, type Ref } from './refs.js';
import type { State } from './state.js';
import { refOf } from './value-of.js';

/**
 * An object that leaves its function, with methods of the resource in the place of the functions that only call one: the caller has
 * the resource by them.
 */
export function withLazyReads(unit: Unit, state: State, ref: Ref): Ref {
  if (ref.kind !== 'object' || ref.made || state.site?.protocol.resource !== 'body') return ref;
  const props = new Map([...ref.props].map(([name, part]) => [name, methodBehind(unit, state, part) ?? part]));
  return { ...ref, props };
}

function methodBehind(unit: Unit, state: State, ref: Ref): Ref | null {
  const called = ref.kind === 'closure' ? resultOf(ref.fn) : null;
  if (called?.type !== 'CallExpression' || called.arguments.length > 0) return null;
  const callee = unwrap(called.callee);
  const name = callee.type === 'MemberExpression' ? memberName(callee) : null;
  if (callee.type !== 'MemberExpression' || name === null || !isOfConstant(unit, callee)) return null;
  const of = refOf(unit, state, callee.object);
  return of?.kind === 'handle' && carries(of) ? { kind: 'bound', of, name } : null;
}

/** What a function without parameters gives, where that is all it does. */
function resultOf({ body, params, generator }: FunctionNode): ReturnType<typeof unwrap> | null {
  const [only, ...others] = body.type === 'BlockStatement' ? body.body : [body];
  const value = only?.type === 'ReturnStatement' ? only.argument : only;
  if (!value || others.length > 0 || params.length > 0 || generator || isFunction(value)) return null;
  const given = unwrap(value);
  return given.type === 'AwaitExpression' ? unwrap(given.argument) : given;
}

/** `response.text`, `response.body.cancel` of a variable that is never assigned again. */
function isOfConstant(unit: Unit, member: ReturnType<typeof unwrap>): boolean {
  let root = member;
  while (root.type === 'MemberExpression') root = unwrap(root.object);
  const variable = root.type === 'Identifier' && bindingOf(unit, root) ? unit.variable(root) : undefined;
  return variable !== undefined && isConstant(variable);
}
