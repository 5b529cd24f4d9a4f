/** Reflected calls: `f.call(self, x)`, `f.apply(self, [x])`, `Reflect.apply(f, self, [x])`. */
import type { TSESTree } from '@typescript-eslint/utils';
import { bindingOf } from './bindings.js';
import { memberName, unwrap } from './nodes.js';
import type { Unit } from './unit.js';

const known = new WeakMap<TSESTree.CallExpression, TSESTree.CallExpression | null>();

/**
 * The equivalent direct call of such a call; null for any other call. It has the range of the original call, and is not part of
 * the tree.
 */
export function directCall(unit: Unit, call: TSESTree.CallExpression): TSESTree.CallExpression | null {
  let direct = known.get(call);
  if (direct === undefined) known.set(call, (direct = find(unit, call)));
  return direct;
}

function find(unit: Unit, call: TSESTree.CallExpression): TSESTree.CallExpression | null {
  const callee = unwrap(call.callee);
  const via = callee.type === 'MemberExpression' ? memberName(callee) : null;
  if (callee.type !== 'MemberExpression' || (via !== 'call' && via !== 'apply')) return null;
  const { object } = callee;
  const isReflect = object.type === 'Identifier' && object.name === 'Reflect' && bindingOf(unit, object) === null;
  const [fn, , ...given] = isReflect ? call.arguments : [object, ...call.arguments];
  if (!fn || fn.type === 'SpreadElement' || call.arguments.some(({ type }) => type === 'SpreadElement')) return null;
  return {
    ...call,
    callee: fn,
    arguments: via === 'call' ? given : listed(given[0]),
  };
}

/** The arguments in an argument list. */
function listed(list: TSESTree.CallExpressionArgument | undefined): TSESTree.CallExpressionArgument[] {
  if (!list || list.type === 'SpreadElement') return [];
  const value = unwrap(list);
  if (value.type === 'ArrayExpression' && value.elements.every((element) => element !== null)) return value.elements;
  return [{ ...list, type: 'SpreadElement', argument: list } as unknown as TSESTree.SpreadElement];
}
