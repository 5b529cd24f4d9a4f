/** Calls that are known not to throw, by the tables: `strict` does not follow a path that needs one of them to. */
import type { TSESTree } from '@typescript-eslint/utils';
import { constantOf } from '../syntax/constants.js';
import { memberName, unwrap } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';
import { readProperty } from './properties.js';
import type { Ref } from './refs.js';
import type { State } from './state.js';

/** Whether a node calls something of the resource that cannot throw with what it is given, as `response.headers.get('etag')` does. */
export function cannotThrow(unit: Unit, state: State, node: TSESTree.Node): boolean {
  if (node.type !== 'CallExpression') return false;
  const names: string[] = [];
  for (let at = unwrap(node.callee); at.type === 'MemberExpression'; at = unwrap(at.object)) {
    const name = memberName(at);
    if (name === null) return false;
    names.unshift(name);
    const owner = refOf(unit, state, unwrap(at.object));
    if (owner?.kind !== 'handle') continue;
    const known = state.site?.protocol.handles[owner.handle]?.cannotThrow;
    return (
      known?.includes(names.join('.')) === true &&
      node.arguments.every((argument) => constantOf(unit, argument).type === 'Literal')
    );
  }
  return false;
}

/** What a variable, or a property behind one, is of the resource. */
function refOf(unit: Unit, state: State, node: TSESTree.Node): Ref | null {
  if (node.type === 'MemberExpression') {
    const name = memberName(node);
    const owner = name === null ? null : refOf(unit, state, unwrap(node.object));
    return owner && readProperty(state, owner, name!);
  }
  const variable = unit.variable(node);
  return (variable && state.refs.get(variable)) ?? null;
}
